package io.pasarela.bench.quote;

import io.pasarela.bench.measure.Plan;
import io.pasarela.bench.stack.ServerJvm;
import java.util.List;
import java.util.stream.Stream;

/** How the figures come about, for whoever reads the report and doubts them. */
final class QuoteMethod {
    private QuoteMethod() {}

    /** @return sentences in Markdown, one point each */
    static List<String> sentences(Plan plan) {
        return Stream.of(servers(), contestants(), quotation(), load(plan), turns(plan), """
                        CPU is user and kernel time of the whole process as the system counts it, compilers and garbage
                        collection included; that of Redis stands in its own row, also for *%s*. Allocation is what the JVM says
                        that all its threads have allocated. Any answer but a 2xx, also in the warm-up, makes the run fail.""".formatted(QuoteReport.GET))
                .map(sentence -> sentence.replace('\n', ' '))
                .toList();
    }

    private static String servers() {
        return """
                One run, one machine: load generator, Redis, Kafka, provider and servers share all cores. Every server is a JVM
                of its own with `%s`; the servers are idle while another one is measured.""".formatted(ServerJvm.flags());
    }

    private static String contestants() {
        return """
                *%s* is `GET /api/v2/banks?countryCode=MX` with a bearer token, answered out of the cache. *%s* gets the same bytes out of Redis
                by Vert.x' own client, over one connection per event loop, and answers with them as they are: no token, no
                scope, no age, no metrics. *%s* is what redis-benchmark does without pipelining: the same value, read by the load
                generator from Redis itself.""".formatted(QuoteReport.READ, QuoteReport.BARE, QuoteReport.GET);
    }

    private static String quotation() {
        return """
                *%s* is `POST /api/v2/quotations`: checked against the cached pairs, priced by a simulated provider over HTTP in a
                process of its own, kept in Redis, answered 201. The provider's rate limit is lifted for the run; in production
                it is what bounds this path.""".formatted(QuoteReport.QUOTATION);
    }

    private static String load(Plan plan) {
        return """
                Closed loop over %d keep-alive connections from %d thread%s: each sends its next request once it has read the
                last answer. Latencies are those at full load.""".formatted(plan.connections(), plan.threads(), plan.threads() == 1 ? "" : "s");
    }

    private static String turns(Plan plan) {
        return """
                Each is warmed up under full load until its CPU per request has stopped falling and its compilers rest, for %d s at most. Then %d
                rounds of %d s for each, in turn and in reversed order every other round. Figures are medians over the
                rounds; shares are taken within a round first.""".formatted(
                plan.warmUpAtMost().toSeconds(), plan.rounds(), plan.round().toSeconds());
    }
}
