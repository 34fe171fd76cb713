package io.pasarela.sandbox.killb.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The misbehaviour that is asked for, oldest first. A request suffers from the first fault that hits it. */
public final class Faults {
    private final SeededIds ids;
    private final Stats stats;
    private final SplittableRandom random;
    private final List<Fault> faults = new ArrayList<>();

    Faults(Dials dials, SeededIds ids, Stats stats) {
        this.ids = ids;
        this.stats = stats;
        this.random = new SplittableRandom(dials.behaviour().seed());
    }

    /**
     * Asks for misbehaviour.
     *
     * @throws IllegalArgumentException when the wish makes no sense
     */
    public Fault add(JsonNode json) {
        Fault fault = Fault.of(ids.next("fault"), json);
        faults.add(fault);
        return fault;
    }

    /** The fault that this request suffers from, if any; it is used up by that. */
    public @Nullable Fault strike(String request) {
        for (int i = 0; i < faults.size(); i++) {
            Fault fault = faults.get(i);
            if (fault.hits(request) && random.nextDouble() < fault.probability()) {
                useUp(i);
                return fault;
            }
        }
        return null;
    }

    private void useUp(int position) {
        stats.count(Stats.Counter.FAULTS_USED);
        Fault left = faults.get(position).used();
        if (left.times() > 0) {
            faults.set(position, left);
        } else {
            faults.remove(position);
        }
    }

    public List<Fault> all() {
        return List.copyOf(faults);
    }

    /** Takes one back. @return whether it was there */
    public boolean forget(String id) {
        return faults.removeIf(fault -> fault.id().equals(id));
    }

    public void clear() {
        faults.clear();
    }
}
