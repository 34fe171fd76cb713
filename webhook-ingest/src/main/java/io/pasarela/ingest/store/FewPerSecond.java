package io.pasarela.ingest.store;

/** Lets a few of the same through each second and counts the others: what a stranger or a broken broker can cause must not fill a disk. */
public final class FewPerSecond {

    private static final int MAX = 5;

    private long second;
    private int admitted;
    private long leftOut;

    /** How many were left out since the last one that was let through; -1 when this one is left out too. */
    public synchronized long admit() {
        long now = System.currentTimeMillis() / 1000;
        if (second != now) {
            second = now;
            admitted = 0;
        }
        if (admitted == MAX) {
            leftOut++;
            return -1;
        }
        admitted++;
        long before = leftOut;
        leftOut = 0;
        return before;
    }
}
