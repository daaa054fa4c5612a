package meridian.app.run;

import meridian.sim.road.LinkRecords;
import meridian.sim.road.RoadEngine;

/** Notices, from minute to minute, that a run will never end because nobody moves any more. One thread. */
final class Standstill {
    static final int MINUTES = 10;
    /** Queues shuffle forward a little for a long time; less than this for each vehicle in a minute is nothing. */
    private static final double LEAST_METERS = 0.05;

    private final int links;
    private double meters;
    private long changes;
    private int quietMinutes;

    Standstill(int links) {
        this.links = links;
    }

    /** Whether the last minutes were all quiet, though somebody is on the road or wants to be. */
    boolean reachedAfter(RoadEngine engine) {
        double driven = metersDriven(engine.records());
        long now = engine.insertedCount() + engine.arrivedCount() + engine.reroutedCount();
        boolean somebody = engine.vehicleCount() + engine.waitingCount() > 0;
        boolean quiet = now == changes && driven - meters < LEAST_METERS * Math.max(1, engine.vehicleCount());
        quietMinutes = somebody && quiet ? quietMinutes + 1 : 0;
        meters = driven;
        changes = now;
        return quietMinutes >= MINUTES;
    }

    private double metersDriven(LinkRecords records) {
        double sum = 0;
        for (int l = 0; l < links; l++) {
            sum += records.vehicleMeters(l);
        }
        return sum;
    }
}
