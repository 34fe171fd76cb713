package io.pasarela.bench.ramp;

import io.pasarela.bench.measure.Plan;
import io.pasarela.bench.stack.ServerJvm;
import java.util.List;
import java.util.stream.Stream;

/** How the figures come about, for whoever reads the report and doubts them. */
final class RampMethod {
    private RampMethod() {}

    /** @return sentences in Markdown, one point each */
    static List<String> sentences(Plan plan) {
        return Stream.of(
                        """
                        One run, one machine: load generator, PostgreSQL, Kafka, provider and ramp-service share all cores, while
                        pgbench has them almost to itself. Every server is a JVM of its own with `%s`.""".formatted(ServerJvm.flags()),
                        """
                        *%s* is `POST /api/v2/ramps` with a bearer token over %d keep-alive connections, answered 201: repetitions looked
                        for, user, account and quotation read, the ramp stored, looked up at and sent to the provider, confirmed with its event and
                        its timeline, and the event published while the next ramps come. Provider and quote-service are one bare server that
                        remembers nothing, so that no simulator is measured; the provider's rate limit is lifted.""".formatted(RampReport.CREATIONS, plan.connections()),
                        """
                        *%s*: five webhooks of each of many ramps are put into `provider.webhooks` at once; the clock stops when the last
                        event is in topic `ramps`. Its latencies contain the wait in that backlog.""".formatted(RampReport.TRANSITIONS),
                        """
                        pgbench sends the same statements in the same transactions, over prepared statements and 20 connections, into tables with
                        the same indexes, references and triggers in the same PostgreSQL (fsync on). Each event is deleted by a statement of its own.
                        It has no HTTP, no JSON, no Kafka and no rules.""",
                        """
                        Each is warmed up under full load until its CPU per operation has stopped falling and its compilers rest, for %d s at most. Then %d rounds of %d s for each, in turn. Figures are medians over the rounds;
                        shares are taken within a round first.""".formatted(
                                        plan.warmUpAtMost().toSeconds(),
                                        plan.rounds(),
                                        plan.round().toSeconds()),
                        """
                        CPU is user and kernel time of the whole process as the system counts it; that of PostgreSQL includes all its processes.""")
                .map(sentence -> sentence.replace('\n', ' '))
                .toList();
    }
}
