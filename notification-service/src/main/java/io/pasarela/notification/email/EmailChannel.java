package io.pasarela.notification.email;

import io.pasarela.notification.delivery.Attempt;
import io.pasarela.notification.delivery.Channel;
import io.pasarela.notification.delivery.Delivery;
import io.pasarela.notification.delivery.News;
import io.pasarela.notification.message.Languages;
import io.pasarela.notification.outbound.SendError;
import io.pasarela.notification.outbound.SendFailure;
import io.pasarela.notification.preference.Person;
import io.pasarela.notification.preference.Preferences;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.SMTPException;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Writes to people who have confirmed their address and want it. */
@ApplicationScoped
class EmailChannel implements Channel {

    static final String NAME = "email";

    /** All of it is handed in at one relay, so that there is one lane. */
    private static final String INTEND = """
            insert into deliveries (channel, destination, client, lane, message_id, type, data, due_at)
            select 'email', id, client, 'smtp', $3::uuid, $4::text, $5::text, now() from preferences
            where client = $1 and subject = $2 and email_enabled and email_confirmed and $6::text = any(email_kinds)
            on conflict (channel, destination, message_id) do nothing
            """;

    private final ReactiveMailer mailer;
    private final Preferences preferences;
    private final UnsubscribeLinks links;
    private final EmailConfig config;
    private final SmtpSettings smtp;

    EmailChannel(
            ReactiveMailer mailer,
            Preferences preferences,
            UnsubscribeLinks links,
            EmailConfig config,
            SmtpSettings smtp) {
        this.mailer = mailer;
        this.preferences = preferences;
        this.links = links;
        this.config = config;
        this.smtp = smtp;
    }

    @Override
    public Settings settings() {
        return new Settings(NAME, config.enabled(), config.schedule(), config.concurrency(), config.concurrency());
    }

    @Override
    public Optional<String> fault(boolean production) {
        String url = config.publicUrl().orElse("");
        if (config.from().isEmpty()) {
            return Optional.of("pasarela.channels.email.from is not set");
        }
        if (!url.matches("https?://[^\\s\"<>?#]+")) {
            return Optional.of("pasarela.channels.email.public-url is not set to a URL");
        }
        if (production && !url.startsWith("https:")) {
            return Optional.of("pasarela.channels.email.public-url is not https");
        }
        return production && !smtp.isEncrypted()
                ? Optional.of("neither quarkus.mailer.tls=true nor quarkus.mailer.start-tls=REQUIRED is set")
                : Optional.empty();
    }

    @Override
    public Uni<Void> intend(SqlConnection connection, News news) {
        return connection.preparedQuery(INTEND).execute(Person.told(news)).replaceWithVoid();
    }

    @Override
    public Uni<Attempt> send(Delivery delivery) {
        Instant startedAt = Instant.now();
        return preferences
                .recipient(delivery.destination())
                .flatMap(found -> found.flatMap(to -> mail(delivery, to))
                        .map(mail -> send(mail, startedAt))
                        .orElseGet(() -> Uni.createFrom().item(Attempt.disabled(startedAt))));
    }

    /** What to send; empty when the person does not want it any more. */
    private Optional<Mail> mail(Delivery delivery, Preferences.Recipient to) {
        Locale language = Languages.find(to.language()).orElse(Languages.DEFAULT);
        if (delivery.type().equals(Preferences.CONFIRMATION)) {
            return to.confirmed()
                    ? Optional.empty()
                    : to.code().map(code -> mail(delivery, to, Letter.confirmation(code, language)));
        }
        if (!to.confirmed() || !to.enabled()) {
            return Optional.empty();
        }
        String link = links.to(delivery.destination());
        // Both headers together are the button of RFC 8058.
        return Optional.of(mail(delivery, to, Letter.of(delivery.event().ramp(), language, link))
                .addHeader("List-Unsubscribe", "<" + link + ">")
                .addHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    }

    private Mail mail(Delivery delivery, Preferences.Recipient to, Letter letter) {
        // The same at each repetition, so that a mailbox shows it once.
        return Mail.withText(to.address(), letter.subject(), letter.text())
                .setHtml(letter.html())
                .setFrom(config.from().orElseThrow())
                .addHeader("Message-ID", "<%s@%s>".formatted(delivery.messageId(), links.host()))
                .addHeader("Auto-Submitted", "auto-generated");
    }

    private Uni<Attempt> send(Mail mail, Instant startedAt) {
        return mailer.send(mail)
                .ifNoItem()
                .after(config.timeout())
                .failWith(() -> new SendFailure(SendError.TIMEOUT))
                .map(_ -> new Attempt(
                        Attempt.Verdict.DELIVERED,
                        startedAt,
                        Duration.between(startedAt, Instant.now()),
                        null,
                        null,
                        null))
                .onFailure()
                .recoverWithItem(failure -> failed(startedAt, failure));
    }

    private static Attempt failed(Instant startedAt, Throwable failure) {
        if (failure instanceof SMTPException answer) {
            Attempt attempt = Attempt.of(startedAt, new SendFailure(SendError.BAD_STATUS));
            return answer.isPermanent() ? attempt.as(Attempt.Verdict.REFUSED) : attempt;
        }
        return Attempt.of(
                startedAt, failure instanceof SendFailure ? failure : new SendFailure(SendError.CONNECTION_FAILED));
    }

    @Override
    public Uni<Void> tried(SqlConnection connection, Delivery delivery, Attempt attempt) {
        return Uni.createFrom().voidItem();
    }
}
