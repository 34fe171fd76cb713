package io.pasarela.system.channels;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.InventedRamp;
import io.pasarela.system.support.NoticeReader;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** People are told by e-mail and in their browsers, if and as they want it. */
class ChannelsIT {

    private static final String PREFERENCES = "/api/v2/notifications/preferences";
    private static final String SUBSCRIPTIONS = "/api/v2/notifications/push-subscriptions";
    private static final Pattern CODE = Pattern.compile("\\b[0-9]{8}\\b");
    private static final Pattern LINK = Pattern.compile("<http://pay\\.example\\.com(/\\S+)>");

    private final ChannelsReplica replica = ChannelsReplica.get();
    private final String client = "shop-" + UUID.randomUUID();
    private final String address = "ana-" + UUID.randomUUID() + "@example.com";
    private final Gateway ana = replica.user(client, "ana");
    private final InventedRamp ramp = InventedRamp.of(client, "ana");

    @Test
    void anAddressHearsNothingButItsCodeUntilItsOwnerSendsThatBackAndThenWhatIsWanted() throws Exception {
        assertThat(put("{\"language\":\"pt\",\"email\":{\"address\":\"%s\"}}".formatted(address))
                        .body()
                        .at("/email/confirmed")
                        .asBoolean())
                .isFalse();
        eventually(() -> assertThat(mails()).hasSize(1));
        String code = code(mails().getFirst());
        replica.tell(ramp.changes(1, 1, RampStatus.AWAITING_DEPOSIT));
        eventually(() -> assertThat(replica.rows("select id from notices where ramp_id = '%s'".formatted(ramp.id())))
                .hasSize(1));
        assertThat(confirm(code.equals("00000000") ? "00000001" : "00000000").status())
                .isEqualTo(400);
        assertThat(confirm(code).body().at("/email/confirmed").asBoolean()).isTrue();
        // PROGRESS is not told by e-mail unless wanted.
        replica.tell(ramp.changes(2, 2, RampStatus.CONVERTING));
        replica.tell(ramp.changes(3, 3, RampStatus.COMPLETED));

        eventually(() -> assertThat(mails()).hasSize(2));
        MimeMessage mail = mails().get(1);
        String raw = raw(mail);
        assertThat(mail.getFrom()[0].toString()).isEqualTo("Pasarela <no-reply@pay.example.com>");
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(raw).contains("text/plain").contains("text/html");
        assertThat(mail.getSubject()).isNotBlank();

        Matcher link = LINK.matcher(mail.getHeader("List-Unsubscribe")[0]);
        assertThat(link.find()).isTrue();
        assertThat(call("GET", link.group(1)).body()).contains("<form method=\"post\">");
        assertThat(ana.get(PREFERENCES).body().at("/email/enabled").asBoolean())
                .as("only looked at")
                .isTrue();
        assertThat(call("POST", link.group(1)).statusCode()).isEqualTo(200);
        assertThat(ana.get(PREFERENCES).body().at("/email/enabled").asBoolean()).isFalse();
        assertThat(call("POST", link.group(1) + "x").statusCode()).isEqualTo(404);
        assertThat(replica.service().replica().log()).doesNotContain(address).doesNotContain(code);
        assertThat(replica.rows("select coalesce(email_address, '') || coalesce(email_code, '') from preferences"))
                .noneMatch(row -> row.contains("@") || row.contains(code));
    }

