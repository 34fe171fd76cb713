package io.pasarela.sandbox.killb.ramp;

import io.pasarela.sandbox.killb.run.Run;
import io.pasarela.sandbox.killb.webhook.Deliveries;
import io.pasarela.sandbox.killb.wire.ErrorCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Moves ramps along the path, one status per pause, as far as their payments allow: to CASH_IN_REQUESTED by themselves, to the end
 * once paid. An off-ramp that only faker/cash-in paid stops at CASH_OUT_PROCESSING and waits for faker/cash-out.
 */
final class Progress {
    private static final List<String> PATH = List.of(
            "CREATED",
            "CASH_IN_REQUESTED",
            "CASH_IN_PROCESSING",
            "CASH_IN_COMPLETED",
            "CONVERSION_PROCESSING",
            "CONVERSION_COMPLETED",
            "CASH_OUT_PROCESSING",
            "CASH_OUT_COMPLETED",
            "COMPLETED");
    private static final int AWAITING_PAYMENT = PATH.indexOf("CASH_IN_REQUESTED");
    private static final int AWAITING_CASH_OUT = PATH.indexOf("CASH_OUT_PROCESSING");
    private static final int FUNDS_SENT = PATH.indexOf("CASH_OUT_COMPLETED");
    private static final int END = PATH.size() - 1;

    private final Run run;
    private final Deliveries deliveries;
    private final Map<String, Position> positions = new HashMap<>();

    private static final class Position {
        private int reached;
        private int allowed;
        private boolean moving;
    }

    Progress(Run run, Deliveries deliveries) {
        this.run = run;
        this.deliveries = deliveries;
    }

    void begin(Ramp ramp) {
        deliveries.publish("RAMP", "CREATE", ramp.id(), ramp.event());
        if (ramp.pair().isPreFunded()) {
            allow(ramp, END);
            return;
        }
        allow(ramp, AWAITING_PAYMENT);
        if (run.behaviour().automaticPayment()) {
            run.timers().after(run.behaviour().paymentDelay(), () -> {
                if (!ramp.isFinal()) {
                    allow(ramp, END);
                }
            });
        }
    }

    /** The payer pays, and nothing stops the ramp any more. */
    void pay(Ramp ramp) {
        refuseFinal(ramp);
        allow(ramp, END);
    }

    /** KillB's faker/cash-in. */
    void cashIn(Ramp ramp) {
        refuseFinal(ramp);
        boolean wholeWay = ramp.pair().isOnRamp() || run.behaviour().automaticPayment();
        allow(ramp, wholeWay ? END : AWAITING_CASH_OUT);
    }

    /** KillB's faker/cash-out: completes a ramp from wherever it is. */
    void cashOut(Ramp ramp) {
        pay(ramp);
    }

    /**
     * Puts a ramp into any status at once, also one that KillB does not know, and leaves it there until somebody pays.
     */
    void force(Ramp ramp, String status) {
        Position position = position(ramp);
        if (PATH.contains(status)) {
            position.reached = PATH.indexOf(status);
        }
        position.allowed = position.reached;
        moveTo(ramp, status);
    }

    private static void refuseFinal(Ramp ramp) {
        if (ramp.isFinal()) {
            throw ErrorCode.RAMP_FINISHED.with("status", ramp.status());
        }
    }

    private void allow(Ramp ramp, int upTo) {
        Position position = position(ramp);
        position.allowed = Math.max(position.allowed, upTo);
        proceed(ramp, position);
    }

    private void proceed(Ramp ramp, Position position) {
        if (position.moving || position.reached >= position.allowed) {
            return;
        }
        position.moving = true;
        run.timers().after(run.behaviour().step(), () -> {
            position.moving = false;
            if (position.reached < position.allowed) {
                position.reached++;
                moveTo(ramp, PATH.get(position.reached));
                proceed(ramp, position);
            }
        });
    }

    private void moveTo(Ramp ramp, String status) {
        ramp.move(status, run.now());
        if (PATH.indexOf(status) >= FUNDS_SENT) {
            ramp.transferProof(PaymentInstructions.proof(ramp.pair(), ramp.id(), run.ids()));
        }
        deliveries.publish("RAMP", "UPDATE", ramp.id(), ramp.event());
    }

    private Position position(Ramp ramp) {
        return positions.computeIfAbsent(ramp.id(), _ -> new Position());
    }
}
