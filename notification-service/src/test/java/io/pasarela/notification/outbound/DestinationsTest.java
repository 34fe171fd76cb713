package io.pasarela.notification.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {

    private static Destinations resolving(boolean loopback, String... addresses) {
        return new Destinations(Set.of(443, 8443), loopback, _ -> addresses(addresses));
    }

    private static InetAddress[] addresses(String... texts) throws UnknownHostException {
        InetAddress[] addresses = new InetAddress[texts.length];
        for (int i = 0; i < texts.length; i++) {
            addresses[i] = InetAddress.getByName(texts[i]);
        }
        return addresses;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://hooks.example.com", "https://hooks.example.com:8443/a?b=c", "https://[2606:4700::1]/x"})
    void anHttpsUrlToAnAllowedPortMayBeRegistered(String url) {
        assertThat(resolving(false).url(url)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.com",
                "http://127.0.0.1:8080/",
                "ftp://hooks.example.com",
                "https://hooks.example.com:22/",
                "https://user:pass@hooks.example.com/",
                "https://hooks.example.com/#f",
                "//hooks.example.com",
                "hooks",
                "https:///path",
                "https://ho oks/",
                "javascript:alert(1)",
                "https://under_score.example/",
                "https://0x7f000001/",
                "https://2130706433/",
                "https://0177.0.0.1/",
                "https://10.0.1/",
                ""
            })
    void anyOtherMayNot(String url) {
        assertThat(resolving(false).url(url)).isEmpty();
    }

    @Test
    void plainHttpIsForThisMachineOnlyAndOnlyWhereDevelopmentAllowsIt() {
        assertThat(resolving(true).url("http://127.0.0.1:9000/x")).isPresent();
        assertThat(resolving(true).url("http://hooks.example.com/")).isEmpty();
        assertThatThrownBy(() -> resolving(true, "10.0.0.1").address(URI.create("http://localhost:9000/")))
                .hasMessage("FORBIDDEN_ADDRESS");
    }

    @Test
    void oneAddressInsideForbidsTheWholeName() {
        assertThatThrownBy(
                        () -> resolving(false, "8.8.8.8", "10.0.0.1").address(URI.create("https://hooks.example.com/")))
                .isInstanceOf(SendFailure.class)
                .hasMessage("FORBIDDEN_ADDRESS");
    }

    @Test
    void loopbackOverHttpsStaysForbiddenWhereDevelopmentAllowsPlainHttp() {
        assertThatThrownBy(() -> resolving(true, "127.0.0.1").address(URI.create("https://hooks.example.com/")))
                .hasMessage("FORBIDDEN_ADDRESS");
    }

    @Test
    void aNameWithoutAddressIsToldAsSuch() {
        Destinations none = new Destinations(Set.of(443), false, host -> {
            throw new UnknownHostException(host);
        });
        assertThatThrownBy(() -> none.address(URI.create("https://hooks.example.com/")))
                .hasMessage("UNKNOWN_HOST");
    }

    @Test
    void theAddressToCallIsTheOneThatWasLookedAt() throws Exception {
        assertThat(resolving(false, "8.8.8.8", "1.1.1.1").address(URI.create("https://hooks.example.com/")))
                .isEqualTo(Arrays.asList(addresses("8.8.8.8")).getFirst());
    }
}
