package io.pasarela.bench.push;

import io.pasarela.bench.measure.Plan;
import io.pasarela.bench.stack.ServerJvm;
import java.util.List;
import java.util.stream.Stream;

/** How the figures come about, for whoever reads the report and doubts them. */
final class PushMethod {
    private PushMethod() {}

    /** @return sentences in Markdown, one point each */
    static List<String> sentences(Plan plan, PushSizes sizes) {
        return Stream.of(
                        """
                        One run, one machine: load generator, Kafka, Redis, PostgreSQL, webhook-ingest, ramp-service, notification-service, nchan
                        (nginx with as many workers as cores) and the bare server share all cores. Every server of Java is a JVM of its own with `%s`;
                        the two that are compared have all of their heap in RAM from the start. A process may open %s files; limits per user, per replica and per
                        client are lifted, everything else is as it is set by default.""".formatted(ServerJvm.flags(), files()),
                        """
                        *idle*: %d streams, each of a user (nchan: channel) of its own, on which nothing comes but a comment every %d s, which each must have given. Memory
                        is what has grown: live heap after two full collections, from before the streams were opened until after; and beside it what the whole process has in RAM (Pss,
                        all processes of nginx together), since it has been warmed up by as many streams, a few at a time. Kernel memory of sockets is not in it. It was measured %d times.
                        CPU is that of a stream in a second, signs of life included.""".formatted(sizes.idle(), sizes.heartbeat().toSeconds(), plan.rounds()),
                        """
                        *fan-out*: one message to %d listeners, over and over; %d messages are on their way all the time. A delivery is one listener's hearing one message.
                        For *notification-service* the message comes as it really does: a record in topic `ramps`, read, stored as a notice in PostgreSQL, rung for over Redis, read by the
                        hub, written in the listeners' language and told to all streams of one user; all CPU that its process spends on that is in the figure, that of the stores stands in rows of
                        their own. *nchan* and *bare* get the same text, word for word, posted to them over one connection.""".formatted(sizes.listeners(), FanOut.ON_THEIR_WAY),
                        """
                        *bare* is a Vert.x server that writes what is posted to every open stream: no users, no history, no resumption, no limits.""",
                        """
                        Each is warmed up until the CPU per delivery of all that works for it has stopped falling and its compilers rest, for %d s at most. Then %d rounds of %d s for each, in turn and
                        in reversed order every other round. Figures are medians over the rounds; shares are taken within a round first. Latencies are those at full load, from
                        publishing a message to each delivery.""".formatted(
                                        plan.warmUpAtMost().toSeconds(),
                                        plan.rounds(),
                                        plan.round().toSeconds()),
                        """
                        *river*: %d signed webhooks a second to webhook-ingest, at a steady rate whatever becomes of them, and on through Kafka, ramp-service, PostgreSQL, its outbox, Kafka,
                        notification-service, PostgreSQL and one of %d open streams. Each moves another ramp on. The clock runs from when a webhook was due to be sent until the event was read
                        from the stream of the ramp's user. quote-service does not run. Before it is measured the river is in flood until its JVMs are warm, for %d s at most: %d times as many
                        webhooks in bursts, because so few warm so many JVMs slowly. Then it flows as in a measurement until they have got used to that, for %d s at most.""".formatted(
                                        sizes.perSecond(),
                                        River.USERS,
                                        plan.warmUpAtMost().toSeconds(),
                                        River.FLOOD_TIMES,
                                        PushBench.STEADY.toSeconds()),
                        """
                        CPU is user and kernel time of whole processes as the system counts it, compilers and garbage collection included; for nchan that of all processes of nginx. A stream that
                        breaks or is silent ends the run; a message that somebody did not hear makes it fail.""")
                .map(sentence -> sentence.replace('\n', ' '))
                .toList();
    }

    private static String files() {
        return PushSizes.filesMax() == Long.MAX_VALUE ? "any number of" : String.valueOf(PushSizes.filesMax());
    }
}
