package meridian.act;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.decide.Snapshot;
import meridian.field.plant.Observation;
import meridian.field.plant.ObserveMode;
import meridian.field.plant.SeenVehicle;
import meridian.model.control.ControlLane;
import meridian.model.control.ControlNetwork;

/**
 * Makes of what a plant tells, second by second, what deciders need to know. One thread, one plant.
 *
 * <p>Where only loops are seen, {@link LoopQueues} reckons who is on each lane. A lane without believable loops counts as the mean of its
 * junction's other lanes.
 */
final class Senses {
    private static final double STANDING_MPS = 0.1;
    private final ControlNetwork network;
    private final double reachSeconds;
    private final LoopQueues loops;
    private Optional<Observation> last = Optional.empty();

    /** @param reachSeconds who can be at the line within this counts as coming: the time to the next decision */
    Senses(ControlNetwork network, double reachSeconds) {
        this.network = network;
        this.reachSeconds = reachSeconds;
        loops = new LoopQueues(network);
    }

    private Senses(Senses other) {
        network = other.network;
        reachSeconds = other.reachSeconds;
        loops = other.loops.copy();
        last = other.last;
    }

    /** Another one that has seen the same. */
    Senses copy() {
        return new Senses(this);
    }

    /** A second's observation; none may be left out. */
    void see(Observation seen) {
        loops.see(seen);
        last = Optional.of(seen);
    }

    /** Vehicles that come onto a lane, 1/h. */
    double flowPerHour(int lane) {
        return loops.flowPerHour(lane);
    }

    /** Vehicles between the loops of a lane, by these alone. */
    double loopVehicles(int lane) {
        return loops.vehicles(lane);
    }

    /** Whether loops that can be believed see a lane. */
    boolean believed(int lane) {
        return loops.believed(lane);
    }

    /** The present, with what junctions show. */
    Snapshot snapshot(double nowSeconds, List<Optional<StageTurner>> turners) {
        Snapshot.Builder now = new Snapshot.Builder(network).at(nowSeconds);
        for (int l = 0; l < network.lanes().size(); l++) {
            now.flow(l, loops.flowPerHour(l)).gap(l, loops.gapSeconds(l));
        }
        Observation seen = last.orElseThrow(() -> new IllegalStateException("nothing has been seen yet"));
        if (seen.mode() == ObserveMode.VEHICLES) {
            sumVehicles(seen, now);
        } else if (seen.mode() == ObserveMode.LANES) {
            sumLanes(seen, now);
        } else {
            sumLoops(now);
        }
        shows(now, nowSeconds, turners);
        return now.build();
    }

    static void shows(Snapshot.Builder now, double nowSeconds, List<Optional<StageTurner>> turners) {
        for (int j = 0; j < turners.size(); j++) {
            int junction = j;
            turners.get(j).ifPresent(turner -> now.shows(junction, turner.stage(), turner.shownSeconds(nowSeconds)));
        }
    }

    private void sumVehicles(Observation seen, Snapshot.Builder now) {
        LaneCounts counts = new LaneCounts(network, reachSeconds);
        for (SeenVehicle vehicle : seen.seenVehicles()) {
            counts.add(
                    vehicle.lane(), vehicle.beforeLineMeters(), vehicle.speedMps(), vehicle.speedMps() < STANDING_MPS);
        }
        counts.into(now);
    }

    private void sumLanes(Observation seen, Snapshot.Builder now) {
        for (int l = 0; l < network.lanes().size(); l++) {
            spread(l, seen.vehicles(l), seen.standing(l), now);
        }
    }

    private void sumLoops(Snapshot.Builder now) {
        double[] on = new double[network.lanes().size()];
        double[] queued = new double[network.lanes().size()];
        List<List<Integer>> lanesOf = new ArrayList<>();
        network.junctions().forEach(_ -> lanesOf.add(new ArrayList<>()));
        for (int l = 0; l < on.length; l++) {
            if (network.lanes().get(l).junction() != ControlLane.NOWHERE) {
                lanesOf.get(network.lanes().get(l).junction()).add(l);
            }
        }
        for (List<Integer> lanes : lanesOf) {
            double meanOn = lanes.stream()
                    .filter(this::believed)
                    .mapToDouble(l -> loops.vehicles(l))
                    .average()
                    .orElse(0);
            double meanDue = lanes.stream()
                    .filter(this::believed)
                    .mapToDouble(l -> loops.standing(l))
                    .average()
                    .orElse(0);
            for (int l : lanes) {
                on[l] = believed(l) ? loops.vehicles(l) : meanOn;
                queued[l] = believed(l) ? loops.standing(l) : meanDue;
            }
        }
        for (int l = 0; l < on.length; l++) {
            spread(l, on[l], queued[l], now);
            now.arrivals(l, loops.due(l));
        }
    }

    private void spread(int lane, double on, double queued, Snapshot.Builder now) {
        ControlLane l = network.lanes().get(lane);
        double reach = reachSeconds * l.speedLimitMps();
        double coming = LaneShares.withinMeters(on - queued, queued, l.lengthMeters(), reach);
        now.lane(lane, on, queued, coming, LaneShares.nearLine(on, queued, l.lengthMeters()));
    }
}
