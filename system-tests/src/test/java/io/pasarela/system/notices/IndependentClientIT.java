package io.pasarela.system.notices;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.launchdarkly.eventsource.ConnectStrategy;
import com.launchdarkly.eventsource.ErrorStrategy;
import com.launchdarkly.eventsource.EventSource;
import com.launchdarkly.eventsource.MessageEvent;
import com.launchdarkly.eventsource.background.BackgroundEventHandler;
import com.launchdarkly.eventsource.background.BackgroundEventSource;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.sandbox.issuer.Client;
import io.pasarela.system.support.Balancer;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.InventedRamp;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A client that others have written comes back by itself, to whichever replica there is, and misses nothing. */
class IndependentClientIT {

    private final Replicas replicas = Replicas.get();
    private final String user = Replicas.newUser();
    private final InventedRamp ramp = InventedRamp.of(Client.DEMO_APP.id(), user);
    private final Gateway onReader = replicas.ana(replicas.reader(), user);

    @Test
    void nothingIsMissedOrRepeatedWhenTheReplicaIsKilledInTheMiddleOfAStream() throws Exception {
        var heard = new CopyOnWriteArrayList<Integer>();
        try (var balancer = new Balancer(
                        replicas.listener().replica().port(),
                        replicas.reader().replica().port());
                var _ = eventSource(balancer, heard)) {
            replicas.tell(ramp.changes(1, 5, RampStatus.CONVERTING));
            eventually(() -> assertThat(heard).hasSize(5));

            replicas.listener().replica().part().kill();
            replicas.tell(ramp.changes(6, 10, RampStatus.CONVERTING));

            eventually(() -> assertThat(heard)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 10).boxed().toList()));
        } finally {
            replicas.listener().replica().part().restart();
        }
    }

    private BackgroundEventSource eventSource(Balancer balancer, List<Integer> heard) {
        var handler = new BackgroundEventHandler() {
            @Override
            public void onOpen() {}

            @Override
            public void onClosed() {}

            @Override
            public void onMessage(String event, MessageEvent message) throws Exception {
                heard.add(Gateway.JSON
                        .readTree(message.getData())
                        .path("sequence")
                        .asInt());
            }

            @Override
            public void onComment(String comment) {}

            @Override
            public void onError(Throwable failure) {}
        };
        var source = new BackgroundEventSource.Builder(
                        handler,
                        new EventSource.Builder(
                                        ConnectStrategy.http(balancer.uri().resolve("/api/v2/notifications/stream"))
                                                .header("Authorization", "Bearer " + onReader.token()))
                                .errorStrategy(ErrorStrategy.alwaysContinue())
                                .retryDelay(200, TimeUnit.MILLISECONDS))
                .build();
        source.start();
        return source;
    }
}
