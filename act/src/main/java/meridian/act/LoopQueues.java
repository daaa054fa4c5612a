package meridian.act;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import meridian.field.plant.Observation;
import meridian.model.control.ControlDetector;
import meridian.model.control.ControlLane;
import meridian.model.control.ControlNetwork;

/**
 * Who is on each lane before a signal, by loops alone. One thread.
 *
 * <p>Drivers change lanes between the loops, so the books are kept for a road, not for a lane: on it are as many as came over the loops at its start
 * and did not leave over those at its line. Who comes is shared out among the lanes as they have been used lately; who leaves a lane that
 * is empty by the books came from one beside it. Standing are those who could have been at the line by now at the speed limit and
 * have not left; a lane at whose line nobody is has none, and where that holds for the whole road the books begin anew, so that a
 * miscount does not stay for ever.
 *
 * <p>Behind a vehicle that stands on the loop at the start others may wait whom nobody sees: while it stands, as many are taken to come as usual.
 * Roads so short that both loops lie together live by that alone. Where the loops at the start count far less or more than leave, some are
 * broken: then what they count is scaled to it.
 */
final class LoopQueues {
    /** Nobody at the line for so long: the queue is gone. */
    private static final int EMPTY_SECONDS = 4;
    /** Who brakes before red takes so long from the loop 5 s before the line to it. */
    private static final int BRAKING_SECONDS = 10;
    /** Of those who should be at the line where nobody is, so many are only late, each time that this is seen. */
    private static final double LATE_SHARE = 0.7;
    /** Who is over a loop for so long without another's coming stands on it, s. */
    private static final int STANDS_SECONDS = 3;
    /** Flows are means of about so many seconds. */
    private static final double FLOW_SECONDS = 600;
    /** Before that counts say little of what is usual. */
    private static final int LEARNING_SECONDS = 300;
    /** Loops at the start that count less than this share of who leaves, or so much more, are broken; a queue that grows explains less. */
    private static final double BROKEN_SHARE = 0.6;
    /** Of a lane's use: so many vehicles more are taken to have used each, so that no lane is ruled out. */
    private static final double PRIOR_VEHICLES_PER_HOUR = 20;

    private static final double HOUR = 3600;
    private static final int NONE = -1;

    private final LoopTrust trust;
    /** Detectors of each lane, −1 where it has none. */
    private final int[] stop;

    private final int[] advance;
    private final int[] entrance;
    /** Lanes of each road before a signal. */
    private final List<int[]> roads = new ArrayList<>();

    /** Vehicles on a lane, and those of them that should have been at the line. */
    private final double[] on;

    private final double[] due;
    /** Vehicles that came onto a lane, by the second in which they should be at its line. */
    private final double[][] arriving;
    /** Who leaves over a lane's line, 1/h. */
    private final double[] leavingPerHour;

    /** How long nobody has been over a lane's loop at the line, and over the one before it, s. */
    private final double[] lineSeconds;

    private final double[] advanceSeconds;
    /** By road, who came over its start, 1/h, and who is taken to have come without being seen. */
    private final double[] comingPerHour;

    private final double[] unseen;
    /** For how long somebody has stood on a loop at its start, s. */
    private final int[] standing;

    /** Who comes onto a lane, as far as is known, 1/h. */
    private final double[] flowPerHour;

    private int seconds;

    LoopQueues(ControlNetwork network) {
        trust = new LoopTrust(network);
        int lanes = network.lanes().size();
        stop = none(lanes);
        advance = none(lanes);
        entrance = none(lanes);
        for (int d = 0; d < network.detectors().size(); d++) {
            ControlDetector detector = network.detectors().get(d);
            of(detector.role())[detector.lane()] = d;
        }
        TreeMap<Integer, List<Integer>> byLink = new TreeMap<>();
        for (int l = 0; l < lanes; l++) {
            if (network.lanes().get(l).junction() != ControlLane.NOWHERE) {
                byLink.computeIfAbsent(network.lanes().get(l).link(), _ -> new ArrayList<>())
                        .add(l);
            }
        }
        byLink.values().forEach(road -> roads.add(road.stream().mapToInt(l -> l).toArray()));
        on = new double[lanes];
        due = new double[lanes];
        arriving = network.lanes().stream()
                .map(lane -> new double[1 + (int) Math.ceil(lane.lengthMeters() / lane.speedLimitMps())])
                .toArray(double[][]::new);
        leavingPerHour = new double[lanes];
        lineSeconds = new double[lanes];
        Arrays.fill(lineSeconds, Double.POSITIVE_INFINITY);
        advanceSeconds = lineSeconds.clone();
        comingPerHour = new double[roads.size()];
        unseen = new double[roads.size()];
        standing = new int[roads.size()];
        flowPerHour = new double[lanes];
    }

    private LoopQueues(LoopQueues other) {
        trust = other.trust.copy();
        stop = other.stop;
        advance = other.advance;
        entrance = other.entrance;
        roads.addAll(other.roads);
        on = other.on.clone();
        due = other.due.clone();
        arriving = Arrays.stream(other.arriving).map(double[]::clone).toArray(double[][]::new);
        leavingPerHour = other.leavingPerHour.clone();
        lineSeconds = other.lineSeconds.clone();
        advanceSeconds = other.advanceSeconds.clone();
        comingPerHour = other.comingPerHour.clone();
        unseen = other.unseen.clone();
        standing = other.standing.clone();
        flowPerHour = other.flowPerHour.clone();
        seconds = other.seconds;
    }

