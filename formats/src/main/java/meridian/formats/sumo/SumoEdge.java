package meridian.formats.sumo;

/**
 * One edge in one interval of SUMO's {@code edgeData} output (mean data).
 *
 * @param id of the edge; one that begins with a colon lies inside a junction
 * @param beginSeconds of the interval
 * @param endSeconds of the interval
 * @param sampledSeconds vehicle seconds on it
 * @param speedMps way over time of all vehicles on it; 0 where nobody was
 * @param entered vehicles that came over its start, or departed on it
 * @param left vehicles that went over its end, or arrived on it
 * @param waitingSeconds vehicle seconds at 0.1 m/s or less
 * @param lossSeconds vehicle seconds lost against the wanted speed
 */
public record SumoEdge(
        String id,
        double beginSeconds,
        double endSeconds,
        double sampledSeconds,
        double speedMps,
        long entered,
        long left,
        double waitingSeconds,
        double lossSeconds) {

    /** Way driven on it by all vehicles, m. */
    public double meters() {
        return speedMps * sampledSeconds;
    }

    public boolean insideJunction() {
        return id.startsWith(":");
    }
}