    @Test
    void aCodeIsNotGuessedAndNobodyIsFloodedWithThem() {
        put("{\"email\":{\"address\":\"%s\"}}".formatted(address));
        eventually(() -> assertThat(mails()).hasSize(1));
        String code = code(mails().getFirst());
        for (int i = 0; i < 5; i++) {
            assertThat(confirm("1234567" + i).status()).isEqualTo(400);
        }

        assertThat(confirm(code).status()).as("after five wrong ones").isEqualTo(400);
        for (int i = 0; i < 4; i++) {
            assertThat(put("{\"email\":{\"address\":\"%s\"}}".formatted(address))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(put("{\"email\":{\"address\":\"%s\"}}".formatted(address)).status())
                .isEqualTo(429);
    }

    @Test
    void anAddressIsNotFloodedThroughManyUsers() {
        String body = "{\"email\":{\"address\":\"%s\"}}";
        for (int user = 0; user < 10; user++) {
            Gateway other = replica.user(client, "user-" + user);
            String written = user % 2 == 0 ? address : address.toUpperCase(Locale.ROOT);
            assertThat(ChannelsReplica.send(other, "PUT", PREFERENCES, body.formatted(written))
                            .status())
                    .isEqualTo(200);
        }

        assertThat(put(body.formatted(address)).status()).isEqualTo(429);
        assertThat(put(body.formatted("other-" + address)).status()).isEqualTo(200);
        assertThat(replica.rows("select digest from email_codes")).noneMatch(digest -> digest.contains("@"));
    }

    @Test
    void whoPrefersALanguageIsToldInItWhereTheCallSaysNothingElse() {
        put("{\"language\":\"pt\"}");
        replica.tell(ramp.changes(1, 1, RampStatus.CONVERTING));
        try (NoticeReader stream = ana.stream("");
                NoticeReader asked = ana.stream("?language=en")) {
            eventually(() -> assertThat(stream.events()).hasSize(1));
            eventually(() -> assertThat(asked.events()).hasSize(1));

            String title =
                    stream.events().getFirst().data().at("/message/title").asText();
            assertThat(stream.headers().firstValue("Content-Language")).contains("pt");
            assertThat(asked.headers().firstValue("Content-Language")).contains("en");
            assertThat(asked.events().getFirst().data().at("/message/title").asText())
                    .isNotEqualTo(title);
            var inbox = ana.get("/api/v2/notifications");
            assertThat(inbox.headers().firstValue("Content-Language")).contains("pt");
            assertThat(inbox.body().at("/data/0/message/title").asText()).isEqualTo(title);
        }
        var inEnglish = ana.send(ana.request("/api/v2/notifications").header("Accept-Language", "en"));
        assertThat(inEnglish.headers().firstValue("Content-Language")).contains("en");
    }

    @Test
    void nothingGetsIntoAHeaderThatIsNoAddress() {
        var answer = put("{\"email\":{\"address\":\"ana@example.com\\r\\nBcc: eve@example.com\"}}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors").findValuesAsText("field")).containsExactly("email.address");
    }

    @Test
    void aBrowserReadsWhatIsPushedAndNobodyOnTheWayDoes() throws Exception {
        BrowserKeys browser = BrowserKeys.fresh();
        assertThat(ana.get(SUBSCRIPTIONS + "/server-key").text("publicKey"))
                .isEqualTo(ChannelsReplica.VAPID.publicKey());
        try (Receiver service = Receiver.answering(201)) {
            assertThat(subscribe(ana, service, browser).status()).isEqualTo(201);
            put("{\"language\":\"en\"}");
            replica.tell(ramp.changes(1, 1, RampStatus.AWAITING_DEPOSIT));

            eventually(() -> assertThat(service.posts()).hasSize(1));
            Receiver.Post post = service.posts().getFirst();
            JsonNode content = Gateway.JSON.readTree(browser.read(post.body()));
            assertThat(content.path("rampId").asText()).isEqualTo(ramp.id().toString());
            assertThat(content.path("title").asText()).isNotBlank();
            assertThat(content.path("body").asText()).contains("1,500.00");
            assertThat(post.header("Content-Encoding")).isEqualTo("aes128gcm");
            assertThat(post.header("TTL")).isEqualTo("86400");
            assertThat(post.header("Urgency")).isEqualTo("high");
            assertThat(post.header("Topic")).matches("[A-Za-z0-9_-]{1,32}");
            assertVapid(post.header("Authorization"), service);
            assertThat(replica.rows("select sealed from push_subscriptions"))
                    .noneMatch(row -> row.contains(browser.authSecret()));
        }
    }

    @Test
    void aBrowserThatIsGoneIsForgottenAndOneThatChangesHandsTellsItsNewOwnerOnly() {
        BrowserKeys browser = BrowserKeys.fresh();
        try (Receiver gone = Receiver.answering(410);
                Receiver service = Receiver.answering(500, 201)) {
            subscribe(ana, gone, BrowserKeys.fresh());
            replica.tell(ramp.changes(1, 1, RampStatus.CREATED));
            eventually(
                    () -> assertThat(ana.get(SUBSCRIPTIONS).body().path("data")).isEmpty());

            subscribe(ana, service, browser);
            replica.tell(ramp.changes(2, 2, RampStatus.CONVERTING));
            eventually(() -> assertThat(service.posts()).hasSize(1));
            Gateway eva = replica.user(client, "eva");
            assertThat(subscribe(eva, service, browser).status()).isEqualTo(201);
            assertThat(ana.get(SUBSCRIPTIONS).body().path("data")).isEmpty();
            InventedRamp evas = InventedRamp.of(client, "eva");
            replica.tell(evas.changes(1, 1, RampStatus.CREATED));

            eventually(() -> assertThat(service.posts()).hasSizeGreaterThan(1));
            assertThat(service.posts().stream().skip(1).map(post -> read(browser, post)))
                    .allSatisfy(text -> assertThat(text).contains(evas.id().toString()));
        }
    }

    @Test
    void onlyPushServicesThatTheDeployerKnowsAreSubscribed() {
        BrowserKeys keys = BrowserKeys.fresh();
        for (String endpoint :
                List.of("https://evil.example.com/x", "https://10.0.0.1/", "http://localhost:1/", "nonsense")) {
            assertThat(subscribe(ana, endpoint, keys).status()).as(endpoint).isEqualTo(400);
        }
        assertThat(ChannelsReplica.send(
                                ana,
                                "POST",
                                SUBSCRIPTIONS,
                                "{\"endpoint\":\"http://127.0.0.1:9/x\",\"keys\":{\"p256dh\":\"AA\",\"auth\":\"AA\"}}")
                        .body()
                        .path("errors")
                        .findValuesAsText("field"))
                .containsExactly("keys.p256dh", "keys.auth");
    }

    @Test
    void aUserChangesItsOwnPreferencesOnlyAndItsClientThoseOfItsUsers() {
        assertThat(put("{\"language\":\"en\",\"push\":{\"enabled\":false}}").status())
                .isEqualTo(200);

        assertThat(replica.user(client, "eva").get(PREFERENCES + "?subject=ana").status())
                .isEqualTo(403);
        assertThat(replica.user("other-" + client, "ana").get(PREFERENCES).text("language"))
                .isEqualTo("es");
        assertThat(replica.client(client).get(PREFERENCES).status())
                .as("without a subject")
                .isEqualTo(400);
        assertThat(replica.client(client).get(PREFERENCES + "?subject=ana").text("language"))
                .isEqualTo("en");
        assertThat(replica.service().replica().metrics())
                .contains("pasarela_deliveries_waiting{channel=\"webhook\"")
                .contains("pasarela_deliveries_oldest_age_seconds{channel=\"email\"")
                .contains("pasarela_deliveries_lag_seconds{channel=\"push\"");
    }

    private void assertVapid(String header, Receiver service) throws GeneralSecurityException {
        Matcher parts = Pattern.compile("vapid t=([^,]+), k=(\\S+)").matcher(header);
        assertThat(parts.matches()).isTrue();
        assertThat(parts.group(2)).isEqualTo(ChannelsReplica.VAPID.publicKey());
        assertThat(ChannelsReplica.VAPID.hasSigned(parts.group(1))).isTrue();
        String claims =
                new String(Base64.getUrlDecoder().decode(parts.group(1).split("\\.")[1]), StandardCharsets.UTF_8);
        assertThat(claims).contains("\"aud\":\"" + service.url().replace("/hooks", "") + "\"");
    }

    private static Gateway.Answer subscribe(Gateway person, Receiver service, BrowserKeys keys) {
        return subscribe(person, service.url(), keys);
    }

    private static Gateway.Answer subscribe(Gateway person, String endpoint, BrowserKeys keys) {
        return ChannelsReplica.send(
                person, "POST", SUBSCRIPTIONS, """
                {"endpoint":"%s","expirationTime":null,"keys":{"p256dh":"%s","auth":"%s"}}
                """.formatted(endpoint, keys.publicKey(), keys.authSecret()));
    }

    private static String read(BrowserKeys keys, Receiver.Post post) {
        try {
            return keys.read(post.body());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private Gateway.Answer put(String body) {
        return ChannelsReplica.send(ana, "PUT", PREFERENCES, body);
    }

    private Gateway.Answer confirm(String code) {
        return ana.post(PREFERENCES + "/email-confirmation", "{\"code\":\"%s\"}".formatted(code));
    }

    /** Those to this test's address, oldest first. */
    private List<MimeMessage> mails() {
        List<MimeMessage> own = new ArrayList<>();
        for (MimeMessage mail : replica.mail().getReceivedMessages()) {
            if (raw(mail).contains(address)) {
                own.add(mail);
            }
        }
        return own;
    }

    private static String code(MimeMessage mail) {
        try {
            Matcher code = CODE.matcher(mail.getSubject());
            assertThat(code.find()).isTrue();
            return code.group();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static String raw(MimeMessage mail) {
        try {
            var raw = new ByteArrayOutputStream();
            mail.writeTo(raw);
            return raw.toString(StandardCharsets.UTF_8);
        } catch (IOException | MessagingException e) {
            throw new AssertionError(e);
        }
    }

    /** As a mailbox or a browser would: without any token. */
    private HttpResponse<String> call(String method, String path) throws IOException, InterruptedException {
        URI uri = replica.service().uri().resolve(path);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(uri)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .method(method, HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
