package io.pasarela.deployment;

import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Something that must hold of everything that is applied.
 *
 * @param sentence told to whoever breaks it
 * @param offenders what breaks it, by kind and name; nothing where it holds
 */
record Rule(String sentence, Function<Rendered, Stream<String>> offenders) {}
