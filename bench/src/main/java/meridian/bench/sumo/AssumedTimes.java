package meridian.bench.sumo;

import java.util.Arrays;
import meridian.model.network.Network;
import meridian.sim.road.LinkRecords;

/**
 * How long each link takes as SUMO's rerouting device assumes it, here of Meridian's traffic: the speed of a link is the mean of the
 * last {@value #SECONDS} seconds, each with the mean speed of who was on it in that second, or its limit where nobody was.
 *
 * <p>Source: SUMO 1.15, Demand/Automatic Routing, with the adaptation's default interval and steps.
 */
final class AssumedTimes {
    private static final int SECONDS = 180;
    /** m/s; slower than that counts as this. */
    private static final double LEAST_SPEED = 0.001;

    private final double[] lengthMeters;
    private final double[] limit;
    private final float[] past;
    private final double[] sum;
    private final double[] secondsBefore;
    private final double[] metersBefore;
    private final float[] linkSeconds;
    private int second;

    AssumedTimes(Network network) {
        int links = network.links().size();
        lengthMeters = new double[links];
        limit = new double[links];
        past = new float[links * SECONDS];
        sum = new double[links];
        secondsBefore = new double[links];
        metersBefore = new double[links];
        linkSeconds = new float[links];
        for (int l = 0; l < links; l++) {
            lengthMeters[l] = network.link(l).lengthMeters();
            limit[l] = lengthMeters[l] / network.link(l).freeFlowSeconds();
            Arrays.fill(past, l * SECONDS, (l + 1) * SECONDS, (float) limit[l]);
            sum[l] = (float) limit[l] * (double) SECONDS;
            linkSeconds[l] = (float) network.link(l).freeFlowSeconds();
        }
    }

    /** Told after each simulated second. */
    void note(LinkRecords records) {
        for (int l = 0; l < limit.length; l++) {
            double there = records.vehicleSeconds(l) - secondsBefore[l];
            double way = records.vehicleMeters(l) - metersBefore[l];
            secondsBefore[l] += there;
            metersBefore[l] += way;
            int place = l * SECONDS + second;
            float speed = (float) (there > 0 ? way / there : limit[l]);
            sum[l] += (double) speed - past[place];
            past[place] = speed;
            linkSeconds[l] = (float) (lengthMeters[l] / Math.max(LEAST_SPEED, sum[l] / SECONDS));
        }
        second = (second + 1) % SECONDS;
    }

    /** By link, s; changes with each {@link #note}. */
    float[] seconds() {
        return linkSeconds;
    }
}