    /** Another one that has seen the same. */
    LoopQueues copy() {
        return new LoopQueues(this);
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
        double weight = 1 / Math.min(seconds, FLOW_SECONDS);
        for (int r = 0; r < roads.size(); r++) {
            int[] lanes = roads.get(r);
            for (int lane : lanes) {
                lineSeconds[lane] = over(stop[lane], seen) ? 0 : lineSeconds[lane] + 1;
                advanceSeconds[lane] = over(advance[lane], seen) ? 0 : advanceSeconds[lane] + 1;
                leavingPerHour[lane] += weight * (HOUR * counted(stop[lane], seen) - leavingPerHour[lane]);
            }
            come(r, lanes, seen, weight);
            for (int lane : lanes) {
                leave(lane, counted(stop[lane], seen), lanes);
            }
            empty(lanes);
        }
    }

    private boolean over(int detector, Observation seen) {
        return detector != NONE && trust.believed(detector) && (seen.present(detector) || seen.count(detector) > 0);
    }

    private int counted(int detector, Observation seen) {
        return detector != NONE && trust.believed(detector) ? seen.count(detector) : 0;
    }

    private void come(int road, int[] lanes, Observation seen, double weight) {
        double counted = 0;
        boolean stands = false;
        boolean heard = false;
        for (int lane : lanes) {
            counted += counted(entrance[lane], seen);
            stands |= over(entrance[lane], seen)
                    && seen.count(entrance[lane]) == 0
                    && seen.occupancy(entrance[lane]) >= 1;
            heard |= entrance[lane] != NONE && trust.believed(entrance[lane]);
        }
        standing[road] = stands ? standing[road] + 1 : 0;
        comingPerHour[road] += weight * (HOUR * counted - comingPerHour[road]);
        double leaving =
                Arrays.stream(lanes).mapToDouble(l -> leavingPerHour[l]).sum();
        double usual = Math.max(comingPerHour[road], leaving) / HOUR;
        double came = counted * scale(comingPerHour[road], leaving);
        if (!heard) {
            came = leaving / HOUR;
        } else if (standing[road] >= STANDS_SECONDS) {
            unseen[road] += usual;
            came += usual;
        } else {
            double known = Math.min(came, unseen[road]);
            unseen[road] -= known;
            came -= known;
        }
        share(lanes, came, Math.max(comingPerHour[road], leaving), leaving);
    }

    private double scale(double coming, double leaving) {
        boolean broken = coming < BROKEN_SHARE * leaving || leaving < BROKEN_SHARE * coming;
        return seconds > LEARNING_SECONDS && broken && coming > 0 ? leaving / coming : 1;
    }

    private void share(int[] lanes, double came, double flow, double leaving) {
        double all = leaving + lanes.length * PRIOR_VEHICLES_PER_HOUR;
        for (int lane : lanes) {
            double part = (leavingPerHour[lane] + PRIOR_VEHICLES_PER_HOUR) / all;
            double[] ring = arriving[lane];
            int now = seconds % ring.length;
            due[lane] += ring[now];
            ring[now] = came * part;
            on[lane] += came * part;
            flowPerHour[lane] = flow * part;
        }
    }

    private void leave(int lane, double left, int[] lanes) {
        take(on, lane, left, lanes);
        take(due, lane, left, lanes);
    }

    /** From a lane, and what it has not from those beside it. */
    private static void take(double[] from, int lane, double vehicles, int[] lanes) {
        double own = Math.min(from[lane], vehicles);
        from[lane] -= own;
        double rest = vehicles - own;
        double all = Arrays.stream(lanes).mapToDouble(l -> from[l]).sum();
        if (rest > 0 && all > 0) {
            double share = Math.min(1, rest / all);
            for (int l : lanes) {
                from[l] -= share * from[l];
            }
        }
    }

    /** Who should be at the line of a lane where nobody is waits beside it, or is not there. */
    private void empty(int[] lanes) {
        int[] used = IntStream.of(lanes).filter(l -> !nobodyAtLine(l)).toArray();
        for (int lane : lanes) {
            if (nobodyAtLine(lane)) {
                on[lane] -= Math.min(on[lane], due[lane]);
                for (int other : used) {
                    on[other] += due[lane] / used.length;
                    due[other] += due[lane] / used.length;
                }
                if (used.length == 0 && arriving[lane].length > EMPTY_SECONDS) {
                    double late = LATE_SHARE * due[lane];
                    on[lane] += late;
                    arriving[lane][(seconds + EMPTY_SECONDS) % arriving[lane].length] += late;
                }
                due[lane] = 0;
            }
            due[lane] = Math.min(due[lane], on[lane]);
        }
    }

    /** Neither there nor, braking, between the loop before the line and it. */
    private boolean nobodyAtLine(int lane) {
        return lineSeconds[lane] >= EMPTY_SECONDS && advanceSeconds[lane] >= BRAKING_SECONDS;
    }

    /** Vehicles that come onto a lane, 1/h. */
    double flowPerHour(int lane) {
        return flowPerHour[lane];
    }

    /** How long nobody has been over a lane's loops at and before the line, s. */
    double gapSeconds(int lane) {
        return Math.min(lineSeconds[lane], advanceSeconds[lane]);
    }

    double vehicles(int lane) {
        return on[lane];
    }

    double standing(int lane) {
        return due[lane];
    }

    /** Of each second that begins from now on, who should be at the line in it. */
    double[] due(int lane) {
        double[] ring = arriving[lane];
        double[] ahead = new double[ring.length - 1];
        for (int i = 0; i < ahead.length; i++) {
            ahead[i] = ring[(seconds + 1 + i) % ring.length];
        }
        return ahead;
    }

    /** Whether the loop at a lane's line can be believed. */
    boolean believed(int lane) {
        return stop[lane] != NONE && trust.believed(stop[lane]);
    }
}
