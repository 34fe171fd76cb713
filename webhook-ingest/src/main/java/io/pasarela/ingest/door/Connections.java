package io.pasarela.ingest.door;

import io.netty.util.NetUtil;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The open connections of one event loop. One on which nothing is under way, and no request's headers have been complete for too long, is hung
 * up on: it is idle, or drips. Only its event loop touches it.
 */
public final class Connections {

    private static final long TICK_MILLIS = 500;

    /** One connection. */
    private static final class Visit {
        private final InetAddress peer;
        private long since = System.nanoTime();
        private @Nullable HttpServerRequest latest;

        Visit(InetAddress peer) {
            this.peer = peer;
        }

        boolean isSilent(long now, long within) {
            return now - since > within && (latest == null || latest.response().ended());
        }
    }

    private final Map<HttpConnection, Visit> visits = new IdentityHashMap<>();
    private final long silenceMax;

    /** To be made on the event loop that it is for. */
    public Connections(Vertx vertx, Duration silenceMax) {
        this.silenceMax = silenceMax.toNanos();
        vertx.setPeriodic(TICK_MILLIS, _ -> look());
    }

    public void opened(HttpConnection connection) {
        // Never by name: a look-up would let a stranger make us ask.
        InetAddress peer = NetUtil.createInetAddressFromIpAddressString(
                connection.remoteAddress().hostAddress());
        visits.put(connection, new Visit(peer == null ? InetAddress.getLoopbackAddress() : peer));
    }

    public void closed(HttpConnection connection) {
        visits.remove(connection);
    }

    /** A request's headers are complete. @return the address of whoever sent it, a proxy perhaps */
    public InetAddress asked(HttpServerRequest request) {
        Visit visit = visits.get(request.connection());
        if (visit == null) {
            return InetAddress.getLoopbackAddress();
        }
        visit.since = System.nanoTime();
        visit.latest = request;
        return visit.peer;
    }

    private void look() {
        long now = System.nanoTime();
        List<HttpConnection> silent = new ArrayList<>(0);
        visits.forEach((connection, visit) -> {
            if (visit.isSilent(now, silenceMax)) {
                silent.add(connection);
            }
        });
        silent.forEach(HttpConnection::close);
    }
}
