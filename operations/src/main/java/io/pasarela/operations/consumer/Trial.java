package io.pasarela.operations.consumer;

import java.util.List;

/**
 * One thing that a consumer must master.
 *
 * @param name a word or two
 * @param lesson what happens, and what a right consumer makes of it
 * @param records in the order in which they are published
 * @param right what the consumer must know once it has read them
 */
record Trial(String name, String lesson, List<Told> records, List<Right> right) {

    /** Where the consumer's word differs from what is right; none when it passed. */
    List<String> faults(Said said) {
        return right.stream().flatMap(each -> each.faults(said).stream()).toList();
    }
}
