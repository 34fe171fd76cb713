package io.pasarela.system.notices;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.events.RampStatus;
import io.pasarela.sandbox.issuer.Client;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.InventedRamp;
import io.pasarela.system.support.NoticeReader;
import io.pasarela.system.support.NoticeSocket;
import io.pasarela.system.support.NotificationService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A replica keeps as many streams as it can, and none of them longer than is right. */
class ManyStreamsIT {

    private final Replicas replicas = Replicas.get();
    private final NotificationService replica = replicas.listener();
    private final String user = Replicas.newUser();
    private final InventedRamp ramp = InventedRamp.of(Client.DEMO_APP.id(), user);
    private final Gateway ana = replicas.ana(replica, user);

    @Test
    void aStreamEndsWhenItsTokenExpiresAndSaysSo() throws Exception {
        String token = replicas.token(user, Duration.ofSeconds(3));
        try (NoticeReader stream = replica.with(token).stream("");
                NoticeSocket socket = NoticeSocket.open(replica.uri(), "", token)) {
            assertThat(stream.status()).isEqualTo(200);

            eventually(Duration.ofSeconds(10), () -> assertThat(stream.isOver()).isTrue());
            assertThat(stream.events().getLast().name()).isEqualTo("end");
            assertThat(stream.events().getLast().data().path("reason").asText()).isEqualTo("TOKEN_EXPIRED");
            eventually(Duration.ofSeconds(10), () -> assertThat(socket.closed()).isCompletedWithValue(1008));
        }
    }

    @Test
    void whoeverIsSignedOutHearsNothingMoreOnAnyReplica() {
        String ticket = ana.post("/api/v2/notifications/tickets", "").text("ticket");
        Gateway client = replicas.reader().as(Client.DEMO_APP, Client.DEMO_APP.id());
        try (NoticeReader stream = ana.stream("");
                NoticeReader browser = ana.streamWithout("?ticket=" + ticket)) {
            assertThat(browser.status()).isEqualTo(200);
            assertThat(stream.status()).isEqualTo(200);
            var revoked = client.send(client.request("/api/v2/notifications/sessions?subject=" + user)
                    .DELETE());

            assertThat(revoked.status()).isEqualTo(204);
            eventually(Duration.ofSeconds(10), () -> {
                assertThat(stream.isOver()).isTrue();
                assertThat(browser.isOver()).isTrue();
            });
            assertThat(stream.events().getLast().data().path("reason").asText()).isEqualTo("REVOKED");
            try (NoticeReader again = ana.streamWithout("?ticket=" + ticket, "Cookie", browser.cookie())) {
                assertThat(again.status()).isEqualTo(401);
            }
        }
        assertThat(ana.get("/api/v2/notifications/stream").status()).isEqualTo(401);
        // A token states its time in whole seconds; one of the next second is a new one.
        eventually(() -> {
            try (NoticeReader fresh = replicas.ana(replica, user).stream("")) {
                assertThat(fresh.status()).isEqualTo(200);
            }
        });
    }

    @Test
    void aUserHasSoManyStreamsAndAReplicaSoManyInAll() {
        List<NoticeReader> open = new ArrayList<>();
        try {
            IntStream.range(0, 3).forEach(_ -> open.add(ana.stream("")));
            open.forEach(stream -> assertThat(stream.status()).isEqualTo(200));

            var oneMore = ana.get("/api/v2/notifications/stream");

            assertThat(oneMore.status()).isEqualTo(429);
            assertThat(oneMore.text("code")).isEqualTo("RATE_LIMITED");
            assertThat(oneMore.headers().firstValue("Retry-After")).isPresent();
            assertThat(NoticeSocket.status(replica.uri(), "", ana.token())).isEqualTo(429);

            Gateway client = replica.as(Client.DEMO_APP, Client.DEMO_APP.id());
            // Streams of other tests may still be on their way out.
            eventually(() -> {
                open.add(client.stream(""));
                assertThat(open.getLast().status()).isEqualTo(503);
            });
            assertThat(open).hasSizeBetween(4, 31);
            assertThat(open.getLast().headers().firstValue("Retry-After")).isPresent();
        } finally {
            open.forEach(NoticeReader::close);
        }
        eventually(() -> {
            try (NoticeReader stream = ana.stream("")) {
                assertThat(stream.status()).isEqualTo(200);
            }
        });
    }

