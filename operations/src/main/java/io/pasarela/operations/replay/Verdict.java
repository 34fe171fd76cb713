package io.pasarela.operations.replay;

/** Whether a stored record is replayed, and if not, why. */
enum Verdict {
    REPLAY("to be replayed"),
    OTHER_PROVIDER("of another provider"),
    OTHER_KEY("of another resource"),
    OUTSIDE("outside the time"),
    REPLAYED_BEFORE("replays themselves");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /** What such records are. */
    String words() {
        return words;
    }
}
