package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import meridian.model.place.Detector;

/**
 * Who has passed induction loops, and how long somebody was over them; {@link RoadEngine#countAt} begins it. A vehicle passes a
 * loop when its front comes over it on the loop's lane, once, and is over it from then until its rear has passed or it has
 * left the lane. Who enters the road beyond a loop does neither.
 *
 * <p>An observer: nobody drives otherwise for it, forks do not have it, and it is in no saved state.
 *
 * <p><b>Threads.</b> Each loop is changed only by who moves the vehicles of its lane.
 */
public final class LoopCounts {
    private final RoadNetwork road;
    private final Vehicles vehicles;
    private final double step;

    /** Loops on lane l: {@code of[start[l]] … of[start[l + 1] − 1]}; empty where there is none anywhere. */
    private int[] start = new int[0];

    private int[] of = new int[0];
    private int[] lane = new int[0];
    /** Place of a loop, m from the start of its lane. */
    private double[] meters = new double[0];

    private long[] count = new long[0];
    /** Speeds of all who passed added up, m/s. */
    private double[] speeds = new double[0];
    /** Time that somebody was over it, s. */
    private double[] occupied = new double[0];
    /** Vehicles that have fallen back behind it and will pass it again. */
    private int[] again = new int[0];

    /** Vehicle over the loop or NONE, its running number, and how far its front is beyond, m. */
    private int[] over = new int[0];

    private long[] serial = new long[0];
    private double[] beyond = new double[0];
    /** Its odometer when its front was at the loop, m. */
    private double[] odometer = new double[0];
    /** Vehicle that has come over the loop in the step that is being made and is still there, or NONE; its front beyond, m. */
    private int[] next = new int[0];

    private double[] nextBeyond = new double[0];

    LoopCounts(RoadNetwork road, Vehicles vehicles, double step) {
        this.road = road;
        this.vehicles = vehicles;
        this.step = step;
    }

    /** Begins anew with these, in their order. */
    void begin(List<Detector> loops) {
        int n = loops.size();
        lane = new int[n];
        meters = new double[n];
        for (int d = 0; d < n; d++) {
            Detector loop = loops.get(d);
            Objects.checkIndex(loop.link(), road.linkCount);
            lane[d] = road.linkLane[loop.link()] + Objects.checkIndex(loop.lane(), road.lanesOf(loop.link()));
            meters[d] = Math.clamp(loop.positionMeters(), 0, road.segLength[lane[d]]);
        }
        index();
        count = new long[n];
        speeds = new double[n];
        occupied = new double[n];
        again = new int[n];
        over = nobody(n);
        serial = new long[n];
        beyond = new double[n];
        odometer = new double[n];
        next = nobody(n);
        nextBeyond = new double[n];
    }

    private static int[] nobody(int n) {
        int[] rows = new int[n];
        Arrays.fill(rows, NONE);
        return rows;
    }

