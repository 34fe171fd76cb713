package io.pasarela.sandbox.killb.run;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the control API can turn: the behaviour in force and the outage switch. */
public final class Dials {
    private Behaviour behaviour;
    private boolean outage;

    Dials(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    public Behaviour behaviour() {
        return behaviour;
    }

    /**
     * Changes some settings.
     *
     * @throws IllegalArgumentException for an unknown name or an impossible value; nothing has changed then
     */
    public void change(ObjectNode changes) {
        behaviour = behaviour.with(changes);
    }

    /** While on, every connection that carries an API request is closed without an answer. */
    public boolean outage() {
        return outage;
    }

    public void outage(boolean on) {
        outage = on;
    }
}