    @Test
    void theUsersOfOneClientLeaveRoomForThoseOfAnother() {
        List<NoticeReader> open = new ArrayList<>();
        try {
            eventually(() -> {
                open.add(replicas.ana(replica, Replicas.newUser()).stream(""));
                assertThat(open.getLast().status()).isEqualTo(429);
            });
            assertThat(open).hasSizeBetween(2, 21);

            try (NoticeReader stranger = replica.as(Client.OTHER_APP, Replicas.newUser()).stream("")) {
                assertThat(stranger.status()).isEqualTo(200);
            }
        } finally {
            open.forEach(NoticeReader::close);
        }
        eventually(() -> {
            try (NoticeReader stream = ana.stream("")) {
                assertThat(stream.status()).isEqualTo(200);
            }
        });
    }

    @Test
    void aClientThatDoesNotReadIsDroppedAndGoesOnWhereItWas() throws IOException {
        int changes = 600;
        replicas.tell(ramp.changes(1, changes, RampStatus.CONVERTING));
        eventually(() -> assertThat(ana.get("/api/v2/notifications/unread-count")
                        .body()
                        .path("unread")
                        .asInt())
                .isEqualTo(changes));
        try (Socket deaf = new Socket()) {
            deaf.setReceiveBufferSize(4096);
            deaf.connect(new InetSocketAddress("127.0.0.1", replica.replica().port()));
            deaf.getOutputStream()
                    .write(
                            ("GET /api/v2/notifications/stream?ramp=%s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
                                            .formatted(ramp.id(), ana.token()))
                                    .getBytes(StandardCharsets.US_ASCII));

            eventually(
                    Duration.ofSeconds(15),
                    () -> assertThat(replica.replica().metrics())
                            .containsPattern("streams_ended_total\\{reason=\"TOO_SLOW\"} [1-9]"));

            String got = new String(readUntilReset(deaf), StandardCharsets.UTF_8);
            List<String> ids =
                    got.lines().filter(line -> line.startsWith("id: ")).toList();
            assertThat(ids).hasSizeBetween(1, changes - 1);
            String last = ids.get(ids.size() - 2).substring(4);
            try (NoticeReader again = ana.stream("?ramp=" + ramp.id() + "&lastEventId=" + last)) {
                eventually(() -> assertThat(again.sequences())
                        .containsExactlyElementsOf(IntStream.rangeClosed(ids.size(), changes)
                                .boxed()
                                .toList()));
            }
        }
    }

    @Test
    void aReplicaThatStopsSendsEverybodyAwayInItsTime() {
        try (NoticeReader stream = ana.stream("");
                NoticeSocket socket = NoticeSocket.open(replica.uri(), "", ana.token())) {
            assertThat(stream.status()).isEqualTo(200);
            long begin = System.nanoTime();
            Thread stopping =
                    Thread.ofVirtual().start(() -> replica.replica().part().stop());
            try {
                eventually(Duration.ofSeconds(5), () -> {
                    assertThat(replica.replica().told("/q/health/ready").statusCode())
                            .isEqualTo(503);
                    assertThat(stream.isOver()).isFalse();
                });

                eventually(
                        Duration.ofSeconds(5), () -> assertThat(stream.isOver()).isTrue());
                assertThat(stream.events().getLast().data().path("reason").asText())
                        .isEqualTo("DRAINING");
                assertThat(stream.events()
                                .getLast()
                                .data()
                                .path("retryAfterMillis")
                                .asLong())
                        .isBetween(0L, 1000L);
                eventually(() -> assertThat(socket.closed()).isCompletedWithValue(1001));
                eventually(() -> assertThat(stopping.isAlive()).isFalse());
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
            } finally {
                eventually(() -> assertThat(stopping.isAlive()).isFalse());
                replica.replica().part().restart();
            }
        }
    }

    private static byte[] readUntilReset(Socket socket) {
        var got = new java.io.ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            socket.setSoTimeout(5_000);
            for (int n = socket.getInputStream().read(buffer);
                    n != -1;
                    n = socket.getInputStream().read(buffer)) {
                got.write(buffer, 0, n);
            }
        } catch (IOException _) {
            // A reset is how it ends.
        }
        return got.toByteArray();
    }
}