    private void index() {
        start = new int[lane.length == 0 ? 0 : road.laneCount + 1];
        for (int at : lane) {
            start[at + 1]++;
        }
        for (int l = 1; l < start.length; l++) {
            start[l] += start[l - 1];
        }
        of = IntStream.range(0, lane.length)
                .boxed()
                .sorted((a, b) -> Integer.compare(lane[a], lane[b]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Whether a loop lies on a lane. */
    boolean on(int at) {
        return start.length > 0 && start[at] < start[at + 1];
    }

    /** A vehicle's front goes along a lane in the step that is being made. */
    void drives(int v, int at, double fromMeters, double toMeters) {
        double end = untilArrival(v, toMeters);
        for (int i = start[at]; i < start[at + 1]; i++) {
            int d = of[i];
            if (fromMeters < meters[d] && meters[d] <= end) {
                passes(d, v, toMeters - meters[d], (toMeters - fromMeters) / step);
            }
        }
    }

    /** A vehicle has come onto a lane over its start and is so far on it already. */
    void comes(int v, int at, double toMeters) {
        double end = untilArrival(v, toMeters);
        for (int i = start[at]; i < start[at + 1]; i++) {
            int d = of[i];
            if (meters[d] <= end) {
                passes(d, v, toMeters - meters[d], vehicles.speed[v]);
            }
        }
    }

    /** Nobody goes beyond the place of the lane where the trip ends. */
    private double untilArrival(int v, double toMeters) {
        double stated = vehicles.onLastLeg(v) ? vehicles.trip[v].arrivalMeters() : -1;
        return stated < 0 ? toMeters : Math.min(toMeters, stated);
    }

    private void passes(int d, int v, double frontBeyond, double speedMps) {
        count(d, speedMps);
        double length = vehicles.length(v);
        occupied[d] += Math.min(step, Math.min(frontBeyond, length) / speedMps);
        if (frontBeyond < length) {
            next[d] = v;
            nextBeyond[d] = frontBeyond;
        }
    }

    private void count(int d, double speedMps) {
        if (again[d] > 0) {
            again[d]--;
            return;
        }
        count[d]++;
        speeds[d] += speedMps;
    }

    /**
     * A vehicle is put elsewhere on its lane: forward as if it drove, or back, and will then pass once more. Two that exchange
     * their places across lanes need not be told: each lane has as many on either side as before.
     */
    void shifted(int v, int at, double fromMeters, double toMeters) {
        if (!on(at)) {
            return;
        }
        for (int i = start[at]; i < start[at + 1]; i++) {
            int d = of[i];
            if (fromMeters < meters[d] && meters[d] <= toMeters) {
                count(d, vehicles.speed[v]);
            } else if (toMeters < meters[d] && meters[d] <= fromMeters) {
                again[d]++;
            }
        }
    }

    /** Goes on with who is over the loops, when all have moved and before they change lanes. */
    void moved() {
        for (int d = 0; d < over.length; d++) {
            if (over[d] != NONE) {
                stays(d);
            }
            int v = next[d];
            next[d] = NONE;
            if (v != NONE && vehicles.used[v]) {
                over[d] = v;
                serial[d] = vehicles.serial[v];
                beyond[d] = nextBeyond[d];
                odometer[d] = vehicles.odometer[v] - nextBeyond[d];
            }
        }
    }

    private void stays(int d) {
        int v = over[d];
        double now = vehicles.odometer[v] - odometer[d];
        if (!vehicles.used[v] || vehicles.serial[v] != serial[d] || now < 0 || leftLane(v, lane[d])) {
            over[d] = NONE;
            return;
        }
        double length = vehicles.length(v);
        if (now < length) {
            occupied[d] += step;
            beyond[d] = now;
        } else {
            occupied[d] += step * (length - beyond[d]) / (now - beyond[d]);
            over[d] = NONE;
        }
    }

    /** Whether it has gone to another lane of the same link, or into a bay. */
    private boolean leftLane(int v, int at) {
        int segment = vehicles.segment[v];
        return vehicles.parked[v]
                || road.isLane(segment) && segment != at && road.laneLink[segment] == road.laneLink[at];
    }

    /** Others are on the road now: nobody whom it has seen is over a loop any more. */
    void forgetPassing() {
        Arrays.fill(over, NONE);
        Arrays.fill(next, NONE);
    }

    /** The rows have been sorted. */
    void follow(RowSorter sorter) {
        for (int d = 0; d < over.length; d++) {
            over[d] = over[d] == NONE ? NONE : sorter.newRow(over[d]);
        }
    }

    /** Vehicles that have passed a loop. */
    public long count(int loop) {
        return count[loop];
    }

    /** The sum of the speeds at which they did, m/s. */
    public double speedSumMps(int loop) {
        return speeds[loop];
    }

    /** Whether somebody is over it now. */
    public boolean occupied(int loop) {
        return over[loop] != NONE;
    }

    /** Time that somebody was over it, s. */
    public double occupiedSeconds(int loop) {
        return occupied[loop];
    }
}
