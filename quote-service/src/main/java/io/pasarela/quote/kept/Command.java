package io.pasarela.quote.kept;

import java.util.List;

/** One call of a script in Redis, which happens as a whole or not at all. */
public record Command(Script script, List<String> keys, List<String> arguments) {}
