package meridian.sim.road;

import java.util.Arrays;
import meridian.model.demand.StopVisit;
import meridian.model.demand.Trip;
import meridian.model.demand.VehicleType;
import org.jspecify.annotations.Nullable;

/**
 * One row per vehicle on the road, in parallel arrays; a row of a vehicle that has left is used again. Positions are of the
 * front bumper. From time to time all rows are put into the order in which the vehicles stand on their lanes
 * ({@link #sort}), so that who drives behind each other lies side by side in memory.
 */
final class Vehicles {
    static final int NONE = -1;
    /** Movement of a vehicle that has just come onto its lane and has not looked around yet. */
    static final int UNKNOWN = -2;

    /** No driver wants more than so many times the limit, and none less than this. */
    static final double HIGHEST_FACTOR = 2;

    private static final double LOWEST_FACTOR = 0.2;
    private static final int FIRST_ROWS = 256;

    final TypeTable types = new TypeTable();

    /** Rows in use are below this; some of them may be free. */
    int rows;

    int alive;
    /** Emergency vehicles among them. */
    int emergencies;
    /** How many of them halt beside their lanes. */
    int parkedCount;

    private int freeCount;
    private int[] free = new int[0];

    /** Whether the row holds a vehicle. */
    boolean[] used = new boolean[0];
    /** Whether it halts in a bay beside its lane and so stands in no chain. */
    boolean[] parked = new boolean[0];
    /** Running number of the vehicle; tells a new vehicle in an old row from its predecessor. */
    long[] serial = new long[0];

    Trip[] trip = new Trip[0];
    /** Row in {@link #types}. */
    int[] type = new int[0];
    /** Links of its way, and where on it the vehicle is (on a movement: the link it leaves). */
    int[][] path = new int[0][];

    int[] leg = new int[0];
    /** Place of the last link on its way. */
    int[] lastLeg = new int[0];

    int[] segment = new int[0];
    /** Front bumper from the start of the segment, m. */
    double[] position = new double[0];
    /** m/s. */
    double[] speed = new double[0];
    /**
     * Speed that the driver has chosen for the step that is being made, m/s. Before that the highest speed that a neighbour asks
     * for in this step.
     */
    double[] nextSpeed = new double[0];
    /** Way since it entered, m. */
    double[] odometer = new double[0];
    /** Vehicle in front on the same segment. */
    int[] ahead = new int[0];
    /** Vehicle behind on the same segment. */
    int[] behind = new int[0];
    /** Movement it will take from its lane, or took if it is on one; NONE: it leaves here or is on a wrong lane. */
    int[] movement = new int[0];
    /** Its claim on that movement while it is on the lane before it, or NONE. */
    int[] lineClaim = new int[0];
    /** Whether it had that claim, for the whole way through the node, when it last moved: what other nodes may know while claims change. */
    boolean[] committed = new boolean[0];
    /** Vehicle that keeps it from moving, NONE where it is something else. */
    int[] blocker = new int[0];
    /** Its wanted speed over the limit. */
    double[] speedFactor = new double[0];
    /** State of its random stream. */
    long[] random = new long[0];

    /** Seconds it has stood without a break, and in all; a planned halt does not count. */
    float[] standing = new float[0];

    float[] waited = new float[0];
    /** Time lost against driving at its wanted speed, s. */
    float[] lost = new float[0];
    /** How often it came to a stand. */
    int[] halts = new int[0];
    /** Second of the simulation at which it entered. */
    double[] entered = new double[0];
    /** Next planned halt in its trip or NONE, and second until which it halts now (negative: it drives). */
    int[] nextStop = new int[0];

    double[] haltUntil = new double[0];
    /** Second at which it came onto its present link. */
    double[] linkEntered = new double[0];

    /** Lanes to the better lane: positive to the left (away from the kerb). */
    byte[] laneOffset = new byte[0];
    /** Road beyond the better lane that others take, m. */
    float[] jamBeyond = new float[0];
    /** How far it gets on this lane, the one to the right and the one to the left without changing, from the link's start. */
    float[] reach = new float[0];

    float[] reachRight = new float[0];
    float[] reachLeft = new float[0];
    /** Gathered wish to overtake to the left (positive) or the right (negative). */
    float[] wish = new float[0];
    /** Step in which it changed lanes last. */
    int[] lastChange = new int[0];

    /** Movement beyond its present lane whose line it will come to next, or NONE; way to that line, m; place in its path. */
    int[] knock = new int[0];

    double[] knockMeters = new double[0];
    int[] knockLeg = new int[0];
    /** Movement before it, which must be claimed for the knock to hold. */
    int[] knockAfter = new int[0];

    /** Time to the end of its way when its driver last looked for another one, s; when that was; 0: never on this way. */
    float[] told = new float[0];

    double[] toldAt = new double[0];

    Vehicles() {
        eachOfTable(Columns.sized(FIRST_ROWS));
    }

