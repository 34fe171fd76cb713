package io.pasarela.bench.ingest;

import io.pasarela.bench.measure.Plan;
import io.pasarela.bench.stack.ServerJvm;
import java.util.List;
import java.util.stream.Stream;

/** How the figures come about, for whoever reads the report and doubts them. */
final class IngestMethod {
    private IngestMethod() {}

    /** @return sentences in Markdown, one point each */
    static List<String> sentences(Plan plan, int bodyBytes) {
        return Stream.of(servers(), contestants(), load(plan), bodies(bodyBytes), turns(plan), """
                        CPU is user and kernel time of the whole process as the system counts it, compilers and garbage
                        collection included. Allocation is what the JVM says that all its threads have allocated.""", """
                        After each measurement the records in the topic are counted: as many as were acknowledged, or the
                        difference is a failure. Any failure, also in the warm-up, makes the run fail.""")
                .map(sentence -> sentence.replace('\n', ' '))
                .toList();
    }

    private static String servers() {
        return """
                One run, one machine: load generator, Kafka, Redis and the three servers share all cores. Every server is a
                JVM of its own with `%s`; the servers are idle while another one is measured.""".formatted(ServerJvm.flags());
    }

    private static String contestants() {
        return """
                *%s* reads the whole body, compares its HMAC-SHA256, publishes it with the same producer settings
                (`acks=all`) to a topic with as many partitions, and answers 200 after the acknowledgement. It does not read
                the event, look for repetitions, limit, count or trace. *%s* answers 204 and does nothing.""".formatted(IngestReport.BARE, IngestReport.EMPTY);
    }

    private static String load(Plan plan) {
        return """
                Closed loop over %d keep-alive HTTP/1.1 connections from %d thread%s: each sends its next webhook once it has
                read the last answer. Latencies are those at full load. Where the cores are not busy, the connections
                wait for Kafka's acknowledgement, and more of them would give more requests/s.""".formatted(plan.connections(), plan.threads(), plan.threads() == 1 ? "" : "s");
    }

    private static String bodies(int bytes) {
        return """
                Bodies of %d bytes in KillB's form, each with an event id of its own and a correct signature, made ready
                before the clock runs. Before the warm-up both verifying servers must acknowledge a genuine webhook and
                refuse a forged one.""".formatted(bytes);
    }

    private static String turns(Plan plan) {
        return """
                Each is warmed up under full load until its CPU per request has stopped falling and its compilers rest, for %d s at most. Then %d
                rounds of %d s for each, in turn and in reversed order every other round. Figures are medians over the
                rounds; shares are taken within a round first.""".formatted(
                plan.warmUpAtMost().toSeconds(), plan.rounds(), plan.round().toSeconds());
    }
}
