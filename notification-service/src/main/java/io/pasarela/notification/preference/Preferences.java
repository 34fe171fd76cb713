package io.pasarela.notification.preference;

import io.pasarela.notification.message.Languages;
import io.pasarela.notification.outbound.SecretBox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The preferences, in PostgreSQL; addresses and codes are encrypted there. */
@ApplicationScoped
public class Preferences {

    /** Type of the delivery that takes a code to an address. */
    public static final String CONFIRMATION = "email.confirmation";

    private static final int CODE_TRIES_MAX = 5;
    private static final Duration LANGUAGE_WITHIN = Duration.ofSeconds(2);
    private static final String PUT = """
            insert into preferences as p (client, subject, language, email_enabled, email_kinds, email_address, push_enabled, push_kinds)
            values ($1, $2, $3, $4, $5, $6::text, $7, $8)
            on conflict (client, subject) do update set language = $3, email_enabled = $4, email_kinds = $5,
                email_address = case when $9::boolean then p.email_address else $6::text end,
                email_confirmed = $9::boolean and p.email_confirmed,
                push_enabled = $7, push_kinds = $8, updated_at = now()
            returning *
            """;

    private final Pool pool;
    private final SecretBox box;
    private final EmailCodes codes;

    Preferences(Pool pool, SecretBox box, EmailCodes codes) {
        this.pool = pool;
        this.box = box;
        this.codes = codes;
    }

    /** Whom an e-mail goes to. @param code only while the address waits for its confirmation */
    public record Recipient(
            String address, String language, boolean confirmed, boolean enabled, Optional<String> code) {}

    public Uni<Preference> get(String client, String subject) {
        return pool.preparedQuery("select * from preferences where client = $1 and subject = $2")
                .execute(Tuple.of(client, subject))
                .map(rows -> rows.rowCount() == 0
                        ? Preference.NONE
                        : preference(rows.iterator().next()));
    }

    /**
     * In which language to tell a person: as the request accepts, else as the person prefers. A database that is away keeps nobody from being told.
     *
     * @param subject absent for a caller who is no user
     */
    public Uni<Locale> language(@Nullable String acceptLanguage, String client, @Nullable String subject) {
        Locale otherwise = Languages.of(acceptLanguage, Optional.empty());
        return subject == null || Languages.accepted(acceptLanguage)
                ? Uni.createFrom().item(otherwise)
                : get(client, subject)
                        .map(preference -> Languages.of(acceptLanguage, Languages.find(preference.language())))
                        .ifNoItem()
                        .after(LANGUAGE_WITHIN)
                        .recoverWithItem(otherwise)
                        .onFailure()
                        .recoverWithItem(otherwise);
    }

    /** Replaces what was stated. An address that is new has to be confirmed, and is sent a code. */
    Uni<Preference> put(String client, String subject, PreferenceRequest stated) {
        Preference wanted = Preference.of(stated, false);
        return pool.withTransaction(connection -> connection
                .preparedQuery("select * from preferences where client = $1 and subject = $2 for update")
                .execute(Tuple.of(client, subject))
                .map(rows -> rows.rowCount() == 0
                        ? Optional.<String>empty()
                        : address(rows.iterator().next()))
                .flatMap(known -> write(connection, client, subject, wanted, known)));
    }

    private Uni<Preference> write(
            SqlConnection connection, String client, String subject, Preference wanted, Optional<String> known) {
        String address = wanted.email().address();
        boolean same = Objects.equals(address, known.orElse(null));
        return connection
                .preparedQuery(PUT)
                .execute(Tuple.tuple()
                        .addString(client)
                        .addString(subject)
                        .addString(wanted.language())
                        .addBoolean(wanted.email().enabled())
                        .addArrayOfString(wanted.email().kinds().toArray(String[]::new))
                        .addString(address == null ? null : box.seal(purpose(client, subject), address))
                        .addBoolean(wanted.push().enabled())
                        .addArrayOfString(wanted.push().kinds().toArray(String[]::new))
                        .addBoolean(same))
                .map(rows -> rows.iterator().next())
                .call(row -> address == null || Boolean.TRUE.equals(row.getBoolean("email_confirmed"))
                        ? Uni.createFrom().voidItem()
                        : codes.send(connection, row.getUUID("id"), client, subject, address))
                .map(this::preference);
    }

    /** Confirms the address with the code that went there. @return whether it was the right one, in time and within the tries */
    Uni<Boolean> confirm(String client, String subject, String code) {
        return pool.withTransaction(connection -> connection
                .preparedQuery("""
                        update preferences set email_code_tries = email_code_tries + 1
                        where client = $1 and subject = $2 and email_code is not null and email_code_until > now()
                            and email_code_tries < $3 returning *
                        """)
                .execute(Tuple.of(client, subject, CODE_TRIES_MAX))
                .flatMap(rows -> rows.rowCount() == 1 && isCode(rows.iterator().next(), code)
                        ? confirmed(connection, rows.iterator().next().getUUID("id"))
                        : Uni.createFrom().item(false)));
    }

    private static Uni<Boolean> confirmed(SqlConnection connection, UUID id) {
        return connection
                .preparedQuery("update preferences set email_confirmed = true, email_code = null where id = $1")
                .execute(Tuple.of(id))
                .replaceWith(true);
    }

    /** Switches e-mail off for whom an e-mail was for; no more can be done with what stands in one. */
    public Uni<Void> unsubscribe(UUID id) {
        return pool.preparedQuery("update preferences set email_enabled = false, updated_at = now() where id = $1")
                .execute(Tuple.of(id))
                .replaceWithVoid();
    }

    public Uni<Optional<Recipient>> recipient(UUID id) {
        return pool.preparedQuery("select * from preferences where id = $1 and email_address is not null")
                .execute(Tuple.of(id))
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : recipient(rows.iterator().next()));
    }

    private Optional<Recipient> recipient(Row row) {
        return address(row)
                .map(address -> new Recipient(
                        address,
                        row.getString("language"),
                        row.getBoolean("email_confirmed"),
                        row.getBoolean("email_enabled"),
                        opened(row, "email_code")));
    }

    private boolean isCode(Row row, String code) {
        return opened(row, "email_code")
                .filter(known -> MessageDigest.isEqual(
                        known.getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }

    private Preference preference(Row row) {
        return new Preference(
                row.getString("language"),
                new Preference.Email(
                        row.getBoolean("email_enabled"),
                        List.of(row.getArrayOfStrings("email_kinds")),
                        address(row).orElse(null),
                        row.getBoolean("email_confirmed")),
                new Preference.Push(row.getBoolean("push_enabled"), List.of(row.getArrayOfStrings("push_kinds"))));
    }

    private Optional<String> address(Row row) {
        return opened(row, "email_address");
    }

    private Optional<String> opened(Row row, String column) {
        @Nullable String sealed = row.getString(column);
        return sealed == null
                ? Optional.empty()
                : box.open(purpose(row.getString("client"), row.getString("subject")), sealed);
    }

    /** What addresses and codes of a person are encrypted for. */
    static String purpose(String client, String subject) {
        return "preferences of " + client + " " + subject;
    }
}