    int capacity() {
        return used.length;
    }

    /** All that changes; trips and paths are facts and may be shared. */
    void each(Columns columns) {
        types.each(columns);
        rows = columns.vehicleRows(rows);
        alive = columns.of(alive);
        emergencies = columns.of(emergencies);
        parkedCount = columns.of(parkedCount);
        freeCount = columns.of(freeCount);
        eachOfTable(columns.vehicles(rows, 1));
    }

    private void eachOfTable(Columns columns) {
        free = columns.of(free);
        eachOfRow(columns);
    }

    private void eachOfRow(Columns columns) {
        used = columns.of(used);
        parked = columns.of(parked);
        serial = columns.of(serial);
        trip = columns.of(trip);
        type = columns.of(type);
        path = columns.of(path);
        leg = columns.of(leg);
        lastLeg = columns.of(lastLeg);
        segment = columns.of(segment);
        position = columns.of(position);
        speed = columns.of(speed);
        nextSpeed = columns.of(nextSpeed);
        odometer = columns.of(odometer);
        ahead = columns.of(ahead);
        behind = columns.of(behind);
        movement = columns.of(movement);
        lineClaim = columns.of(lineClaim);
        committed = columns.of(committed);
        blocker = columns.of(blocker);
        speedFactor = columns.of(speedFactor);
        random = columns.of(random);
        standing = columns.of(standing);
        waited = columns.of(waited);
        lost = columns.of(lost);
        halts = columns.of(halts);
        entered = columns.of(entered);
        nextStop = columns.of(nextStop);
        haltUntil = columns.of(haltUntil);
        linkEntered = columns.of(linkEntered);
        laneOffset = columns.of(laneOffset);
        jamBeyond = columns.of(jamBeyond);
        reach = columns.of(reach);
        reachRight = columns.of(reachRight);
        reachLeft = columns.of(reachLeft);
        wish = columns.of(wish);
        lastChange = columns.of(lastChange);
        knock = columns.of(knock);
        knockMeters = columns.of(knockMeters);
        knockLeg = columns.of(knockLeg);
        knockAfter = columns.of(knockAfter);
        told = columns.of(told);
        toldAt = columns.of(toldAt);
    }

    /**
     * Puts the rows into a new order, which names every vehicle once; free rows vanish. Links between rows of this table
     * follow.
     *
     * @param newRow new row of each old one, NONE for free rows
     */
    void sort(RowOrder order, int[] newRow) {
        eachOfRow(order);
        rows = alive;
        freeCount = 0;
        follow(newRow);
    }

    /** After some rows have been taken over from elsewhere: they are all there are. */
    void keepOnly(int count, int[] newRow) {
        rows = count;
        alive = count;
        freeCount = 0;
        Arrays.fill(trip, count, trip.length, null);
        Arrays.fill(path, count, path.length, null);
        follow(newRow);
        emergencies = 0;
        for (int v = 0; v < count; v++) {
            emergencies += emergency(v) ? 1 : 0;
        }
    }

    private void follow(int[] newRow) {
        for (int v = 0; v < rows; v++) {
            ahead[v] = moved(ahead[v], newRow);
            behind[v] = moved(behind[v], newRow);
            blocker[v] = moved(blocker[v], newRow);
        }
    }

    /** @throws IllegalArgumentException where the list of free rows cannot be */
    void checkFreeRows() {
        StateCheck.holds(freeCount == rows - alive, freeCount + " rows are free of " + rows);
        boolean[] seen = new boolean[rows];
        for (int i = 0; i < freeCount; i++) {
            StateCheck.within(free[i], 0, rows, "a free row");
            StateCheck.holds(!used[free[i]] && !seen[free[i]], "a row is free twice");
            seen[free[i]] = true;
        }
    }

    static int moved(int row, int[] newRow) {
        return row < 0 ? row : newRow[row];
    }

    /** Counts anew who is in a bay. */
    void countParked() {
        parkedCount = 0;
        for (int v = 0; v < rows; v++) {
            parkedCount += used[v] && parked[v] ? 1 : 0;
        }
    }

    /** Whether {@link #add} needs a longer table. */
    boolean full() {
        return freeCount == 0 && rows == capacity();
    }

    void grow() {
        eachOfTable(Columns.sized(Math.max(FIRST_ROWS, 2 * capacity())));
    }

