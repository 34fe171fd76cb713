package io.pasarela.bench.ramp;

import io.pasarela.sandbox.process.SandboxFailure;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/** What must be in the database before anything can be measured, and the tables in which pgbench does the same SQL. */
public record Seed(String jdbcUrl) {
    static final int LIMIT_RAMPS = 20_000;

    private static final String USER = "00000000-0000-0000-0000-000000000001";
    private static final String ACCOUNT = "00000000-0000-0000-0000-000000000002";

    private static final String PEOPLE = """
            insert into users (id, client, external_id, fingerprint, type, provider, provider_user_id, status, kyc_level, sequence,
                               created_at, updated_at, heard_at)
            values ('%1$s', 'demo-app', 'bench', 'f', 'PERSON', 'killb', 'bench-user', 'ACTIVE', 'L4', 1, now(), now(), now());
            insert into accounts (id, client, user_id, external_id, fingerprint, type, method, provider, provider_account_id,
                                  status, created_at, updated_at, heard_at)
            values ('%2$s', 'demo-app', '%1$s', 'bench', 'f', 'WALLET', 'POLYGON', 'killb', 'bench-account', 'ACTIVE', now(), now(),
                    now());
            """.formatted(USER, ACCOUNT);

    /** Everything that makes a write dear is there too: the same indexes, references and triggers. */
    private static final String LIMIT = """
            create schema bench_limit;
            create table bench_limit.users (like users including all);
            create table bench_limit.accounts (like accounts including all);
            create table bench_limit.ramps (like ramps including all);
            create table bench_limit.timeline (like timeline including all);
            create table bench_limit.outbox (like outbox including all);
            create table bench_limit.unmatched_news (like unmatched_news including all);
            insert into bench_limit.users select * from users;
            insert into bench_limit.accounts select * from accounts;
            alter table bench_limit.ramps add foreign key (user_id) references bench_limit.users (id),
                                          add foreign key (account_id) references bench_limit.accounts (id);
            alter table bench_limit.timeline add foreign key (ramp_id) references bench_limit.ramps (id);
            create trigger ramps_sequence before update of sequence on bench_limit.ramps
                for each row when (new.sequence < old.sequence) execute function ramps_sequence_went_back();
            create constraint trigger ramps_sequence_told after update of sequence on bench_limit.ramps
                deferrable initially deferred for each row
                when (new.sequence > old.sequence) execute function ramps_sequence_without_events();
            """;

    private static final String RAMPS = """
            insert into %1$sramps (id, client, external_id, fingerprint, user_id, user_external_id, account_id, quotation_id,
                provider, provider_ramp_id, request, direction, submission, checks, next_check_at, status, provider_status,
                from_currency, from_amount, to_currency, to_amount, cash_in_method, cash_out_method, deposit_instructions, sequence,
                created_at, updated_at)
            select %2$s, 'demo-app', '%3$s' || n, 'f', '%4$s', 'bench-' || n %% %7$d, '%5$s', gen_random_uuid(), 'killb', '%3$s' || n, '', 'ON_RAMP',
                'CONFIRMED', 0, now() + interval '1 day', 'CREATED', 'CREATED', 'MXN', 1500, 'USDC', 80.123456, 'SPEI', 'POLYGON',
                '[]', 1, now(), now()
            from generate_series(1, %6$d) n;
            """;

    String userId() {
        return USER;
    }

    String accountId() {
        return ACCOUNT;
    }

    public void people() {
        run(PEOPLE);
    }

    void limit() {
        run(LIMIT + RAMPS.formatted("bench_limit.", "md5('limit-' || n)::uuid", "limit-", USER, ACCOUNT, LIMIT_RAMPS, 1)
                + "analyze;");
    }

    /**
     * Ramps that wait for their webhooks: the provider's ids are the prefix and a number from 1, ours have the group and that number as their halves. Their users are
     * {@code bench-0}, {@code bench-1} and so on, in turn.
     */
    public void ramps(String prefix, long group, int count, int users) {
        String id = "(lpad(to_hex(%d), 16, '0') || lpad(to_hex(n), 16, '0'))::uuid".formatted(group);
        run(RAMPS.formatted("", id, prefix, USER, ACCOUNT, count, users));
    }

    static UUID id(long group, long number) {
        return new UUID(group, number);
    }

    private void run(String statements) {
        try (var connection = DriverManager.getConnection(jdbcUrl, "ramp", "ramp");
                var statement = connection.createStatement()) {
            statement.execute(statements);
        } catch (SQLException e) {
            throw new SandboxFailure("The database cannot be prepared: " + e.getMessage(), e);
        }
    }
}
