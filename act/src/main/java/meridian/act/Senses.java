package meridian.act;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import meridian.decide.Snapshot;
import meridian.field.plant.Observation;
import meridian.field.plant.ObserveMode;
import meridian.field.plant.SeenVehicle;
import meridian.model.control.ControlDetector;
import meridian.model.control.ControlLane;
import meridian.model.control.ControlNetwork;

/**
 * Makes of what a plant tells, second by second, what deciders need to know. One thread, one plant.
 *
 * <p>Where only loops are seen: on a lane are as many as came over the loop at its start and did not leave over the one at its line;
 * standing are those who could have been at the line by now at the speed limit and have not left. Both begin anew whenever nobody
 * has been at the line for a while although somebody should, so that a miscount does not stay for ever. Loops that are silent, or
 * say what cannot be, are not believed; a lane without believable loops counts as the mean of its junction's other lanes.
 */
final class Senses {
    /** Nobody at the line for so long: the queue is gone. */
    private static final int EMPTY_SECONDS = 4;
    /** Flows are means of about so many seconds. */
    private static final double FLOW_SECONDS = 600;

    private static final double STANDING_MPS = 0.1;
    private static final int NONE = -1;

    private final ControlNetwork network;
    private final double reachSeconds;
    private final LoopTrust trust;
    /** Detectors of each lane, −1 where it has none. */
    private final int[] stop;

    private final int[] advance;
    private final int[] entrance;
    /** Vehicles between the loops of a lane, and those of them that should have been at the line. */
    private final double[] between;

    private final double[] due;
    /** Vehicles that came onto a lane, by the second in which they should be at its line. */
    private final int[][] arriving;

    private final double[] flowPerHour;
    private final double[] gapSeconds;
    private int seconds;
    private Optional<Observation> last = Optional.empty();

    /** @param reachSeconds who can be at the line within this counts as coming: the time to the next decision */
    Senses(ControlNetwork network, double reachSeconds) {
        this.network = network;
        this.reachSeconds = reachSeconds;
        trust = new LoopTrust(network);
        int lanes = network.lanes().size();
        stop = none(lanes);
        advance = none(lanes);
        entrance = none(lanes);
        for (int d = 0; d < network.detectors().size(); d++) {
            ControlDetector detector = network.detectors().get(d);
            of(detector.role())[detector.lane()] = d;
        }
        between = new double[lanes];
        due = new double[lanes];
        arriving = network.lanes().stream()
                .map(lane -> new int[1 + (int) Math.ceil(lane.lengthMeters() / lane.speedLimitMps())])
                .toArray(int[][]::new);
        flowPerHour = new double[lanes];
        gapSeconds = new double[lanes];
        Arrays.fill(gapSeconds, Double.POSITIVE_INFINITY);
    }

    private Senses(Senses other) {
        network = other.network;
        reachSeconds = other.reachSeconds;
        trust = other.trust.copy();
        stop = other.stop;
        advance = other.advance;
        entrance = other.entrance;
        between = other.between.clone();
        due = other.due.clone();
        arriving = Arrays.stream(other.arriving).map(int[]::clone).toArray(int[][]::new);
        flowPerHour = other.flowPerHour.clone();
        gapSeconds = other.gapSeconds.clone();
        seconds = other.seconds;
        last = other.last;
    }

    /** Another one that has seen the same. */
    Senses copy() {
        return new Senses(this);
    }

    private static int[] none(int lanes) {
        int[] of = new int[lanes];
        Arrays.fill(of, NONE);
        return of;
    }

    private int[] of(ControlDetector.Role role) {
        return switch (role) {
            case STOP_LINE -> stop;
            case ADVANCE -> advance;
            case ENTRANCE -> entrance;
        };
    }

    /** A second's observation; none may be left out. */
    void see(Observation seen) {
        seconds++;
        trust.see(seen);
        for (int l = 0; l < between.length; l++) {
            if (network.lanes().get(l).junction() != ControlLane.NOWHERE) {
                gap(l, seen);
                count(l, seen);
            }
        }
        last = Optional.of(seen);
    }

    private void gap(int lane, Observation seen) {
        gapSeconds[lane] = over(advance[lane], seen) || over(stop[lane], seen) ? 0 : gapSeconds[lane] + 1;
    }

    private boolean over(int detector, Observation seen) {
        return detector != NONE && trust.believed(detector) && (seen.present(detector) || seen.count(detector) > 0);
    }

    private int counted(int detector, Observation seen) {
        return detector != NONE && trust.believed(detector) ? seen.count(detector) : 0;
    }

    private void count(int lane, Observation seen) {
        int came = counted(entrance[lane], seen);
        int left = counted(stop[lane], seen);
        double weight = 1 / Math.min(seconds, FLOW_SECONDS);
        flowPerHour[lane] += weight * (3600 * came - flowPerHour[lane]);
        int[] ring = arriving[lane];
        int now = seconds % ring.length;
        due[lane] = Math.max(0, due[lane] + ring[now] - left);
        ring[now] = came;
        between[lane] = Math.max(0, between[lane] + came - left);
        due[lane] = Math.min(due[lane], between[lane]);
        if (gapSeconds[lane] >= EMPTY_SECONDS) {
            between[lane] = Math.max(0, between[lane] - due[lane]);
            due[lane] = 0;
        }
    }

    /** Vehicles that come onto a lane, 1/h. */
    double flowPerHour(int lane) {
        return flowPerHour[lane];
    }

    /** Vehicles between the loops of a lane, by these alone. */
    double loopVehicles(int lane) {
        return between[lane];
    }

    /** Whether both ends of a lane are seen by loops that can be believed. */
    boolean believed(int lane) {
        return stop[lane] != NONE && trust.believed(stop[lane]) && trust.believed(entrance[lane]);
    }

    /** The present, with what junctions show. */
    Snapshot snapshot(double nowSeconds, List<Optional<StageTurner>> turners) {
        Snapshot.Builder now = new Snapshot.Builder(network).at(nowSeconds);
        for (int l = 0; l < between.length; l++) {
            now.flow(l, flowPerHour[l]).gap(l, gapSeconds[l]);
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
        for (int l = 0; l < between.length; l++) {
            spread(l, seen.vehicles(l), seen.standing(l), now);
        }
    }

    private void sumLoops(Snapshot.Builder now) {
        double[] on = new double[between.length];
        double[] queued = new double[between.length];
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
                    .mapToDouble(l -> between[l])
                    .average()
                    .orElse(0);
            double meanDue = lanes.stream()
                    .filter(this::believed)
                    .mapToDouble(l -> due[l])
                    .average()
                    .orElse(0);
            for (int l : lanes) {
                on[l] = believed(l) ? between[l] : meanOn;
                queued[l] = believed(l) ? due[l] : meanDue;
            }
        }
        for (int l = 0; l < on.length; l++) {
            spread(l, on[l], queued[l], now);
            now.arrivals(l, due(l));
        }
    }

    /** Of each second that begins from now on, who should be at the line in it. */
    private double[] due(int lane) {
        int[] ring = arriving[lane];
        double[] due = new double[ring.length - 1];
        for (int i = 0; i < due.length; i++) {
            due[i] = ring[(seconds + 1 + i) % ring.length];
        }
        return due;
    }

    private void spread(int lane, double on, double queued, Snapshot.Builder now) {
        ControlLane l = network.lanes().get(lane);
        double reach = reachSeconds * l.speedLimitMps();
        double coming = LaneShares.withinMeters(on - queued, queued, l.lengthMeters(), reach);
        now.lane(lane, on, queued, coming, LaneShares.nearLine(on, queued, l.lengthMeters()));
    }
}
