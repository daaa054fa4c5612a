package meridian.bench.road;

/**
 * One engine on one case.
 *
 * @param scene the case's word
 * @param engine who simulated it
 * @param vehicles on the road, the mean over all measured steps
 * @param vehicleUpdates vehicles moved while it was measured, each step counted
 * @param simulatedSeconds how much of the day was measured
 * @param cpuSeconds of the processor for that, over all threads, without loading
 * @param clockSeconds on the clock for that
 * @param meanSpeedMps of all vehicles while it was measured: a fast engine that moves nobody is no good
 * @param loadSeconds on the clock, from the files to the first step
 * @param trips that were loaded
 * @param peakBytes most resident memory beyond that of the empty program; −1 where the system does not say
 */
public record RoadResult(
        String scene,
        String engine,
        double vehicles,
        long vehicleUpdates,
        double simulatedSeconds,
        double cpuSeconds,
        double clockSeconds,
        double meanSpeedMps,
        double loadSeconds,
        long trips,
        long peakBytes) {

    public double updatesPerCpuSecond() {
        return vehicleUpdates / cpuSeconds;
    }

    /** Simulated seconds in a second of the processor. */
    public double realTimeFactor() {
        return simulatedSeconds / cpuSeconds;
    }

    /** Simulated seconds in a second of the clock: what several threads are for. */
    public double clockFactor() {
        return simulatedSeconds / clockSeconds;
    }

    RoadResult withoutEmptyProgram(long bytes) {
        return new RoadResult(
                scene,
                engine,
                vehicles,
                vehicleUpdates,
                simulatedSeconds,
                cpuSeconds,
                clockSeconds,
                meanSpeedMps,
                loadSeconds,
                trips,
                peakBytes < 0 ? peakBytes : Math.max(0, peakBytes - bytes));
    }
}
