package io.pasarela.deployment;

import static io.pasarela.deployment.Rendered.stream;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both front doors lead each published path to the service that answers it, and lead nowhere else. */
class RoutesTest {
    private static final Pattern LOCATION =
            Pattern.compile("location ~ (\\S+) \\{[^}]*?set \\$backend ([a-z-]+);", Pattern.DOTALL);

    static Stream<Arguments> published() {
        return Settings.SERVICES.stream()
                .flatMap(service -> paths(service)
                        .filter(path -> !path.startsWith("/operations"))
                        .map(path -> Arguments.of(path.replaceAll("\\{[^}]+}", "0198-c4"), service)));
    }

    @ParameterizedTest
    @MethodSource("published")
    void aPublishedPathLeadsToItsService(String path, String service) throws IOException {
        assertThat(byGateway(path)).as("HTTPRoutes").contains(service);
        assertThat(byNginx(path)).as("compose/front-door/nginx.conf").contains(service);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q/metrics",
                "/q/health",
                "/q/health/ready",
                "/operations/outbox/parked",
                "/",
                "/api/v2",
                "/api/v2/quotationsx",
                "/api/v1/ramps",
                "/webhooksx/killb"
            })
    void nothingElseIsReachable(String path) throws IOException {
        assertThat(byGateway(path)).as("HTTPRoutes").isEmpty();
        assertThat(byNginx(path)).as("compose/front-door/nginx.conf").isEmpty();
    }

    /** Java's client offers HTTP/2 with each plain request; nginx handed that on and waited for ever. */
    @Test
    void aClientThatOffersHttp2IsAnswered() {
        String settings = Settings.read(Rendered.ROOT.resolve("compose/front-door/nginx.conf"));

        assertThat(settings)
                .contains("proxy_set_header Upgrade $upgrade;", "~*^websocket$ websocket;")
                .doesNotContain("Upgrade $http_upgrade");
    }

    private static Stream<String> paths(String service) {
        try {
            JsonNode document = new ObjectMapper()
                    .readTree(Rendered.ROOT
                            .resolve("contracts/released/openapi/" + service + ".json")
                            .toFile());
            return SystemRules.fields(document.path("paths"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** As the specification prefers them: the match with the longest path. */
    private static Optional<String> byGateway(String path) {
        record Found(int length, String service) {}
        return Rendered.production()
                .kind("HTTPRoute")
                .flatMap(route -> stream(route.at("/spec/rules")))
                .filter(rule -> rule.has("backendRefs"))
                .flatMap(rule -> stream(rule.path("matches"))
                        .map(match -> match.path("path"))
                        .filter(match -> matches(match, path))
                        .map(match -> new Found(
                                match.path("value").asText().length(),
                                rule.at("/backendRefs/0/name").asText())))
                .max(Comparator.comparingInt(Found::length))
                .map(Found::service);
    }

    private static boolean matches(JsonNode match, String path) {
        String value = match.path("value").asText();
        return switch (match.path("type").asText()) {
            case "PathPrefix" -> path.equals(value) || path.startsWith(value + "/");
            case "RegularExpression" -> path.matches(value);
            default -> path.equals(value);
        };
    }

    /** As nginx does: the first expression that is found in the path. */
    private static Optional<String> byNginx(String path) throws IOException {
        Matcher location = LOCATION.matcher(Settings.read(Rendered.ROOT.resolve("compose/front-door/nginx.conf")));
        List<String> found = location.results()
                .filter(row -> Pattern.compile(row.group(1)).matcher(path).find())
                .map(row -> row.group(2))
                .toList();
        return found.stream().findFirst();
    }
}
