package io.pasarela.operations.consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All trials of a run, held against what the consumer says by now. */
final class Examination {

    private final List<Trial> trials;

    Examination(List<Trial> trials) {
        this.trials = List.copyOf(trials);
    }

    boolean passed(Said said) {
        return trials.stream().allMatch(trial -> trial.faults(said).isEmpty());
    }

    long failures(Said said) {
        return trials.stream().filter(trial -> !trial.faults(said).isEmpty()).count();
    }

    /** A line per trial, and below a failed one a line per fault. */
    List<String> table(Said said) {
        List<String> lines = new ArrayList<>();
        for (Trial trial : trials) {
            List<String> faults = trial.faults(said);
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-6s  %-16s  %s",
                    faults.isEmpty() ? "passed" : "FAILED",
                    trial.name(),
                    trial.lesson()));
            faults.forEach(fault -> lines.add("            " + fault));
        }
        return lines;
    }
}
