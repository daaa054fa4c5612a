package meridian.decide;

import java.util.List;

/**
 * Stages in turn, each as long as Webster's formula gives it for the flows counted lately.
 *
 * <p>Source: F. V. Webster, "Traffic signal settings", Road Research Technical Paper 39, 1958: cycle (1.5 L + 5) / (1 − Y), greens in
 * proportion to each stage's critical flow over its saturation flow; {@value #SATURATION_PER_HOUR} vehicles an hour and lane
 * (Webster's own measurements at usual widths give about that).
 *
 * <p>Right for steady random arrivals below saturation. Above it the cycle is cut at {@value #LONGEST_CYCLE_SECONDS} s. It knows no
 * queues and no neighbours.
 */
final class WebsterSplits implements Decider {
    static final double SATURATION_PER_HOUR = 1800;
    static final double LONGEST_CYCLE_SECONDS = 120;
    /** Above it the formula goes to infinity. */
    private static final double MOST_LOAD = 0.9;

    private final StageMap map;
    private final DecisionTimes times;

    WebsterSplits(StageMap map, DecisionTimes times) {
        this.map = map;
        this.times = times;
    }

    @Override
    public List<Proposal> decide(Snapshot now) {
        return map.each(junction -> next(now, junction));
    }

    private Proposal next(Snapshot now, int junction) {
        int shown = Math.max(0, now.stage(junction));
        double green = greens(now, junction)[shown];
        double lasted = now.shownSeconds(junction);
        boolean over = now.stage(junction) != Snapshot.NO_STAGE && lasted >= green;
        int stage = over ? (shown + 1) % map.stages(junction) : shown;
        String rule = over ? "comes next, the last green has had its length" : "is not over yet";
        return new Proposal(junction, stage, new Proposal.Reason(rule, lasted, green, "s"));
    }

    /** Length of each stage's green, s. */
    double[] greens(Snapshot now, int junction) {
        int stages = map.stages(junction);
        double[] load = new double[stages];
        double sum = 0;
        for (int s = 0; s < stages; s++) {
            for (StageMap.Served served : map.served(junction, s)) {
                double flow = served.share() * now.flowPerHour(served.lane());
                load[s] = Math.max(load[s], flow / SATURATION_PER_HOUR);
            }
            sum += load[s];
        }
        double lost = stages * times.changeSeconds();
        double cycle = Math.min(LONGEST_CYCLE_SECONDS, (1.5 * lost + 5) / (1 - Math.min(MOST_LOAD, sum)));
        double[] green = new double[stages];
        for (int s = 0; s < stages; s++) {
            double share = sum > 0 ? load[s] / sum : 1.0 / stages;
            green[s] = Math.max(times.leastGreenSeconds(), (cycle - lost) * share);
        }
        return green;
    }
}
