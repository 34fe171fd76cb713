package io.pasarela.system.notices;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.events.RampStatus;
import io.pasarela.sandbox.issuer.Client;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.InventedRamp;
import io.pasarela.system.support.NoticeReader;
import io.pasarela.system.support.NoticeSocket;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What cannot send a bearer token listens all the same, and nobody else does by its means. */
class BrowserIT {

    private final Replicas replicas = Replicas.get();
    private final String user = Replicas.newUser();
    private final Gateway ana = replicas.ana(replicas.reader(), user);

    @Test
    void aTicketOpensAStreamAndItsCookieGoesOnWhenTheTicketIsOldOnAnyReplica() {
        var issued = ana.post("/api/v2/notifications/tickets", "");
        String ticket = "?ticket=" + issued.text("ticket");
        String cookie;
        try (NoticeReader stream = ana.streamWithout(ticket)) {
            assertThat(stream.status()).isEqualTo(200);
            cookie = stream.cookie();
            assertThat(stream.headers().firstValue("Set-Cookie").orElseThrow())
                    .contains("HttpOnly", "SameSite=Strict", "Path=/api/v2/notifications/stream", "Max-Age=");
        }
        eventually(() -> assertThat(status(ticket)).isEqualTo(401));

        assertThat(issued.status()).isEqualTo(201);
        assertThat(issued.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(issued.text("url")).isEqualTo("/api/v2/notifications/stream" + ticket);
        assertThat(status(ticket, "Cookie", cookie)).isEqualTo(200);
        Gateway other = replicas.ana(replicas.listener(), user);
        try (NoticeReader stream = other.streamWithout(ticket, "Cookie", cookie)) {
            assertThat(stream.status()).isEqualTo(200);
        }
        assertThat(status("", "Cookie", cookie)).isEqualTo(401);
        assertThat(status(ticket, "Cookie", cookie, "Sec-Fetch-Site", "cross-site"))
                .isEqualTo(403);
        assertThat(status(ticket, "Cookie", cookie, "Origin", "https://evil.example"))
                .isEqualTo(403);
        String otherTicket = replicas.ana(replicas.reader(), Replicas.newUser())
                .post("/api/v2/notifications/tickets", "")
                .text("ticket");
        eventually(() -> assertThat(status("?ticket=" + otherTicket)).isEqualTo(401));
        assertThat(status("?ticket=" + otherTicket, "Cookie", cookie)).isEqualTo(401);
        assertThat(status("?ticket=" + cookie.split("=", 2)[1])).isEqualTo(401);
    }

    @Test
    void aBackEndHandsABrowserATicketForItsUserOnly() {
        Gateway client = replicas.reader().as(Client.DEMO_APP, Client.DEMO_APP.id());
        InventedRamp hers = InventedRamp.of(Client.DEMO_APP.id(), user);
        InventedRamp anothers = InventedRamp.of(Client.DEMO_APP.id(), Replicas.newUser());
        String ticket =
                client.post("/api/v2/notifications/tickets?subject=" + user, "").text("ticket");

        try (NoticeReader stream = ana.streamWithout("?language=pt&ticket=" + ticket)) {
            assertThat(stream.status()).isEqualTo(200);
            replicas.tell(anothers.changes(1, 1, RampStatus.CREATED));
            replicas.tell(hers.changes(1, 1, RampStatus.CREATED));

            eventually(() -> assertThat(stream.named("ramp")).hasSize(1));
            var told = stream.named("ramp").getFirst().data();
            assertThat(told.path("rampId").asText()).isEqualTo(hers.id().toString());
            assertThat(told.at("/message/title").asText()).isEqualTo("Pedido criado");
        }
        assertThat(ana.post("/api/v2/notifications/tickets?subject=somebody-else", "")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aWebSocketTellsTheSameAndWaitsForWhatIsNotAcknowledged() {
        InventedRamp ramp = InventedRamp.of(Client.DEMO_APP.id(), user);
        replicas.tell(ramp.changes(1, 5, RampStatus.CONVERTING));
        eventually(() ->
                assertThat(ana.get("/api/v2/notifications").body().path("data")).hasSize(5));
        String last;
        try (NoticeSocket socket = NoticeSocket.open(replicas.listener().uri(), "", ana.token())) {
            eventually(() -> assertThat(socket.sequences()).containsExactly(1, 2));
            assertThat(socket.subprotocol()).isEqualTo("pasarela.notifications.v1");
            socket.acknowledge(socket.messages().get(0).path("id").asText());
            eventually(() -> assertThat(socket.sequences()).containsExactly(1, 2, 3));
            last = socket.messages().get(2).path("id").asText();
        }
        try (NoticeSocket again = NoticeSocket.open(replicas.reader().uri(), "?lastEventId=" + last, ana.token())) {
            eventually(() -> assertThat(again.sequences()).containsExactly(4, 5));
            again.acknowledge(again.messages().get(1).path("id").asText());
            replicas.tell(ramp.changes(6, 6, RampStatus.PAYING_OUT));
            eventually(() -> assertThat(again.sequences()).containsExactly(4, 5, 6));

            again.send("{\"subscribe\":\"everything\"}");
            eventually(() -> assertThat(again.closed()).isCompletedWithValue(1008));
        }
    }

    @Test
    void aWebSocketIsOpenedByATicketAndNotByAPageOfAnotherSite() {
        String ticket = ana.post("/api/v2/notifications/tickets", "").text("ticket");
        var here = replicas.reader().uri();

        try (NoticeSocket socket = NoticeSocket.open(here, "?ticket=" + ticket, "")) {
            assertThat(socket.closed()).isNotDone();
        }
        assertThat(NoticeSocket.status(here, "", ana.token(), "Origin", "https://evil.example"))
                .isEqualTo(403);
        assertThat(NoticeSocket.status(here, "", ana.token(), "Origin", here.toString()))
                .isEqualTo(101);
        assertThat(NoticeSocket.status(here, "?ramp=nonsense", ana.token())).isEqualTo(400);
    }

    @Test
    void theInboxCountsAndMarksUpToWhatWasSeen() {
        InventedRamp ramp = InventedRamp.of(Client.DEMO_APP.id(), user);
        replicas.tell(ramp.changes(1, 3, RampStatus.CONVERTING));
        eventually(() -> assertThat(unread()).isEqualTo(3));
        var newest = ana.get("/api/v2/notifications?limit=1").body();
        replicas.tell(ramp.changes(4, 4, RampStatus.PAYING_OUT));
        eventually(() -> assertThat(unread()).isEqualTo(4));

        var marked = ana.post(
                "/api/v2/notifications/read",
                "{\"upTo\":\"%s\"}".formatted(newest.at("/data/0/position").asText()));

        assertThat(marked.body().path("read").asInt()).isEqualTo(3);
        assertThat(unread()).isEqualTo(1);
        assertThat(ana.post("/api/v2/notifications/read", "{}").status()).isEqualTo(400);
        assertThat(newest.at("/data/0/message/body").asText()).contains("81.081081\u00a0USDC", "1,500.00\u00a0MXN");
        Gateway client = replicas.reader().as(Client.DEMO_APP, Client.DEMO_APP.id());
        assertThat(client.get("/api/v2/notifications?subject=" + user).body().path("data"))
                .hasSize(4);
    }

    private int unread() {
        return ana.get("/api/v2/notifications/unread-count")
                .body()
                .path("unread")
                .asInt();
    }

    private int status(String query, String... headers) {
        try (NoticeReader stream = ana.streamWithout(query, headers)) {
            return stream.status();
        } catch (CompletionException e) {
            throw new AssertionError(e);
        }
    }
}
