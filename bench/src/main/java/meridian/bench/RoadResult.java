package meridian.bench;

/**
 * One engine on one scene.
 *
 * @param scene what was simulated
 * @param engine who simulated it
 * @param vehicleUpdates vehicles moved, each step counted
 * @param simulatedSeconds how much of the day
 * @param cpuSeconds what one processor needed, without reading files
 * @param meanTravelSeconds of completed trips: a fast engine that moves nobody is no good
 */
public record RoadResult(
        String scene,
        String engine,
        long vehicleUpdates,
        double simulatedSeconds,
        double cpuSeconds,
        double meanTravelSeconds) {

    public double updatesPerCpuSecond() {
        return vehicleUpdates / cpuSeconds;
    }

    /** Simulated seconds in a second of the processor. */
    public double realTimeFactor() {
        return simulatedSeconds / cpuSeconds;
    }
}
