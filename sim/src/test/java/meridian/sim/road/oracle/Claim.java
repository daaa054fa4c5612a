package meridian.sim.road.oracle;

/** A driver's commitment to drive through a movement. */
final class Claim {
    final Vehicle vehicle;
    final Movement movement;
    /** Rank among those of the node; the smaller goes first. */
    final int rank;
    /** Rank beyond the waiting place. */
    private int laterRank;
    /** The vehicle's odometer when its front is at the line. */
    private final double lineOdometer;
    /** False while it may only go as far as the waiting place. */
    boolean whole;

    Claim(Vehicle vehicle, Movement movement, int rank, double distance, boolean whole) {
        this.vehicle = vehicle;
        this.movement = movement;
        this.rank = rank;
        laterRank = rank;
        lineOdometer = vehicle.odometer + distance;
        this.whole = whole;
    }

    void complete(int newRank) {
        whole = true;
        laterRank = newRank;
    }

    /** Rank for a stretch that begins this far into the node. */
    int rankAt(double enter) {
        return enter < movement.waitMeters ? rank : laterRank;
    }

    /** Front of its vehicle beyond the line, m. */
    double front() {
        return vehicle.odometer - lineOdometer;
    }

    double rear() {
        return vehicle.odometer - lineOdometer - vehicle.length();
    }

    void release() {
        movement.claims.remove(this);
        vehicle.claims.remove(this);
        if (vehicle.lineClaim == this) {
            vehicle.lineClaim = null;
        }
    }
}
