package io.pasarela.system.console;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.sandbox.demo.Demo;
import io.pasarela.system.support.Chromium;
import io.pasarela.system.support.ConsolePage;
import io.pasarela.system.support.RunningSystem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page at {@code /} of the sandbox, in a browser. */
class ConsoleIT {

    private static final RunningSystem SYSTEM = RunningSystem.get();
    private static final String QUOTATIONS = "/api/v2/quotations";

    private static Chromium browser;
    private static ConsolePage page;

    private final Demo ana = SYSTEM.newUser();

    @BeforeAll
    static void aBrowserOfAPersonFromMexico() {
        browser = Chromium.start("es-MX");
        page = new ConsolePage(browser);
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @BeforeEach
    void open() {
        SYSTEM.sandbox().show(ana);
        browser.look(1280, false);
        page.open(SYSTEM.sandbox().door());
    }

    @AfterEach
    void nothingLeftTheMachineAndNothingWasForbiddenOrThrown() {
        SYSTEM.simulator().forgetFaults();
        browser.evaluate("localStorage.clear(); sessionStorage.clear()");
        String origin = SYSTEM.sandbox().door().getAuthority();
        assertThat(browser.told("Network.requestWillBeSent"))
                .isNotEmpty()
                .allSatisfy(request ->
                        assertThat(request.at("/request/url").asText()).startsWith("http://" + origin + "/"));
        assertThat(browser.told("Audits.issueAdded"))
                .filteredOn(issue -> issue.at("/issue/code").asText().equals("ContentSecurityPolicyIssue"))
                .isEmpty();
        assertThat(browser.told("Runtime.exceptionThrown")).isEmpty();
    }

    @Test
    void aPersonQuotesCreatesARampAndWatchesItComplete() {
        quote();
        String before = page.read("#countdown");
        assertThat(page.read(".quotation .fees")).contains("Comisión del proveedor");
        assertThat(page.read("#limits")).contains("L1");
        eventually(() -> assertThat(page.read("#countdown")).isNotBlank().isNotEqualTo(before));

        page.click("#execute");
        eventually(
                () -> assertThat(page.attribute("#ramp-status", "data-status")).isEqualTo("AWAITING_DEPOSIT"));
        assertThat(page.read(".instructions")).contains("CLABE", "1,500.00 MXN");
        assertThat(browser.told("Network.requestWillBeSent"))
                .filteredOn(request -> request.path("type").asText().equals("EventSource"))
                .extracting(request -> request.at("/request/url").asText())
                .anySatisfy(url -> assertThat(url).contains("/api/v2/notifications/stream?ticket="));
        page.click("#send-again");
        eventually(() -> assertThat(page.read(".sendings")).contains("201", "200", "nada creado"));
        page.click("#pay");

        eventually(
                () -> assertThat(page.attribute("#ramp-status", "data-status")).isEqualTo("COMPLETED"));
        assertThat(page.attributes("#timeline > li.done", "data-status"))
                .containsExactly(
                        "CREATED", "AWAITING_DEPOSIT", "DEPOSIT_RECEIVED", "CONVERTING", "PAYING_OUT", "COMPLETED");
        assertThat(SYSTEM.gateway()
                        .get("/api/v2/ramps?userId=" + ana.userId())
                        .body()
                        .path("data"))
                .hasSize(1);
        page.go("inbox");
        eventually(() -> assertThat(page.read("#unread-count")).isEqualTo("6 sin leer"));
        page.click("[data-keep=read-all]");
        eventually(() -> assertThat(page.read("#unread-count")).isEqualTo("0 sin leer"));
    }

    @ParameterizedTest
    @CsvSource({
        "12.345, TOO_MANY_DECIMALS, MXN tiene como máximo 2 decimales.",
        "1e3, NOT_AN_AMOUNT, 'Un decimal positivo como 1500.00, con punto y sin exponente.'",
        "0.00, NOT_POSITIVE, Debe ser mayor que cero.",
        "1.00, BELOW_MINIMUM, Lo mínimo que se paga es",
        "99999999.00, ABOVE_MAXIMUM, Lo máximo que se paga es"
    })
    void whatTheServerWouldRefuseIsSaidBesideTheFieldBeforeItIsAsked(String amount, String code, String sentence) {
        long asked = quotationsAsked();

        page.set("#amount", amount);
        page.click("#quote-form [type=submit]");

        eventually(() -> assertThat(page.read("#amount-error")).startsWith(sentence));
        assertThat(page.attribute("#amount-error", "data-code")).isEqualTo(code);
        assertThat(page.attribute("#amount", "aria-invalid")).isEqualTo("true");
        assertThat(browser.text("document.activeElement.id")).isEqualTo("amount");
        assertThat(quotationsAsked()).isEqualTo(asked);
        // The same words from the server itself: the rules are its own.
        assertThat(SYSTEM.gateway()
                        .quote("MXN", "USDC", amount, "SPEI", "POLYGON")
                        .body()
                        .at("/errors/0/code")
                        .asText())
                .isEqualTo(code);
    }

    @Test
    void whatOnlyTheServerKnowsIsShownBesideTheFieldItNames() {
        page.click("input[name=side][value=to]");
        page.set("#amount", "0.000001");
        page.click("#quote-form [type=submit]");

        eventually(() -> assertThat(page.read("#amount-error")).isNotBlank());
        assertThat(page.read("#quote-problem")).isNotBlank();
        assertThat(page.attribute("#quote-problem .problem", "role")).isEqualTo("alert");
        assertThat(browser.text("document.querySelector('#quote-problem details code').textContent"))
                .contains("\"code\": \"INVALID_REQUEST\"");
    }

    @Test
    void aSwitchForgesWebhooksAndThePageShowsThatTheyAreRefused() {
        page.go("provider");
        page.click("#switch-forged");
        eventually(() ->
                assertThat(page.attribute("#switch-forged", "aria-checked")).isEqualTo("true"));

        SYSTEM.gateway().ramp(ana, "forged-" + ana.userId());

        eventually(() -> assertThat(page.read("#activity")).contains("401"));
        eventually(() ->
                assertThat(page.read("#effect-refused .number")).isNotBlank().isNotEqualTo("0"));
        page.click("#heal");
        eventually(() ->
                assertThat(page.attribute("#switch-forged", "aria-checked")).isEqualTo("false"));
    }

    @Test
    void theSystemShowsWhatGoesOnInsideIt() {
        SYSTEM.gateway().ramp(ana, "seen-" + ana.userId());

        page.go("topics");
        eventually(() -> assertThat(page.read(".records li")).contains("ramp."));
        page.go("traces");
        page.click("button.trace");
        eventually(() -> assertThat(page.attributes(".waterfall rect", "class")).contains("shade-0", "shade-1"));
        page.go("metrics");
        eventually(() -> assertThat(page.read("#metric-webhooks .number")).contains("por minuto"));
        page.go("api");
        eventually(() -> assertThat(page.read("#api")).contains("quote-service", "/api/v2/ramps"));
    }

    @Test
    void theLanguageFollowsTheBrowserAndCanBeSwitched() {
        assertThat(browser.text("document.documentElement.lang")).isEqualTo("es");
        assertThat(page.read("h1")).isEqualTo("De dinero a cripto, y de vuelta");

        page.set("#language", "pt");
        eventually(() -> assertThat(page.read("h1")).isEqualTo("De dinheiro a cripto, e de volta"));
        open();

        assertThat(browser.text("document.documentElement.lang")).isEqualTo("pt");
        page.set("#language", "es");
        eventually(
                () -> assertThat(browser.text("document.documentElement.lang")).isEqualTo("es"));
    }

    @Test
    void aKeyboardIsEnough() {
        browser.press("Tab");
        assertThat(browser.text("document.activeElement.className")).isEqualTo("skip");
        browser.press("Enter");
        eventually(() -> assertThat(browser.text("document.activeElement.id")).isEqualTo("main"));
        for (int i = 0; i < 40 && !browser.text("document.activeElement.id").equals("amount"); i++) {
            browser.press("Tab");
        }
        assertThat(browser.text("document.activeElement.id")).isEqualTo("amount");
        assertThat(browser.text("getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");

        browser.press("Enter");

        eventually(() -> assertThat(page.read("#countdown")).isNotBlank());
    }

    @ParameterizedTest
    @CsvSource({"360, true", "1280, false"})
    void everyViewFitsAndIsAccessible(int width, boolean dark) throws IOException {
        browser.look(width, dark);
        quote();
        browser.evaluate(axe());
        for (String view : List.of("convert", "inbox", "provider", "topics", "metrics", "traces", "api")) {
            page.go(view);
            assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                    .as("width of %s", view)
                    .isLessThanOrEqualTo(width);
            JsonNode found = browser.evaluate("axe.run(document, { runOnly:"
                    + " ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })"
                    + ".then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' ')))");
            assertThat(found).as("%s at %d", view, width).isEmpty();
        }
    }

    private static void quote() {
        page.click("#quote-form [type=submit]");
        eventually(() -> assertThat(page.read("#countdown")).isNotBlank());
    }

    private static long quotationsAsked() {
        return browser.told("Network.requestWillBeSent").stream()
                .filter(request -> request.at("/request/url").asText().endsWith(QUOTATIONS)
                        && request.at("/request/method").asText().equals("POST"))
                .count();
    }

    private static String axe() throws IOException {
        try (InputStream script = ConsoleIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8) + "; 'loaded'";
        }
    }
}
