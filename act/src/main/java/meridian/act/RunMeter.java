package meridian.act;

import java.util.Arrays;
import java.util.List;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.network.Movement;
import meridian.model.network.VehicleKind;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadView;
import meridian.sim.road.TripLog;

/** Measures a run of a simulated city whose trips are known. One thread, the engine's. */
final class RunMeter implements TripLog {
    private final List<Trip> trips;
    private final ApproachTimes approaches;
    private final int[] linkOfTrip;
    private final double startSeconds;
    private double waitedOutside;
    private final Weights weights;
    /** Lost by those who have arrived and waited outside by all, vehicle seconds, by kind. */
    private final double[] lostByKind = new double[VehicleKind.values().length];

    private double longestStand;
    private long arrived;
    private double leftSeconds;
    private long halts;
    private int seconds;

    /** @param trips in the order of the engine's demand */
    RunMeter(City city, List<Trip> trips, double startSeconds, Weights weights) {
        this.trips = trips;
        this.weights = weights;
        this.startSeconds = startSeconds;
        int[] signalAt = new int[city.network().links().size()];
        Arrays.fill(signalAt, Movement.NO_SIGNAL);
        for (Movement m : city.network().movements()) {
            signalAt[m.fromLink()] = Math.max(signalAt[m.fromLink()], m.signal());
        }
        approaches = new ApproachTimes(trips.size(), city.signals().size(), signalAt);
        linkOfTrip = new int[trips.size()];
    }

    @Override
    public void arrived(Trip trip, double entered, double left, double meters, double lost, double waited, int stood) {
        arrived++;
        leftSeconds += left;
        halts += stood;
        lostByKind[trip.type().kind().ordinal()] += lost;
    }

    /** A second has passed. */
    void see(RoadEngine engine) {
        seconds++;
        RoadView.readLinkByTrip(engine, linkOfTrip);
        approaches.see(linkOfTrip, seconds);
        waitedOutside += engine.waitingCount();
        RoadView.visitWaiting(engine, (link, kind) -> lostByKind[kind.ordinal()]++);
        longestStand = Math.max(longestStand, RoadView.longestStandingSeconds(engine));
    }

    private double personDelay(RoadEngine engine, double end) {
        double[] lost = lostByKind.clone();
        RoadView.addLostByKind(engine, lost);
        double[] persons = weights.byKind();
        double sum = 0;
        for (int kind = 0; kind < lost.length; kind++) {
            sum += persons[kind] * lost[kind];
        }
        double people = trips.stream()
                .filter(trip -> trip.departSeconds() < end)
                .mapToDouble(trip -> persons[trip.type().kind().ordinal()])
                .sum();
        return sum / people;
    }

    RunFigures figures(
            RoadEngine engine,
            ControlledCity city,
            double heldShare,
            List<GridlockGuard.Intervention> interventions,
            long exhausted) {
        double end = startSeconds + seconds;
        long due = trips.stream().filter(trip -> trip.departSeconds() < end).count();
        double wished = trips.stream()
                .mapToDouble(Trip::departSeconds)
                .filter(at -> at < end)
                .sum();
        double ended = leftSeconds + (due - arrived) * end;
        return new RunFigures(
                approaches.meanSeconds(seconds),
                (ended - wished) / due,
                (engine.lostSeconds() + waitedOutside) / due,
                personDelay(engine, end),
                arrived == 0 ? 0 : halts / (double) arrived,
                longestStand,
                due,
                arrived,
                due - engine.insertedCount(),
                city.refused(),
                city.fallbacks(),
                heldShare,
                interventions,
                exhausted);
    }
}
