package io.pasarela.ramp.dispatch;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work on many things at once, and on one thing in the order in which it came. Whoever brings work is told when there is room for more, so what is
 * held here is bounded: by {@code most} pieces, and by {@code ahead} pieces since the oldest that is not done, for everything behind that one has to
 * be done again should the process die.
 */
final class Lanes {

    private final int most;
    private final int ahead;
    private final Map<String, Queue<Runnable>> busy = new HashMap<>();
    private final NavigableSet<Long> open = new TreeSet<>();
    private long next;
    private boolean closed;
    private @Nullable UniEmitter<? super Void> waiting;

    Lanes(int most, int ahead) {
        this.most = most;
        this.ahead = ahead;
    }

    /**
     * Begins the work once what came before it under the same key is done. Brought by one at a time, who waits for the answer: it comes when there
     * is room for the next piece.
     *
     * @param work done when its Uni is, whether that fails or not
     */
    Uni<Void> bring(String key, Supplier<Uni<Void>> work) {
        return Uni.createFrom().emitter(room -> {
            Runnable begin = taken(key, work);
            if (begin != null) {
                begin.run();
            }
            tellOfRoom(room);
        });
    }

    /** No more is taken from now on: who brings another piece is never told of room. */
    synchronized void close() {
        closed = true;
    }

    /** How many pieces are not done. */
    synchronized int size() {
        return open.size();
    }

    // What is to be begun at once, if its lane is free.
    private synchronized @Nullable Runnable taken(String key, Supplier<Uni<Void>> work) {
        long number = next++;
        open.add(number);
        Runnable begin = () ->
                Uni.createFrom().deferred(work::get).subscribe().with(_ -> done(key, number), _ -> done(key, number));
        Queue<Runnable> lane = busy.putIfAbsent(key, new ArrayDeque<>());
        if (lane == null) {
            return begin;
        }
        lane.add(begin);
        return null;
    }

    private void done(String key, long number) {
        Runnable following = left(key, number);
        if (following != null) {
            following.run();
        }
        tellOfRoom(null);
    }

    private synchronized @Nullable Runnable left(String key, long number) {
        open.remove(number);
        Queue<Runnable> lane = busy.get(key);
        Runnable following = lane == null ? null : lane.poll();
        if (following == null) {
            busy.remove(key);
        }
        return following;
    }

    private void tellOfRoom(@Nullable UniEmitter<? super Void> asking) {
        UniEmitter<? super Void> told = null;
        synchronized (this) {
            waiting = asking == null ? waiting : asking;
            if (hasRoom()) {
                told = waiting;
                waiting = null;
            }
        }
        if (told != null) {
            told.complete(null);
        }
    }

    private boolean hasRoom() {
        return !closed && open.size() < most && (open.isEmpty() || next - open.first() < ahead);
    }
}
