package io.pasarela.system.channels;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.pasarela.contracts.events.RampEvent;
import io.pasarela.sandbox.issuer.Client;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.NotificationService;
import io.pasarela.system.support.RunningSystem;
import io.pasarela.system.support.TopicWriter;
import java.net.http.HttpRequest;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A notification-service with every channel switched on and in a hurry, and the mail server that it hands e-mails in at. */
final class ChannelsReplica {

    static final String KEY = "q7cX0vS1m2b9Yd3eTf5gUh6jVk8lWn0oXp4rZs7tAuw=";
    static final BrowserKeys VAPID = BrowserKeys.fresh();

    private static final String DATABASE = "channels";
    private static final int REDIS_DATABASE = 9;

    private static final String SETTINGS = """
            mp.messaging.incoming.ramps.group.id=channels
            mp.messaging.incoming.ramps.session.timeout.ms=6000
            pasarela.channels.loopback-allowed=true
            pasarela.channels.secret-keys=test:%s
            pasarela.channels.deliveries.lease=5S
            pasarela.channels.webhooks.enabled=true
            pasarela.channels.webhooks.schedule=0S,1S,1S,1S,1S,1S,1S,1S,1S,1S
            pasarela.channels.webhooks.timeout=2S
            pasarela.channels.webhooks.disable-after=6S
            pasarela.channels.webhooks.concurrency=8
            pasarela.channels.webhooks.per-endpoint=2
            pasarela.channels.webhooks.by-hand-per-second=1
            pasarela.channels.webhooks.by-hand-burst=5
            pasarela.channels.email.enabled=true
            pasarela.channels.email.from=Pasarela <no-reply@pay.example.com>
            pasarela.channels.email.public-url=http://pay.example.com
            pasarela.channels.email.schedule=0S,1S,1S
            pasarela.channels.push.enabled=true
            pasarela.channels.push.services=127.0.0.1
            pasarela.channels.push.contact=mailto:ops@pay.example.com
            pasarela.channels.push.vapid-public-key=%s
            pasarela.channels.push.vapid-private-key=%s
            pasarela.channels.push.schedule=0S,1S,1S
            quarkus.mailer.host=127.0.0.1
            quarkus.mailer.port=%d
            quarkus.mailer.start-tls=DISABLED
            """;

    private static final ChannelsReplica INSTANCE = new ChannelsReplica();

    private final RunningSystem system = RunningSystem.get();
    private final GreenMail mail;
    private final NotificationService service;
    private final TopicWriter topics;

    private ChannelsReplica() {
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        service = NotificationService.start(
                system,
                DATABASE,
                REDIS_DATABASE,
                SETTINGS.formatted(
                        KEY,
                        VAPID.publicKey(),
                        VAPID.privateKey(),
                        mail.getSmtp().getPort()));
        topics = new TopicWriter(system.sandbox().kafkaBootstrap());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            service.close();
            mail.stop();
        }));
        service.awaitReady();
    }

    static ChannelsReplica get() {
        return INSTANCE;
    }

    NotificationService service() {
        return service;
    }

    GreenMail mail() {
        return mail;
    }

    void tell(List<RampEvent> changes) {
        topics.ramps(changes);
    }

    /** As the client's own back end. */
    Gateway client(String id) {
        return service.as(new Client(id, "unused"), id);
    }

    /** As one of its users. */
    Gateway user(String client, String user) {
        return service.as(new Client(client, "unused"), user);
    }

    static Gateway.Answer send(Gateway gateway, String method, String path, String body) {
        return gateway.send(gateway.request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The first column of every row. */
    List<String> rows(String query) {
        List<String> rows = new ArrayList<>();
        try (var connection = DriverManager.getConnection(
                        system.sandbox().jdbcUrl(DATABASE), "notification", "notification");
                var statement = connection.createStatement();
                var found = statement.executeQuery(query)) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return rows;
    }
}
