package io.pasarela.sandbox.killb.run;

import java.util.ArrayDeque;
import java.util.List;

/** The last 5 000 bodies that came to {@code POST /ramps}, oldest first, whatever became of them. */
public final class Bodies {
    private static final int CAPACITY = 5_000;

    private final ArrayDeque<String> bodies = new ArrayDeque<>();

    public void add(String body) {
        if (bodies.size() == CAPACITY) {
            bodies.removeFirst();
        }
        bodies.add(body);
    }

    public List<String> containing(String text) {
        return bodies.stream().filter(body -> body.contains(text)).toList();
    }
}
