package io.pasarela.notification.preference;

import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.ProblemException;
import io.pasarela.notification.outbound.SecretBox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/** Sends codes to addresses that wait for their confirmation, so many to a person and to an address, so that nobody's mailbox is flooded. */
@ApplicationScoped
class EmailCodes {

    private static final Duration CODE_VALID_FOR = Duration.ofMinutes(30);

    /** Codes for one person in a day. */
    private static final int CODES_PER_DAY = 5;

    /** Codes to one address in a day, whoever's it is said to be. */
    private static final int CODES_PER_ADDRESS = 10;

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String NEW_CODE = """
            update preferences set email_code = $2, email_code_until = now() + $3::bigint * interval '1 second', email_code_tries = 0,
                email_codes = case when email_codes_since < now() - interval '1 day' then 1 else email_codes + 1 end,
                email_codes_since = case when email_codes_since < now() - interval '1 day' then now() else email_codes_since end
            where id = $1 and (email_codes < $4 or email_codes_since < now() - interval '1 day')
            """;

    /** Notes that a code goes to an address, if not too many did, and forgets those of yesterday. */
    private static final String COUNT_CODE = """
            with old as (delete from email_codes where sent_at < now() - interval '1 day')
            insert into email_codes (digest, sent_at)
            select $1, now()
            where (select count(*) from email_codes where digest = $1 and sent_at > now() - interval '1 day') < $2
            """;

    private static final String SEND_CODE = """
            insert into deliveries (channel, destination, client, lane, message_id, type, data, due_at)
            select 'email', id, client, 'smtp', gen_random_uuid(), $2::text, '{}', now() from preferences where id = $1
            """;

    private final SecretBox box;

    EmailCodes(SecretBox box) {
        this.box = box;
    }

    /** In the transaction that states the address. Fails with {@link ProblemCode#RATE_LIMITED} when too many were sent. @param id of the preference */
    Uni<Void> send(SqlConnection connection, UUID id, String client, String subject, String address) {
        String code = "%08d".formatted(RANDOM.nextInt(100_000_000));
        String digest = box.digest("address of codes", address.toLowerCase(Locale.ROOT));
        return connection
                .preparedQuery(NEW_CODE)
                .execute(Tuple.of(
                        id,
                        box.seal(Preferences.purpose(client, subject), code),
                        CODE_VALID_FOR.toSeconds(),
                        CODES_PER_DAY))
                .invoke(EmailCodes::requireOne)
                .chain(() -> connection.preparedQuery(COUNT_CODE).execute(Tuple.of(digest, CODES_PER_ADDRESS)))
                .invoke(EmailCodes::requireOne)
                .chain(() -> connection.preparedQuery(SEND_CODE).execute(Tuple.of(id, Preferences.CONFIRMATION)))
                .replaceWithVoid();
    }

    private static void requireOne(RowSet<Row> written) {
        if (written.rowCount() == 0) {
            throw ProblemException.retry(
                    ProblemCode.RATE_LIMITED,
                    "This person, or this address, was sent as many codes today as there may be.",
                    Duration.ofHours(1));
        }
    }
}
