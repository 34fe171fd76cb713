package io.pasarela.operations.redrive;

import io.pasarela.contracts.events.Topics;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a consumer parks what it can never process, named as {@link Topics#deadLetter} names it.
 *
 * @param source the topic that its records came from
 * @param consumer who parked them
 */
record DeadLetterTopic(String source, String consumer) {

    private static final Pattern NAME = Pattern.compile("(?<source>.+)\\.(?<consumer>[^.]+)\\.dlq");

    /** Empty when this is not the name of a dead-letter topic. */
    static Optional<DeadLetterTopic> named(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches()
                ? Optional.of(new DeadLetterTopic(parts.group("source"), parts.group("consumer")))
                : Optional.empty();
    }

    String name() {
        return Topics.deadLetter(source, consumer);
    }
}
