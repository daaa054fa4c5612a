package meridian.field;

import java.util.Arrays;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadView;

/** Watches the links from step to step and keeps a fading mean of their speeds. One thread. */
final class LinkMeter {
    /** The mean forgets with this time constant, s of the simulation: short enough to see a queue, long enough for a cycle. */
    private static final double MEMORY_SECONDS = 120;
    /** Fewer vehicle seconds than this in memory count as nothing known. */
    private static final float LEAST_KNOWN = 0.5f;

    private final RoadView view;
    private final float[] ratios;
    private final float[] speeds;
    private final float[] weight;
    private final float[] stepRatios;
    private final float[] stepSpeeds;
    private final int[] counts;
    private final int[] standing;

    LinkMeter(RoadView view, int links) {
        this.view = view;
        ratios = new float[links];
        speeds = new float[links];
        weight = new float[links];
        stepRatios = new float[links];
        stepSpeeds = new float[links];
        counts = new int[links];
        standing = new int[links];
    }

    void read(RoadEngine engine, double stepSeconds) {
        Arrays.fill(stepRatios, 0);
        Arrays.fill(stepSpeeds, 0);
        Arrays.fill(counts, 0);
        Arrays.fill(standing, 0);
        view.addByLink(engine, stepRatios, stepSpeeds, counts, standing);
        float keep = (float) Math.exp(-stepSeconds / MEMORY_SECONDS);
        float fresh = (float) stepSeconds;
        for (int l = 0; l < weight.length; l++) {
            ratios[l] = ratios[l] * keep + fresh * stepRatios[l];
            speeds[l] = speeds[l] * keep + fresh * stepSpeeds[l];
            weight[l] = weight[l] * keep + fresh * counts[l];
        }
    }

    /** Mean of speed over wanted speed, of all vehicles in the last step; 1 where nobody drives. */
    double meanRatio() {
        double sum = 0;
        long n = 0;
        for (int l = 0; l < counts.length; l++) {
            sum += stepRatios[l];
            n += counts[l];
        }
        return n == 0 ? 1 : sum / n;
    }

    LinkState state() {
        int n = weight.length;
        byte[] ratio = new byte[n];
        short[] vehicles = new short[n];
        short[] standingNow = new short[n];
        float[] speed = new float[n];
        for (int l = 0; l < n; l++) {
            boolean known = weight[l] >= LEAST_KNOWN;
            ratio[l] = known ? LinkState.toByte(ratios[l] / weight[l]) : (byte) LinkState.UNKNOWN;
            speed[l] = known ? speeds[l] / weight[l] : 0;
            vehicles[l] = (short) Math.min(Short.MAX_VALUE, counts[l]);
            standingNow[l] = (short) Math.min(Short.MAX_VALUE, standing[l]);
        }
        return new LinkState(ratio, vehicles, standingNow, speed);
    }

    /** Vehicle seconds in memory, for weighing corridors. */
    float weight(int link) {
        return weight[link];
    }

    float ratioSum(int link) {
        return ratios[link];
    }
}
