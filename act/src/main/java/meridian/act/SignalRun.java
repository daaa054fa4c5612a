package meridian.act;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntConsumer;
import meridian.decide.Budget;
import meridian.decide.Decider;
import meridian.decide.Deciders;
import meridian.decide.DecisionTimes;
import meridian.decide.Proposal;
import meridian.decide.Rollout;
import meridian.decide.Snapshot;
import meridian.field.plant.EnginePlant;
import meridian.field.plant.Observation;
import meridian.field.plant.PlantLost;
import meridian.field.plant.SignalCommand;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.RouteFinder;

/**
 * A {@link SignalTrial} under way: ask it for deciders, let one of them (or one made of several) {@link #control}, read the figures. One
 * thread; closing it closes the engine and every twin.
 */
public final class SignalRun implements AutoCloseable {
    /**
     * Decisions that a rollout tries in every combination, and how often it goes through the junctions one by one. More of both was
     * tried in Hangzhou with a right twin and gained nothing: 21.4 s of delay with one decision and with two, at eight times the trials.
     */
    private static final int AHEAD = 1;

    private static final int SWEEPS = 0;
    /** What is left of a budget goes into so many at most; one that gains nothing ends them. */
    private static final int MOST_SWEEPS = 3;

    /** The guard's areas have about so many: few enough that one bad junction is seen, many enough that a single queue is not. */
    private static final int JUNCTIONS_OF_AN_AREA = 8;

    /** Whose answers a rollout tries; the first is its usual rule, by which every trial goes on. */
    private static final List<Deciders> PORTFOLIO = List.of(
            Deciders.MOST_THROUGH,
            Deciders.ADVANCED_MAX_PRESSURE,
            Deciders.EFFICIENT_MAX_PRESSURE,
            Deciders.GREEDY,
            Deciders.POSITION_WEIGHTED);

    private final SignalTrial trial;
    private final City city;
    private final RunMeter meter;
    private final EnginePlant plant;
    private final ControlledCity controlled;
    private final List<Twin> twins = new ArrayList<>();
    /** Those who waited outside, each second added up, vehicle seconds. */
    private double waitedOutside;

    private final Budget budget;
    private Optional<GridlockGuard> guard = Optional.empty();

    SignalRun(SignalTrial trial, City city, RoadNetwork road, RouteFinder routes) {
        this.trial = trial;
        this.city = city;
        List<Trip> trips = trial.trips(city);
        OptionalDouble seconds = trial.terms().budgetSeconds();
        budget = seconds.isPresent() ? Budget.ofSeconds(seconds.getAsDouble(), System::nanoTime) : Budget.endless();
        meter = new RunMeter(city, trips, trial.startSeconds(), trial.terms().weights());
        RoadSettings settings = RoadSettings.startingAt(trial.startSeconds(), trial.seed());
        RoadEngine engine = new RoadEngine(road, TripSource.of(trips), routes, meter, settings);
        double end = trial.startSeconds() + trial.seconds();
        plant = new EnginePlant(city, engine, trial.observe(), trial.faults(), end);
        controlled = trial.protocol() == SignalTrial.Protocol.LAWFUL
                ? ControlledCity.lawful(city, plant.network(), trial.startSeconds())
                : ControlledCity.published(
                        city, plant.network(), trial.protocol().stages(), trial.startSeconds());
        controlled.greenWithin(trial.terms().weights().longestRedSeconds());
    }

    /** The city as its junctions are turned. */
    public ControlledCity controlled() {
        return controlled;
    }

    /** What runs; not to be changed. */
    public RoadEngine engine() {
        return plant.engine();
    }

    /** @param name of {@link SignalTrial#names} */
    public Decider decider(String name) {
        return name.equals(SignalTrial.ROLLOUT)
                ? rollout()
                : known(Deciders.find(name).orElseThrow());
    }

