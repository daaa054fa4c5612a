package meridian.sim.road.oracle;

/**
 * A driver comes to a line beyond the own lane's within sight.
 *
 * @param movement that it will take there
 * @param meters to the line
 * @param leg place in its path of the link before the line
 * @param after movement before, which it must have committed to
 */
record Knock(Vehicle vehicle, Movement movement, double meters, int leg, Movement after) {
    Knock nearer(double way) {
        return new Knock(vehicle, movement, meters - way, leg, after);
    }
}
