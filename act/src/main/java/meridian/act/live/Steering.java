package meridian.act.live;

import java.util.Optional;
import meridian.field.SimulatedCity;
import meridian.sim.road.RoadEngine;

/**
 * An action while it is carried out: holds its junctions, gives them back when its time is over, and tells what happens. On the city's
 * thread.
 */
final class Steering implements SimulatedCity.Pilot {
    private static final int CONFIRM_FROM_SECONDS = 10;
    private static final int CONFIRM_UNTIL_SECONDS = 60;

    /** Told on the city's thread; returns at once. */
    interface Listener {
        /** The field shows what it was told. */
        void confirmed(String answer);

        /** It has to end early, and is on its way back already. */
        void broken(String reason);

        /**
         * So much has been lost since the start.
         *
         * @param whole whether the time is over; else half of it is
         */
        void passed(double lostSeconds, boolean whole);

        /** The junctions follow their plans again. */
        void back();
    }

    private final Hold hold;
    private final Hold.Order order;
    private final Cluster cluster;
    private final Listener listener;
    private final double startSeconds;
    private final double lostAtStart;
    private boolean confirmed;
    private boolean broken;
    private boolean aborted;

    Steering(Hold.Order order, Cluster cluster, RoadEngine engine, Hold hold, Listener listener) {
        this.order = order;
        this.cluster = cluster;
        this.hold = hold;
        this.listener = listener;
        startSeconds = engine.timeSeconds();
        lostAtStart = lost(engine);
    }

    private double lost(RoadEngine engine) {
        return Effects.sum(Trials.lost(engine, cluster));
    }

    /** Second of the city at which half of the time is over, counted from the start. */
    static int halfSeconds(int seconds) {
        return seconds / 2;
    }

    @Override
    public boolean step(RoadEngine engine) {
        double before = engine.timeSeconds();
        try {
            hold.second();
        } catch (RuntimeException e) {
            // Beyond what a hold can deal with: the plans take over at once.
            order.controllers().forEach(engine::followPlan);
            breaks("control failed: " + e);
            if (engine.timeSeconds() == before) {
                engine.step();
            }
            listener.back();
            return false;
        }
        return look(engine);
    }

    private boolean look(RoadEngine engine) {
        int passed = (int) Math.round(engine.timeSeconds() - startSeconds);
        hold.failure().ifPresent(this::breaks);
        if (!confirmed && !broken && !aborted && passed >= CONFIRM_FROM_SECONDS) {
            confirm(passed);
        }
        if (passed == halfSeconds(order.seconds())) {
            listener.passed(lost(engine) - lostAtStart, false);
        }
        boolean over = passed >= order.seconds() + Trials.AFTER_SECONDS;
        if (passed == order.seconds() + Trials.AFTER_SECONDS) {
            listener.passed(lost(engine) - lostAtStart, true);
        }
        if (hold.isBack() && (over || broken || aborted)) {
            listener.back();
            return false;
        }
        return true;
    }

    private void confirm(int passed) {
        Optional<String> answer = hold.confirmation();
        if (answer.isPresent()) {
            confirmed = true;
            listener.confirmed(answer.get());
        } else if (passed > CONFIRM_UNTIL_SECONDS) {
            hold.giveBack();
            breaks("the field does not show what it was told");
        }
    }

    private void breaks(String reason) {
        if (!broken) {
            broken = true;
            listener.broken(reason);
        }
    }

    /** From this moment on nothing of the action's reaches the signals; they are on their way to their plans. */
    void abort() {
        aborted = true;
        hold.giveBackNow();
    }
}
