package meridian.sim.road;

import java.util.Arrays;
import meridian.model.demand.StopVisit;
import meridian.model.demand.Trip;
import meridian.model.demand.VehicleType;

/**
 * One row per vehicle on the road, in parallel arrays; a row of a vehicle that has left is used again. Positions are of the
 * front bumper.
 *
 * <p>{@code next} and {@code NONE} are −1 throughout.
 */
final class Vehicles {
    static final int NONE = -1;

    /** Rows in use are below this; some of them may be free. */
    int rows;

    int alive;
    private int[] free = new int[0];
    private int freeCount;

    /** Whether the row holds a vehicle. */
    boolean[] used;
    /** Running number of the vehicle; tells a new vehicle in an old row from its predecessor. */
    long[] serial;

    Trip[] trip;
    /** Links of its way, and where on it the vehicle is (on a movement: the link it leaves). */
    int[][] path;

    int[] leg;
    int[] segment;
    /** Front bumper from the start of the segment, m. */
    double[] position;
    /** m/s. */
    double[] speed;
    /** Speed for the step that is being made, m/s. */
    double[] nextSpeed;
    /** Way since it entered, m. */
    double[] odometer;
    /** Vehicle in front on the same segment. */
    int[] ahead;
    /** Vehicle behind on the same segment. */
    int[] behind;
    /** Movement it will take from its lane, or took if it is on one; NONE: it leaves here or is on a wrong lane. */
    int[] movement;
    /** First of its claims. */
    int[] claim;
    /** Vehicle that keeps it from moving, NONE where it is something else. */
    int[] blocker;

    /** Length, minimum gap, m. */
    double[] length;

    double[] minGap;
    /** m/s². */
    double[] accel;

    double[] decel;
    double[] emergencyDecel;
    /** Time gap, s. */
    double[] headway;
    /** Krauß' sigma. */
    double[] sigma;
    /** Own top speed, m/s, and wanted speed over the limit. */
    double[] topSpeed;

    double[] speedFactor;
    boolean[] intelligent;
    /** {@code VehicleKind.ordinal()}. */
    byte[] kind;
    /** State of its random stream. */
    long[] random;

    /** Seconds it has stood without a break, and in all; a planned halt does not count. */
    float[] standing;

    float[] waited;
    /** Time lost against driving at its wanted speed, s. */
    float[] lost;
    /** How often it came to a stand. */
    int[] halts;
    /** Second of the simulation at which it entered. */
    double[] entered;

    /** Next planned halt in its trip, and second until which it halts now (negative: it drives). */
    int[] nextStop;

    double[] haltUntil;
    /** Second at which it came onto its present link. */
    double[] linkEntered;

    /** Lanes to the better lane: positive to the left (away from the kerb). */
    byte[] laneOffset;
    /** How far it gets on this lane, the one to the right and the one to the left without changing, from the link's start. */
    double[] reach;

    double[] reachRight;
    double[] reachLeft;
    /** Gathered wish to overtake to the left (positive) or the right (negative). */
    float[] wish;
    /** Seconds since its last change of lane. */
    float[] sinceChange;
    /** A neighbour's request to go no faster in this step, m/s. */
    double[] courtesy;

    Vehicles(int capacity) {
        allocate(capacity);
    }

    private Vehicles(Vehicles other) {
        rows = other.rows;
        alive = other.alive;
        free = other.free.clone();
        freeCount = other.freeCount;
        used = other.used.clone();
        serial = other.serial.clone();
        trip = other.trip.clone();
        path = other.path.clone();
        leg = other.leg.clone();
        segment = other.segment.clone();
        position = other.position.clone();
        speed = other.speed.clone();
        nextSpeed = other.nextSpeed.clone();
        odometer = other.odometer.clone();
        ahead = other.ahead.clone();
        behind = other.behind.clone();
        movement = other.movement.clone();
        claim = other.claim.clone();
        blocker = other.blocker.clone();
        length = other.length.clone();
        minGap = other.minGap.clone();
        accel = other.accel.clone();
        decel = other.decel.clone();
        emergencyDecel = other.emergencyDecel.clone();
        headway = other.headway.clone();
        sigma = other.sigma.clone();
        topSpeed = other.topSpeed.clone();
        speedFactor = other.speedFactor.clone();
        intelligent = other.intelligent.clone();
        kind = other.kind.clone();
        random = other.random.clone();
        standing = other.standing.clone();
        waited = other.waited.clone();
        lost = other.lost.clone();
        halts = other.halts.clone();
        entered = other.entered.clone();
        nextStop = other.nextStop.clone();
        haltUntil = other.haltUntil.clone();
        linkEntered = other.linkEntered.clone();
        laneOffset = other.laneOffset.clone();
        reach = other.reach.clone();
        reachRight = other.reachRight.clone();
        reachLeft = other.reachLeft.clone();
        wish = other.wish.clone();
        sinceChange = other.sinceChange.clone();
        courtesy = other.courtesy.clone();
    }

    /** An independent copy; trips and paths are facts and shared. */
    Vehicles copy() {
        return new Vehicles(this);
    }

    private void allocate(int n) {
        free = new int[n];
        used = new boolean[n];
        serial = new long[n];
        trip = new Trip[n];
        path = new int[n][];
        leg = new int[n];
        segment = new int[n];
        position = new double[n];
        speed = new double[n];
        nextSpeed = new double[n];
        odometer = new double[n];
        ahead = new int[n];
        behind = new int[n];
        movement = new int[n];
        claim = new int[n];
        blocker = new int[n];
        length = new double[n];
        minGap = new double[n];
        accel = new double[n];
        decel = new double[n];
        emergencyDecel = new double[n];
        headway = new double[n];
        sigma = new double[n];
        topSpeed = new double[n];
        speedFactor = new double[n];
        intelligent = new boolean[n];
        kind = new byte[n];
        random = new long[n];
        standing = new float[n];
        waited = new float[n];
        lost = new float[n];
        halts = new int[n];
        entered = new double[n];
        nextStop = new int[n];
        haltUntil = new double[n];
        linkEntered = new double[n];
        laneOffset = new byte[n];
        reach = new double[n];
        reachRight = new double[n];
        reachLeft = new double[n];
        wish = new float[n];
        sinceChange = new float[n];
        courtesy = new double[n];
    }

