package meridian.act.effect;

import java.util.List;
import java.util.function.IntConsumer;
import meridian.act.CityAreas;
import meridian.act.ControlLoop;
import meridian.act.SignalRun;
import meridian.act.SignalTrial;
import meridian.decide.Decider;
import meridian.field.plant.Observation;
import meridian.field.plant.SignalCommand;
import meridian.model.City;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RouteFinder;

/**
 * A day of a simulated city in which areas are switched between two deciders; and the same day all on and all off, with the same trips and
 * the same chance, which nobody can have in a street. The same settings give the same figures.
 *
 * @param trial the day, as long as the design or longer; its decider is the one that is on
 * @param against the decider that is off, a name of {@link SignalTrial#names}
 */
public record SwitchbackTrial(SignalTrial trial, String against, SwitchbackDesign design) {
    public SwitchbackTrial {
        if (design.seconds() > trial.seconds()) {
            throw new IllegalArgumentException(
                    "an experiment of " + design.seconds() + " s does not fit into a run of " + trial.seconds() + " s");
        }
        if (!SignalTrial.names().contains(against)) {
            throw new IllegalArgumentException("there is no decider " + against + "; there are " + SignalTrial.names());
        }
        if (design.blockSeconds() % trial.everySeconds() != 0) {
            throw new IllegalArgumentException("areas are switched when decisions are made: a block of "
                    + design.blockSeconds() + " s is no multiple of " + trial.everySeconds() + " s");
        }
    }

    /** Where a run is parted, and who is on there. */
    @FunctionalInterface
    private interface Choice {
        Decider of(SignalRun run, CityAreas areas);
    }

    /** The experiment. */
    public BlockSums switched(City city, RoadNetwork road, RouteFinder routes, IntConsumer progress) {
        return run(
                city,
                road,
                routes,
                progress,
                (run, areas) -> new Switched(
                        design, areas, trial.startSeconds(), run.decider(trial.decider()), run.decider(against)));
    }

    /** The same day, on all day and everywhere or off; what counts is what counts in the experiment. */
    public BlockSums whole(boolean on, City city, RoadNetwork road, RouteFinder routes, IntConsumer progress) {
        return run(city, road, routes, progress, (run, areas) -> run.decider(on ? trial.decider() : against));
    }

    private BlockSums run(City city, RoadNetwork road, RouteFinder routes, IntConsumer progress, Choice choice) {
        try (SignalRun run = trial.begin(city, road, routes)) {
            CityAreas areas = new CityAreas(city, run.controlled().network(), design.areas());
            if (areas.count() < design.areas()) {
                throw new IllegalArgumentException(
                        "a city with " + areas.count() + " signals has no " + design.areas() + " areas; ask for fewer");
            }
            Meter meter = new Meter(design, areas, run.engine());
            run.control(choice.of(run, areas), progress, meter);
            return meter.sums;
        }
    }

    /** Adds up what each area loses, second by second. */
    private static final class Meter implements ControlLoop.Listener {
        private final CityAreas areas;
        private final RoadEngine engine;
        private final BlockSums sums;
        private double[] before;
        private int second;

        Meter(SwitchbackDesign design, CityAreas areas, RoadEngine engine) {
            this.areas = areas;
            this.engine = engine;
            sums = new BlockSums(design);
            before = new double[areas.count()];
            areas.addLost(engine, before);
        }

        @Override
        public void saw(Observation seen, List<SignalCommand> told) {
            double[] now = new double[before.length];
            double[] waiting = new double[before.length];
            areas.addLost(engine, now);
            areas.addWaiting(engine, waiting);
            for (int area = 0; area < now.length; area++) {
                sums.add(area, second, now[area] - before[area] + waiting[area]);
            }
            before = now;
            second++;
        }
    }
}
