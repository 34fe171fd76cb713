package io.pasarela.bench.stack;

import io.pasarela.sandbox.process.PortCheck;
import java.util.PrimitiveIterator;
import java.util.random.RandomGenerator;

/** Ports of the loopback address that are free now, no one twice. */
final class FreePorts {
    /** Below the range from which systems take the ports of outgoing connections, of which a benchmark opens many. */
    private static final int FROM = 20_000;

    private static final int TO = 32_000;

    private final PrimitiveIterator.OfInt ports = RandomGenerator.getDefault()
            .ints(FROM, TO)
            .distinct()
            .filter(PortCheck::isFree)
            .iterator();

    int next() {
        return ports.nextInt();
    }
}
