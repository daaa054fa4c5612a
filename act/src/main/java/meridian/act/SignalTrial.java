package meridian.act;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntConsumer;
import meridian.decide.Decider;
import meridian.decide.Deciders;
import meridian.field.plant.DetectorFaults;
import meridian.field.plant.ObserveMode;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.demand.VehicleType;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RouteFinder;

/**
 * Runs a simulated city under a decider and measures what came of it. The same settings give the same figures, on any machine.
 *
 * @param decider a name of {@link Deciders}, or {@link #ROLLOUT}
 * @param protocol how junctions turn
 * @param observe what the decider sees
 * @param faults of the detectors
 * @param errors of the twin that rollouts ask
 * @param startSeconds when control and counting begin
 * @param seconds how long it runs
 * @param everySeconds from one decision to the next
 * @param horizonSeconds how far rollouts look
 * @param seed of the drivers and of the demand's changes
 * @param demand share of the trips that come, more than 0, up to 2
 * @param terms what else holds for deciders
 */
public record SignalTrial(
        String decider,
        Protocol protocol,
        ObserveMode observe,
        DetectorFaults faults,
        TwinErrors errors,
        double startSeconds,
        int seconds,
        int everySeconds,
        int horizonSeconds,
        long seed,
        double demand,
        Terms terms) {
    /** The decider that tries the others' answers in a twin. */
    public static final String ROLLOUT = "rollout";

    /**
     * What holds for any decider.
     *
     * @param guarded whether a {@link GridlockGuard} watches it
     * @param weights by which rollouts choose and person-delay is counted
     * @param budgetSeconds time of the machine in which a rollout must answer; without one it counts trials, and the same run gives the same
     *     twice
     */
    public record Terms(boolean guarded, Weights weights, OptionalDouble budgetSeconds) {
        public static final Terms NONE = new Terms(false, Weights.EVEN, OptionalDouble.empty());
    }

    /** How junctions turn from stage to stage. */
    public enum Protocol {
        /** Through the safety kernel: legal ambers, clearances, least greens, longest reds. */
        LAWFUL,
        /** That of the published benchmark: its four stages, a pause of 5 s, nothing else; and with its drivers. */
        PUBLISHED,
        /** The same with all eight stages of the roadnets, as some of the published tables have it. */
        PUBLISHED_EIGHT;

        private static final int FOUR = 4;

        boolean published() {
            return this != LAWFUL;
        }

        int stages() {
            return this == PUBLISHED ? FOUR : Integer.MAX_VALUE;
        }
    }

    public SignalTrial {
        if (!decider.equals(ROLLOUT) && Deciders.find(decider).isEmpty()) {
            throw new IllegalArgumentException("there is no decider " + decider + "; there are " + names());
        }
        if (seconds < 1 || everySeconds < 1 || horizonSeconds < everySeconds || !(demand > 0 && demand <= 2)) {
            throw new IllegalArgumentException(
                    "a run lasts 1 s or more, decides every 1 s or more, looks at least as far as to the next"
                            + " decision, and takes more than 0 to 2 times the trips; got " + seconds + " s, "
                            + everySeconds + " s, "
                            + horizonSeconds + " s, " + demand);
        }
    }

    /** Of all deciders that can be asked for. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Deciders known : Deciders.values()) {
            names.add(known.title());
        }
        names.add(ROLLOUT);
        return List.copyOf(names);
    }

    /**
     * Runs it.
     *
     * @param road of this city
     * @param progress told the seconds that have passed
     */
    public RunFigures run(City city, RoadNetwork road, RouteFinder routes, IntConsumer progress) {
        return run(city, road, routes, progress, ControlLoop.Listener.NONE);
    }

    /** The same; the listener is told of each second and decision. */
    public RunFigures run(
            City city, RoadNetwork road, RouteFinder routes, IntConsumer progress, ControlLoop.Listener listener) {
        try (SignalRun run = begin(city, road, routes)) {
            Decider own = run.decider(decider);
            run.control(terms.guarded() ? run.guarded(own) : own, progress, listener);
            return run.figures();
        }
    }

    /** A run of this trial that somebody else steps, with deciders of their own. */
    public SignalRun begin(City city, RoadNetwork road, RouteFinder routes) {
        return new SignalRun(this, city, road, routes);
    }

    /** The city's trips with the protocol's drivers, each as often as the demand says, from the start on. */
    List<Trip> trips(City city) {
        List<Trip> trips = new ArrayList<>();
        for (Trip trip : city.trips()) {
            if (trip.departSeconds() < startSeconds) {
                continue;
            }
            Trip driven = protocol.published()
                    ? trip.withType(trip.type().withFollowing(VehicleType.Following.CITYFLOW))
                    : trip;
            trips.addAll(scaled(driven, demand, seed));
        }
        return List.copyOf(trips);
    }

    /** A trip as often as a share says: by chance, but the same seed always says the same. */
    public static List<Trip> scaled(Trip trip, double demand, long seed) {
        List<Trip> all = new ArrayList<>();
        int times = (int) Math.floor(demand + Chance.unit(seed, trip.id().hashCode()));
        for (int i = 0; i < times; i++) {
            all.add(i == 0 ? trip : trip.withId(trip.id() + "+" + i));
        }
        return all;
    }
}
