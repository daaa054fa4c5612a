package meridian.act;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import meridian.decide.Decider;
import meridian.decide.Deciders;
import meridian.decide.DecisionTimes;
import meridian.decide.Proposal;
import meridian.decide.Rollout;
import meridian.decide.Snapshot;
import meridian.field.plant.DetectorFaults;
import meridian.field.plant.EnginePlant;
import meridian.field.plant.Observation;
import meridian.field.plant.ObserveMode;
import meridian.field.plant.PlantLost;
import meridian.field.plant.SignalCommand;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.model.demand.VehicleType;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;
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
        double demand) {
    /** The decider that tries the others' answers in a twin. */
    public static final String ROLLOUT = "rollout";
    /**
     * Decisions that a rollout tries in every combination, and how often it goes through the junctions one by one. More of both was
     * tried in Hangzhou with a right twin and gained nothing: 21.4 s of delay with one decision and with two, at eight times the trials.
     */
    private static final int AHEAD = 1;

    private static final int SWEEPS = 0;

    /** Whose answers a rollout tries; the first is its usual rule, by which every trial goes on. */
    private static final List<Deciders> PORTFOLIO = List.of(
            Deciders.MOST_THROUGH,
            Deciders.ADVANCED_MAX_PRESSURE,
            Deciders.EFFICIENT_MAX_PRESSURE,
            Deciders.GREEDY,
            Deciders.POSITION_WEIGHTED);

    /** How junctions turn from stage to stage. */
    public enum Protocol {
        /** Through the safety kernel: legal ambers, clearances, least greens, longest reds. */
        LAWFUL,
        /** That of the published benchmark: its four stages, a pause of 5 s, nothing else; and with its drivers. */
        PUBLISHED,
        /** The same with all eight stages of the roadnets, as some of the published tables have it. */
        PUBLISHED_EIGHT;

        private static final int FOUR = 4;

        private boolean published() {
            return this != LAWFUL;
        }

        private int stages() {
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
        List<Trip> trips = trips(city);
        RunMeter meter = new RunMeter(city, trips, startSeconds);
        RoadSettings settings = RoadSettings.startingAt(startSeconds, seed);
        RoadEngine engine = new RoadEngine(road, TripSource.of(trips), routes, meter, settings);
        try (EnginePlant plant = new EnginePlant(city, engine, observe, faults, startSeconds + seconds)) {
            ControlledCity controlled = protocol == Protocol.LAWFUL
                    ? ControlledCity.lawful(city, plant.network(), startSeconds)
                    : ControlledCity.published(city, plant.network(), protocol.stages(), startSeconds);
            if (decider.equals(ROLLOUT)) {
                rollOut(city, plant, controlled, meter, progress, listener);
            } else {
                Decider known = Deciders.find(decider).orElseThrow().in(controlled.network(), times());
                control(plant, controlled, known, meter, progress, List.of(listener));
            }
            return meter.figures(engine, controlled);
        }
    }

    private DecisionTimes times() {
        DecisionTimes usual = DecisionTimes.USUAL;
        return new DecisionTimes(
                everySeconds, usual.leastGreenSeconds(), usual.mostGreenSeconds(), usual.changeSeconds());
    }

    private void rollOut(
            City city,
            EnginePlant plant,
            ControlledCity controlled,
            RunMeter meter,
            IntConsumer progress,
            ControlLoop.Listener listener) {
        DecisionTimes times = times();
        List<Decider> portfolio = PORTFOLIO.stream()
                .map(known -> known.in(controlled.network(), times))
                .toList();
        Decider usual = portfolio.getFirst();
        try (Twin twin = new Twin(city, plant.engine(), controlled, usual, everySeconds, horizonSeconds, errors)) {
            Decider rollout = new Rollout(controlled.network(), portfolio, twin, AHEAD, SWEEPS, () -> true);
            ControlLoop.Listener follow = new ControlLoop.Listener() {
                @Override
                public void saw(Observation seen, List<SignalCommand> told) {
                    twin.see(seen, told);
                }
            };
            control(plant, controlled, rollout, meter, progress, List.of(follow, listener));
        }
    }

    private void control(
            EnginePlant plant,
            ControlledCity controlled,
            Decider chosen,
            RunMeter meter,
            IntConsumer progress,
            List<ControlLoop.Listener> listeners) {
        ControlLoop.Listener all = new ControlLoop.Listener() {
            @Override
            public void saw(Observation seen, List<SignalCommand> told) {
                listeners.forEach(listener -> listener.saw(seen, told));
            }

            @Override
            public void decided(Snapshot now, List<Proposal> proposals) {
                listeners.forEach(listener -> listener.decided(now, proposals));
            }

            @Override
            public void acting(ControlLoop.Acting acting) {
                listeners.forEach(listener -> listener.acting(acting));
            }
        };
        ControlLoop loop = new ControlLoop(plant, controlled, chosen, everySeconds, all);
        for (int second = 0; second < seconds; second++) {
            pass(loop);
            meter.see(plant.engine());
            progress.accept(second + 1);
        }
    }

    private static void pass(ControlLoop loop) {
        try {
            loop.second();
        } catch (PlantLost e) {
            throw new IllegalStateException("an engine in this process does not get lost", e);
        }
    }

    /** The city's trips with the protocol's drivers, each as often as the demand says, from the start on. */
    private List<Trip> trips(City city) {
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