    private void grow(int n) {
        free = Arrays.copyOf(free, n);
        used = Arrays.copyOf(used, n);
        serial = Arrays.copyOf(serial, n);
        trip = Arrays.copyOf(trip, n);
        path = Arrays.copyOf(path, n);
        leg = Arrays.copyOf(leg, n);
        segment = Arrays.copyOf(segment, n);
        position = Arrays.copyOf(position, n);
        speed = Arrays.copyOf(speed, n);
        nextSpeed = Arrays.copyOf(nextSpeed, n);
        odometer = Arrays.copyOf(odometer, n);
        ahead = Arrays.copyOf(ahead, n);
        behind = Arrays.copyOf(behind, n);
        movement = Arrays.copyOf(movement, n);
        claim = Arrays.copyOf(claim, n);
        blocker = Arrays.copyOf(blocker, n);
        length = Arrays.copyOf(length, n);
        minGap = Arrays.copyOf(minGap, n);
        accel = Arrays.copyOf(accel, n);
        decel = Arrays.copyOf(decel, n);
        emergencyDecel = Arrays.copyOf(emergencyDecel, n);
        headway = Arrays.copyOf(headway, n);
        sigma = Arrays.copyOf(sigma, n);
        topSpeed = Arrays.copyOf(topSpeed, n);
        speedFactor = Arrays.copyOf(speedFactor, n);
        intelligent = Arrays.copyOf(intelligent, n);
        kind = Arrays.copyOf(kind, n);
        random = Arrays.copyOf(random, n);
        standing = Arrays.copyOf(standing, n);
        waited = Arrays.copyOf(waited, n);
        lost = Arrays.copyOf(lost, n);
        halts = Arrays.copyOf(halts, n);
        entered = Arrays.copyOf(entered, n);
        nextStop = Arrays.copyOf(nextStop, n);
        haltUntil = Arrays.copyOf(haltUntil, n);
        linkEntered = Arrays.copyOf(linkEntered, n);
        laneOffset = Arrays.copyOf(laneOffset, n);
        reach = Arrays.copyOf(reach, n);
        reachRight = Arrays.copyOf(reachRight, n);
        reachLeft = Arrays.copyOf(reachLeft, n);
        wish = Arrays.copyOf(wish, n);
        sinceChange = Arrays.copyOf(sinceChange, n);
        courtesy = Arrays.copyOf(courtesy, n);
    }

    /** A row for a vehicle that begins its trip; everything in it is set, its place on the road is not. */
    int add(Trip newTrip, int[] newPath, long newSerial, long seed, double time) {
        int v;
        if (freeCount > 0) {
            v = free[--freeCount];
        } else {
            if (rows == used.length) {
                grow(Math.max(64, rows * 2));
            }
            v = rows++;
        }
        alive++;
        used[v] = true;
        serial[v] = newSerial;
        trip[v] = newTrip;
        path[v] = newPath;
        leg[v] = 0;
        position[v] = 0;
        speed[v] = 0;
        nextSpeed[v] = 0;
        odometer[v] = 0;
        ahead[v] = NONE;
        behind[v] = NONE;
        movement[v] = NONE;
        claim[v] = NONE;
        blocker[v] = NONE;
        random[v] = RandomStream.seed(seed, newSerial);
        setType(v, newTrip.type());
        standing[v] = 0;
        waited[v] = 0;
        lost[v] = 0;
        halts[v] = 0;
        entered[v] = time;
        nextStop[v] = 0;
        haltUntil[v] = -1;
        linkEntered[v] = time;
        laneOffset[v] = 0;
        wish[v] = 0;
        sinceChange[v] = 100;
        courtesy[v] = Double.MAX_VALUE;
        return v;
    }

    private void setType(int v, VehicleType type) {
        length[v] = type.lengthMeters();
        minGap[v] = type.gapMeters();
        accel[v] = type.accelerationMps2();
        decel[v] = type.decelerationMps2();
        emergencyDecel[v] = type.emergencyDecelerationMps2();
        headway[v] = type.headwaySeconds();
        sigma[v] = type.imperfection();
        topSpeed[v] = type.maxSpeedMps();
        double factor = type.speedFactorMean() + type.speedFactorDeviation() * nextGaussian(v);
        speedFactor[v] = Math.clamp(factor, 0.2, 2);
        intelligent[v] = type.following() == VehicleType.Following.IDM;
        kind[v] = (byte) type.kind().ordinal();
    }

    void remove(int v) {
        used[v] = false;
        trip[v] = null;
        path[v] = null;
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

    /** The planned halt that comes next, or null. */
    @org.jspecify.annotations.Nullable
    StopVisit stopVisit(int v) {
        var stops = trip[v].stops();
        return nextStop[v] < stops.size() ? stops.get(nextStop[v]) : null;
    }

    /** Link the vehicle is on, or that it leaves. */
    int link(int v) {
        return path[v][leg[v]];
    }

    boolean onLastLeg(int v) {
        return leg[v] == path[v].length - 1;
    }

    /** The speed the driver wants where this limit holds, m/s. */
    double wanted(int v, double limit) {
        return Math.min(topSpeed[v], limit * speedFactor[v]);
    }
}
