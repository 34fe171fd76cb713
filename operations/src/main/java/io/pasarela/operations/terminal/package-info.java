/**
 * The person in front of the commands. In: sentences, questions, progress. Out: lines that suit a terminal or a log, the answer yes or no,
 * and whether Ctrl-C was pressed. No body of a record and no secret ever comes here.
 */
@NullMarked
package io.pasarela.operations.terminal;

import org.jspecify.annotations.NullMarked;
