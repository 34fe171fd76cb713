package io.pasarela.operations.doctor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a check.
 *
 * @param found what is there, in a few words; never a secret
 * @param todo what a person does about it; absent when nothing is to be done
 */
record Row(State state, String what, String found, @Nullable String todo) {

    /** How it is. */
    enum State {
        OK,
        FAILED,
        /** Nothing was looked at, for the reason that was found. */
        SKIPPED
    }

    static Row ok(String what, String found) {
        return new Row(State.OK, what, found, null);
    }

    static Row failed(String what, String found, String todo) {
        return new Row(State.FAILED, what, found, todo);
    }

    static Row skipped(String what, String why) {
        return new Row(State.SKIPPED, what, why, null);
    }

    /** All of them as lines, in columns. */
    static List<String> table(List<Row> rows) {
        int width = rows.stream().mapToInt(row -> row.what.length()).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (Row row : rows) {
            lines.add("%-8s %s%s  %s".formatted(row.state, row.what, " ".repeat(width - row.what.length()), row.found));
            if (row.todo != null) {
                lines.add("%s  → %s".formatted(" ".repeat(9 + width), row.todo));
            }
        }
        return lines;
    }
}
