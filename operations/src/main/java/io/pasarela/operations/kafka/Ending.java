package io.pasarela.operations.kafka;

/** How a command's work ended. */
public sealed interface Ending {

    /** All of it is done. */
    record Done() implements Ending {}

    /** The operator stopped it between two batches. */
    record Stopped() implements Ending {}

    /** Kafka did not take a record, or gave none. */
    record Failed(Throwable why) implements Ending {}
}