    int add(Trip entering, int[] way, long number, long seed, double time) {
        int v = freeCount > 0 ? free[--freeCount] : rows++;
        alive++;
        used[v] = true;
        parked[v] = false;
        serial[v] = number;
        trip[v] = entering;
        path[v] = way;
        random[v] = RandomStream.seed(seed, number);
        setType(v, entering.type());
        emergencies += emergency(v) ? 1 : 0;
        leg[v] = 0;
        odometer[v] = 0;
        nextSpeed[v] = Double.MAX_VALUE;
        lastLeg[v] = way.length - 1;
        ahead[v] = NONE;
        behind[v] = NONE;
        movement[v] = UNKNOWN;
        lineClaim[v] = NONE;
        committed[v] = false;
        blocker[v] = NONE;
        standing[v] = 0;
        waited[v] = 0;
        lost[v] = 0;
        halts[v] = 0;
        entered[v] = time;
        nextStop[v] = entering.stops().isEmpty() ? NONE : 0;
        haltUntil[v] = -1;
        linkEntered[v] = time;
        laneOffset[v] = 0;
        wish[v] = 0;
        lastChange[v] = Integer.MIN_VALUE / 2;
        knock[v] = NONE;
        knockMeters[v] = 0;
        knockLeg[v] = 0;
        knockAfter[v] = 0;
        told[v] = 0;
        toldAt[v] = 0;
        jamBeyond[v] = 0;
        reach[v] = 0;
        reachRight[v] = 0;
        reachLeft[v] = 0;
        segment[v] = 0;
        position[v] = 0;
        speed[v] = 0;
        return v;
    }

    private void setType(int v, VehicleType kind) {
        type[v] = types.of(kind);
        double factor = kind.speedFactorMean() + kind.speedFactorDeviation() * nextGaussian(v);
        speedFactor[v] = Math.clamp(factor, LOWEST_FACTOR, HIGHEST_FACTOR);
    }

    /** Another way behind the present link: the given links from index {@code first} on. */
    void goOn(int v, int[] links, int first) {
        int driven = leg[v] + 1;
        int more = links.length - first;
        int[] changed = Arrays.copyOf(path[v], driven + more);
        System.arraycopy(links, first, changed, driven, more);
        path[v] = changed;
        lastLeg[v] = changed.length - 1;
        told[v] = 0;
    }

    /** The way ends at an earlier link than it did. */
    void endAt(int v, int leg) {
        path[v] = Arrays.copyOf(path[v], leg + 1);
        lastLeg[v] = leg;
    }

    void remove(int v) {
        used[v] = false;
        emergencies -= emergency(v) ? 1 : 0;
        Arrays.fill(trip, v, v + 1, null);
        Arrays.fill(path, v, v + 1, null);
        free[freeCount++] = v;
        alive--;
    }

    /** Uniform in [0, 1), from the vehicle's own stream. */
    double nextRandom(int v) {
        random[v] = RandomStream.next(random[v]);
        return RandomStream.unit(random[v]);
    }

    /** Standard normal: twelve uniform numbers, so that tails end at six deviations. */
    private double nextGaussian(int v) {
        double sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += nextRandom(v);
        }
        return sum - 6;
    }

    double length(int v) {
        return types.length[type[v]];
    }

    /** Kept to the vehicle in front while standing, m. */
    double gap(int v) {
        return types.gap[type[v]];
    }

    /** Length and gap, m. */
    double space(int v) {
        return types.space[type[v]];
    }

    double accel(int v) {
        return types.accel[type[v]];
    }

    double decel(int v) {
        return types.decel[type[v]];
    }

    double headway(int v) {
        return types.headway[type[v]];
    }

    int kind(int v) {
        return types.kind[type[v]];
    }

    /** Whether it drives with siren and blue light. */
    boolean emergency(int v) {
        return types.emergency[type[v]];
    }

    /** Rear bumper from the start of the segment, m; negative where it is still on the one before. */
    double rear(int v) {
        return position[v] - types.length[type[v]];
    }

    boolean halting(int v) {
        return nextStop[v] >= 0 && haltUntil[v] >= 0;
    }

    /** The planned halt that comes next, or null. */
    @Nullable
    StopVisit stopVisit(int v) {
        return nextStop[v] < 0 ? null : trip[v].stops().get(nextStop[v]);
    }

    /** The next planned halt is done or missed. */
    void pastStop(int v) {
        nextStop[v] = nextStop[v] + 1 < trip[v].stops().size() ? nextStop[v] + 1 : NONE;
    }

    /** Row of the vehicle of a trip, or NONE where it is not on the road; looks at all of them. */
    int findTrip(String id) {
        for (int v = 0; v < rows; v++) {
            if (used[v] && trip[v].id().equals(id)) {
                return v;
            }
        }
        return NONE;
    }

    /** Link the vehicle is on, or that it leaves. */
    int link(int v) {
        return path[v][leg[v]];
    }

    /** Whether it ends its trip on the lane it is on. */
    boolean leavesHere(int v) {
        return movement[v] == NONE && onLastLeg(v);
    }

    /** Whether the lane it is on does not lead on along its path. */
    boolean onWrongLane(int v) {
        return movement[v] == NONE && !onLastLeg(v);
    }

    boolean onLastLeg(int v) {
        return leg[v] == lastLeg[v];
    }

    /** The speed the driver wants where this limit holds, m/s. */
    double wanted(int v, double limit) {
        return Math.min(types.topSpeed[type[v]], limit * speedFactor[v]);
    }
}
