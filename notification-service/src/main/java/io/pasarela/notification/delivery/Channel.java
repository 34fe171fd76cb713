package io.pasarela.notification.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A way to tell somebody. All that it does in the database it does on the connection that it is given, within the transaction. */
public interface Channel {

    /**
     * What the deployer has decided.
     *
     * @param name stable, lower-case: it stands in rows and metrics
     * @param isOn nothing is written for a channel that is off, and nothing is sent
     * @param schedule waits before the tries, the one before the first included; as many tries as there are waits
     * @param concurrency tries under way at a time on this replica, at most
     * @param perLane the same for one lane: those that hang together, because they go to the same place
     */
    record Settings(String name, boolean isOn, List<Duration> schedule, int concurrency, int perLane) {}

    Settings settings();

    /** What keeps it from starting, in words for the deployer that never quote a secret. @param production not the sandbox */
    Optional<String> fault(boolean production);

    /** Writes a delivery to everybody who is to be told. */
    Uni<Void> intend(SqlConnection connection, News news);

    /** Sends. A failure of any kind is an {@link Attempt} too. */
    Uni<Attempt> send(Delivery delivery);

    /** Takes notice of what became of a try. */
    Uni<Void> tried(SqlConnection connection, Delivery delivery, Attempt attempt);

    default String name() {
        return settings().name();
    }
}
