package meridian.app.run;

import meridian.sim.road.LinkRecords;
import meridian.sim.road.RoadEngine;
import org.jspecify.annotations.Nullable;

/**
 * Notices, from minute to minute, that a run will never end: because nobody moves any more, or because those who move never
 * arrive. That a driver was given another way is no progress; the same ones can be sent around for ever. One thread.
 */
final class Standstill {
    static final int MINUTES = 10;
    static final int FRUITLESS_MINUTES = 120;
    /** Queues shuffle forward a little for a long time; less than this for each vehicle in a minute is nothing. */
    private static final double LEAST_METERS = 0.05;

    private final int links;
    private double meters;
    private long changes;
    private int quietMinutes;
    private int fruitlessMinutes;

    Standstill(int links) {
        this.links = links;
    }

    /** Why it should end, if it should, though somebody is on the road or wants to be. */
    @Nullable
    Ending reachedAfter(RoadEngine engine) {
        double driven = metersDriven(engine.records());
        long now = engine.insertedCount() + engine.arrivedCount();
        boolean somebody = engine.vehicleCount() + engine.waitingCount() > 0;
        boolean fruitless = somebody && now == changes;
        boolean quiet = fruitless && driven - meters < LEAST_METERS * Math.max(1, engine.vehicleCount());
        quietMinutes = quiet ? quietMinutes + 1 : 0;
        fruitlessMinutes = fruitless ? fruitlessMinutes + 1 : 0;
        meters = driven;
        changes = now;
        if (quietMinutes >= MINUTES) {
            return Ending.STANDSTILL;
        }
        return fruitlessMinutes >= FRUITLESS_MINUTES ? Ending.FRUITLESS : null;
    }

    private double metersDriven(LinkRecords records) {
        double sum = 0;
        for (int l = 0; l < links; l++) {
            sum += records.vehicleMeters(l);
        }
        return sum;
    }
}
