package meridian.sim.road.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import meridian.model.demand.StopVisit;
import meridian.model.demand.Trip;
import meridian.model.demand.VehicleType;
import org.jspecify.annotations.Nullable;

/** A vehicle and its driver. Metres, seconds, m/s. */
final class Vehicle {
    /** Claims a driver can have at a time. */
    private static final int MOST_CLAIMS = 4;

    final Trip trip;
    final VehicleType type;
    /** Running number of the trip. */
    final long number;

    final Stream random;
    final double speedFactor;
    final double entered;
    /** Links of its way, and its place among them (on a movement: of the link it leaves). */
    int[] path;

    int leg;
    Segment on;
    /** Of the front bumper from the start of the segment. */
    double position;

    double speed;
    double odometer;
    /** Highest speed that neighbours ask for in the next step. */
    double asked = Double.MAX_VALUE;
    /** Chosen in this step. */
    double chosen;
    /** Movement that it will take or takes; null where it leaves on this lane or is on a wrong one. */
    @Nullable
    Movement movement;
    /** Whether it has come onto its lane and not looked around yet. */
    boolean isNewOnLane;

    final List<Claim> claims = new ArrayList<>();
    /** Its claim on {@link #movement} while it is on the lane before. */
    @Nullable
    Claim lineClaim;
    /** Whether it had that, for the whole way, when it moved last. */
    boolean committed;

    float standing;
    float waited;
    float lost;
    int halts;
    /** Next planned halt, −1: none; and when the present one ends, negative: it drives. */
    int nextStop;

    double haltUntil = -1;
    /** Whether it halts beside its lane and so is not on it. */
    boolean parked;

    double linkEntered;
    /** Lanes to the better one, positive to the left. */
    int laneOffset;
    /** Time to the end of its way when its driver last looked for another one, s, and when that was; 0: never on this way. */
    float told;

    double toldAt;

    float jamBeyond;
    /** How far it gets on its lane and on those beside it; −1 where there is none. */
    float reach;

    float reachRight;
    float reachLeft;
    float wish;
    int lastChange = Integer.MIN_VALUE / 2;
    /** Has arrived. */
    boolean gone;

    Vehicle(Waiting entering, Lane lane, long seed, double time) {
        trip = entering.trip();
        type = trip.type();
        number = entering.number();
        path = entering.path();
        random = new Stream(seed, number);
        double factor = type.speedFactorMean() + type.speedFactorDeviation() * random.nextGaussian();
        speedFactor = Math.clamp(factor, 0.2, 2);
        entered = time;
        linkEntered = time;
        nextStop = trip.stops().isEmpty() ? -1 : 0;
        on = lane;
    }

    double length() {
        return type.lengthMeters();
    }

    double gap() {
        return type.gapMeters();
    }

    double space() {
        return type.lengthMeters() + type.gapMeters();
    }

    double accel() {
        return type.accelerationMps2();
    }

    double decel() {
        return type.decelerationMps2();
    }

    double headway() {
        return type.headwaySeconds();
    }

    double rear() {
        return position - length();
    }

    boolean intelligent() {
        return type.following() == VehicleType.Following.IDM;
    }

    /** Speed that the driver wants where this limit holds. */
    double wanted(double limit) {
        return Math.min(type.maxSpeedMps(), limit * speedFactor);
    }

    double brakeGap(double step) {
        return Speeds.brakeGap(speed, decel(), step);
    }

    boolean canStop(double distance, double step) {
        return brakeGap(step) <= distance;
    }

    double stopSpeed(double gap, double step) {
        return Speeds.stop(gap, decel(), headway(), step);
    }

    /** @param gap to the leader's rear, the own standing gap taken off */
    double followSpeed(Vehicle leader, double gap, double step) {
        return Speeds.follow(gap, leader.speed, decel(), leader.decel(), headway(), step);
    }

    /** How far the driver looks ahead where this limit holds. */
    double sight(double limit, double step) {
        double fastest = Math.min(speed + accel() * step, wanted(limit));
        fastest = Math.max(fastest, speed);
        return fastest * fastest / (2 * decel()) + fastest * (step + headway()) + gap() + 1;
    }

    boolean halting() {
        return nextStop >= 0 && haltUntil >= 0;
    }

    @Nullable
    StopVisit stop() {
        return nextStop < 0 ? null : trip.stops().get(nextStop);
    }

    void pastStop() {
        nextStop = nextStop + 1 < trip.stops().size() ? nextStop + 1 : -1;
    }

    boolean onLastLeg() {
        return leg == path.length - 1;
    }

    boolean leavesHere() {
        return movement == null && onLastLeg();
    }

    boolean onWrongLane() {
        return movement == null && !onLastLeg();
    }

    /** Another way behind the present link. */
    void goOn(int[] links) {
        int[] changed = Arrays.copyOf(path, leg + 1 + links.length);
        System.arraycopy(links, 0, changed, leg + 1, links.length);
        path = changed;
        told = 0;
    }

    @Nullable
    Claim claimOn(Movement m) {
        return claims.stream().filter(c -> c.movement == m).findFirst().orElse(null);
    }

    /** @return null where the driver has committed to as much as one can */
    @Nullable
    Claim commit(Movement m, double distance, boolean whole) {
        if (claims.size() == MOST_CLAIMS) {
            return null;
        }
        Claim claim = new Claim(this, m, m.junction.nextRank(), distance, whole);
        claims.add(claim);
        m.claims.addFirst(claim);
        return claim;
    }

    boolean committedToGo() {
        return lineClaim != null && lineClaim.whole;
    }
}