    private Decider known(Deciders known) {
        DecisionTimes usual = DecisionTimes.USUAL;
        DecisionTimes times = new DecisionTimes(
                trial.everySeconds(), usual.leastGreenSeconds(), usual.mostGreenSeconds(), usual.changeSeconds());
        return known.in(controlled.network(), times);
    }

    private Decider rollout() {
        List<Decider> portfolio = PORTFOLIO.stream().map(this::known).toList();
        Twin twin = twin(
                portfolio.getFirst(),
                trial.horizonSeconds(),
                trial.errors(),
                trial.terms().weights());
        int sweeps = budget.limited() ? MOST_SWEEPS : SWEEPS;
        return new Rollout(controlled.network(), portfolio, twin, AHEAD, sweeps, budget);
    }

    private Twin twin(Decider usual, int horizonSeconds, TwinErrors errors, Weights weights) {
        Twin twin = new Twin(
                city, plant.engine(), controlled, usual, trial.everySeconds(), horizonSeconds, errors, weights);
        twins.add(twin);
        return twin;
    }

    /**
     * The same decider under guard, by a twin that is as wrong as the trial says, but for who comes: the guard judges afterwards, when that
     * has been counted. One guard a run.
     */
    public GridlockGuard guarded(Decider decider) {
        Decider fixed = known(Deciders.FIXED);
        TwinErrors errors = trial.errors();
        TwinErrors afterwards =
                new TwinErrors(errors.seed(), errors.driverShare(), false, errors.failedShare(), errors.ageSeconds());
        Twin planned = twin(fixed, GridlockGuard.WINDOW_SECONDS, afterwards, Weights.EVEN);
        int junctions = controlled.network().junctions().size();
        CityAreas areas = new CityAreas(city, controlled.network(), Math.ceilDiv(junctions, JUNCTIONS_OF_AN_AREA));
        GridlockGuard made = new GridlockGuard(
                controlled.network(),
                areas,
                decider,
                fixed,
                planned,
                () -> new GridlockGuard.Lost(
                        planned.lostAt(plant.engine()), plant.engine().lostSeconds() + waitedOutside));
        guard = Optional.of(made);
        return made;
    }

    /**
     * Controls the city to the end of the trial.
     *
     * @param progress told the seconds that have passed
     * @param listener told of each second and decision
     */
    public void control(Decider chosen, IntConsumer progress, ControlLoop.Listener listener) {
        ControlLoop loop = new ControlLoop(plant, controlled, chosen, trial.everySeconds(), told(listener));
        for (int second = 0; second < trial.seconds(); second++) {
            pass(loop);
            meter.see(plant.engine());
            waitedOutside += plant.engine().waitingCount();
            progress.accept(second + 1);
        }
    }

    private ControlLoop.Listener told(ControlLoop.Listener listener) {
        return new ControlLoop.Listener() {
            @Override
            public void saw(Observation seen, List<SignalCommand> commands) {
                twins.forEach(twin -> twin.see(seen, commands));
                listener.saw(seen, commands);
            }

            @Override
            public void decided(Snapshot now, List<Proposal> proposals) {
                listener.decided(now, proposals);
            }

            @Override
            public void acting(ControlLoop.Acting acting) {
                listener.acting(acting);
            }
        };
    }

    private static void pass(ControlLoop loop) {
        try {
            loop.second();
        } catch (PlantLost e) {
            throw new IllegalStateException("an engine in this process does not get lost", e);
        }
    }

    /** What came of it until now. */
    public RunFigures figures() {
        double held = guard.map(g -> g.heldShare(plant.seconds())).orElse(0.0);
        List<GridlockGuard.Intervention> interventions =
                guard.map(GridlockGuard::interventions).orElse(List.of());
        return meter.figures(plant.engine(), controlled, held, interventions, budget.exhausted());
    }

    @Override
    public void close() {
        twins.forEach(Twin::close);
        plant.close();
    }
}
