package meridian.field.plant;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import meridian.model.City;
import meridian.model.control.ControlDetector;
import meridian.model.control.ControlLane;
import meridian.model.control.ControlNetwork;
import meridian.model.place.Detector;
import meridian.model.signal.Aspect;
import meridian.sim.road.LoopCounts;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadView;

/**
 * A simulated city as a plant: Meridian's own engine with induction loops, which may fail, miscount and tell late. One thread, the
 * engine's. It steps only when asked to; {@link meridian.field.SimulatedCity} is the one that runs by its own clock.
 */
public final class EnginePlant implements Plant {
    private static final Aspect[] ASPECTS = Aspect.values();

    private final ControlNetwork network;
    /** Controller of the city for each junction of the network. */
    private final int[] controllers;

    private final RoadEngine engine;
    private final RoadView view;
    private final ObserveMode mode;
    private final DetectorFaults faults;
    private final double endSeconds;
    private final LoopCounts loops;
    /** Place of the first of the network's loops among all that are counted. */
    private final int firstLoop;

    private final long[] countBefore;
    private final double[] occupiedBefore;
    /** Lane of the engine to lane of the network, or −1. */
    private final int[] laneOf;

    private final int[] onLane;
    private final int[] standing;
    private final Observation.Builder next;
    /** What has been seen and not been told yet, the oldest first; as long as the delay. */
    private final ArrayDeque<Observation> untold = new ArrayDeque<>();

    private Observation told;

    /** Who counts at loops. */
    @FunctionalInterface
    public interface LoopCounter {
        /** Begins to count at these, from nothing. */
        CountedLoops count(List<Detector> loops);
    }

    /**
     * Loops that are counted.
     *
     * @param first place of the first of them in the counts; the others follow
     */
    public record CountedLoops(LoopCounts counts, int first) {}

    /**
     * @param engine of this city, in the state in which control begins; the plant closes it
     * @param endSeconds of the engine's clock, when the run ends
     */
    public EnginePlant(City city, RoadEngine engine, ObserveMode mode, DetectorFaults faults, double endSeconds) {
        this(
                ControlNetwork.of(city),
                IntStream.range(0, city.signals().size()).boxed().toList(),
                city,
                engine,
                mode,
                faults,
                loops -> new CountedLoops(engine.countAt(loops), 0),
                endSeconds);
    }

    /**
     * A few junctions of a city; the others follow their own plans.
     *
     * @param network of these junctions, {@link ControlNetwork#ofPart}
     * @param controllers indices of the city's controllers, in the network's order
     * @param counter counts at the loops, perhaps beside others
     */
    public EnginePlant(
            ControlNetwork network,
            List<Integer> controllers,
            City city,
            RoadEngine engine,
            ObserveMode mode,
            DetectorFaults faults,
            LoopCounter counter,
            double endSeconds) {
        this.network = network;
        this.controllers = controllers.stream().mapToInt(Integer::intValue).toArray();
        this.engine = engine;
        this.mode = mode;
        this.faults = faults;
        this.endSeconds = endSeconds;
        view = new RoadView(engine.road());
        int detectors = network.detectors().size();
        countBefore = new long[detectors];
        occupiedBefore = new double[detectors];
        CountedLoops counted =
                counter.count(network.detectors().stream().map(this::loop).toList());
        loops = counted.counts();
        firstLoop = counted.first();
        int lanes =
                city.network().links().stream().mapToInt(l -> l.lanes().size()).sum();
        laneOf = new int[lanes];
        Arrays.fill(laneOf, -1);
        for (int l = 0; l < network.lanes().size(); l++) {
            ControlLane lane = network.lanes().get(l);
            laneOf[view.firstLane(lane.link()) + lane.lane()] = l;
        }
        onLane = new int[network.lanes().size()];
        standing = new int[onLane.length];
        next = new Observation.Builder(network, mode);
        told = see();
    }

    private Detector loop(ControlDetector detector) {
        ControlLane lane = network.lanes().get(detector.lane());
        double at = Math.max(0, lane.lengthMeters() - detector.beforeLineMeters());
        return new Detector(
                detector.id(), Detector.Kind.INDUCTION_LOOP, lane.link(), lane.lane(), at, OptionalDouble.empty());
    }

    @Override
    public ControlNetwork network() {
        return network;
    }

    @Override
    public ObserveMode observes() {
        return mode;
    }

    @Override
    public double seconds() {
        return engine.timeSeconds();
    }

    @Override
    public double stepSeconds() {
        return 1;
    }

    @Override
    public boolean ended() {
        return engine.timeSeconds() >= endSeconds || engine.done();
    }

    /** What drives: for measures of the simulation and for forks of it. Whoever has it does not step it. */
    public RoadEngine engine() {
        return engine;
    }

    @Override
    public Observation look() {
        return told;
    }

    @Override
    public Observation step(List<SignalCommand> commands) {
        commands.forEach(this::obey);
        engine.step();
        untold.add(see());
        // Until the first news are old enough, nothing newer than the beginning is known.
        if (untold.size() > faults.delaySeconds()) {
            told = untold.remove();
        }
        return told;
    }

    /** Shows what it is told from now on, without a step: for who must not wait for the next one. */
    public void tell(List<SignalCommand> commands) {
        commands.forEach(this::obey);
    }

    private void obey(SignalCommand command) {
        Objects.checkIndex(command.junction(), network.junctions().size());
        switch (command) {
            case SignalCommand.Show show -> engine.show(controllers[show.junction()], show.aspects());
            case SignalCommand.FollowPlan follow -> engine.followPlan(controllers[follow.junction()]);
            case SignalCommand.Flash flash -> engine.flash(controllers[flash.junction()]);
        }
    }

    private Observation see() {
        next.at(engine.timeSeconds());
        for (int d = 0; d < countBefore.length; d++) {
            read(d);
        }
        if (mode.seesLanes()) {
            readLanes();
        }
        byte[] shown = view.aspects(engine);
        for (int j = 0; j < network.junctions().size(); j++) {
            int first = view.firstGroup(controllers[j]);
            for (int g = 0; g < network.junctions().get(j).groups(); g++) {
                next.shows(j, g, ASPECTS[shown[first + g]]);
            }
        }
        return next.build();
    }

    private void read(int d) {
        int loop = firstLoop + d;
        int passed = (int) (loops.count(loop) - countBefore[d]);
        double occupied = loops.occupiedSeconds(loop) - occupiedBefore[d];
        countBefore[d] += passed;
        occupiedBefore[d] += occupied;
        switch (faults.state(d)) {
            case GOOD -> {
                int count = faults.told(d, Math.round(engine.timeSeconds()), passed);
                next.detector(d, count, occupied / stepSeconds(), loops.occupied(loop));
            }
            case STUCK -> next.detector(d, 0, 1, true);
            case BLIND -> next.detector(d, 0, 0, false);
            case SILENT -> {}
        }
    }

    private void readLanes() {
        Arrays.fill(onLane, 0);
        Arrays.fill(standing, 0);
        RoadView.visitLanes(engine, (engineLane, toEndMeters, speedMps, stands) -> {
            int lane = laneOf[engineLane];
            if (lane >= 0) {
                onLane[lane]++;
                standing[lane] += stands ? 1 : 0;
                if (mode.seesVehicles()) {
                    next.vehicle(new SeenVehicle(lane, toEndMeters, speedMps));
                }
            }
        });
        for (int l = 0; l < onLane.length; l++) {
            next.lane(l, onLane[l], standing[l]);
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
