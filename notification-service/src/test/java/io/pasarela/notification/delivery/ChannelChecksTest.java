package io.pasarela.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.notification.outbound.OutboundConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChannelChecksTest {

    private static final String KEY = "k:q7cX0vS1m2b9Yd3eTf5gUh6jVk8lWn0oXp4rZs7tAuw=";

    private record Settings(Optional<List<String>> secretKeys, boolean loopbackAllowed) implements OutboundConfig {
        @Override
        public Set<Integer> ports() {
            return Set.of(443);
        }
    }

    /** A channel that would send nothing. */
    private record Silent(boolean isOn, Optional<String> lacking) implements Channel {
        @Override
        public Channel.Settings settings() {
            return new Channel.Settings("silent", isOn, List.of(Duration.ZERO), 1, 1);
        }

        @Override
        public Optional<String> fault(boolean production) {
            return lacking;
        }

        @Override
        public Uni<Void> intend(SqlConnection connection, News news) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Attempt> send(Delivery delivery) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Void> tried(SqlConnection connection, Delivery delivery, Attempt attempt) {
            throw new UnsupportedOperationException();
        }
    }

    private static Optional<String> fault(boolean on, List<String> keys, boolean loopback, boolean production) {
        return ChannelChecks.fault(
                List.of(new Silent(on, Optional.empty())),
                new Settings(keys.isEmpty() ? Optional.empty() : Optional.of(keys), loopback),
                production);
    }

    @Test
    void nothingIsNeededWhileEveryChannelIsOff() {
        assertThat(fault(false, List.of(), false, true)).isEmpty();
    }

    @Test
    void aChannelThatIsOnNeedsAKeyOfFullLength() {
        assertThat(fault(true, List.of(), false, true)).get().asString().contains("secret-keys is not set");
        assertThat(fault(true, List.of("k:c2hvcnQ="), false, true))
                .get()
                .asString()
                .contains("secret-keys");
        assertThat(fault(true, List.of(KEY), false, true)).isEmpty();
    }

    @Test
    void productionNeverCallsItself() {
        assertThat(fault(false, List.of(), true, true)).get().asString().contains("loopback-allowed");
        assertThat(fault(true, List.of(KEY), true, false)).isEmpty();
    }

    @Test
    void whatAChannelLacksIsTold() {
        assertThat(ChannelChecks.fault(
                        List.of(new Silent(true, Optional.of("sender is not set"))),
                        new Settings(Optional.of(List.of(KEY)), false),
                        true))
                .contains("sender is not set");
    }
}
