package io.pasarela.notification.live;

import java.util.ArrayList;
import java.util.List;

/** The listeners of one key whose connections share an event loop; used there only. */
final class Crowd {

    private final List<Listener> listeners = new ArrayList<>(1);

    void add(Listener listener) {
        listeners.add(listener);
    }

    void remove(Listener listener) {
        listeners.remove(listener);
    }

    void hear(List<Told> notices, long upTo) {
        // A listener may end while it is told.
        for (Listener listener : listeners.toArray(Listener[]::new)) {
            listener.hear(notices, upTo);
        }
    }
}
