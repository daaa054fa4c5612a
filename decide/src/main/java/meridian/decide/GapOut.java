package meridian.decide;

import java.util.List;

/**
 * Actuated: stages in turn; a green goes on while vehicles follow each other over its loops closer than {@value #GAP_SECONDS} s, up to
 * its most time; stages for which nobody is there are left out.
 *
 * <p>Source: the extension and gap-out of actuated controllers as in RiLSA 2015, 4.4, and the Traffic Signal Timing Manual (FHWA
 * 2008), 5.3, with a gap of 3 s.
 *
 * <p>Each junction by itself: no progression, and in saturation it is a fixed plan at its most times.
 */
final class GapOut implements Decider {
    /** Vehicles: estimates have fractions, and less than this is nobody. */
    private static final double SOMEBODY = 0.5;

    static final double GAP_SECONDS = 3;

    private final StageMap map;
    private final DecisionTimes times;

    GapOut(StageMap map, DecisionTimes times) {
        this.map = map;
        this.times = times;
    }

    @Override
    public List<Proposal> decide(Snapshot now) {
        return map.each(junction -> next(now, junction));
    }

    private Proposal next(Snapshot now, int junction) {
        int shown = now.stage(junction);
        if (shown == Snapshot.NO_STAGE) {
            return new Proposal(junction, 0, new Proposal.Reason("is the first of the plan", 0, 0, "s"));
        }
        double lasted = now.shownSeconds(junction);
        double gap = gap(now, junction, shown);
        if (lasted < times.leastGreenSeconds()) {
            return stay(junction, shown, "has not had its least time", lasted, times.leastGreenSeconds());
        }
        if (gap < GAP_SECONDS && lasted < times.mostGreenSeconds()) {
            return stay(junction, shown, "is being driven through without a gap", gap, GAP_SECONDS);
        }
        for (int step = 1; step < map.stages(junction); step++) {
            int candidate = (shown + step) % map.stages(junction);
            double waiting = waiting(now, junction, candidate);
            if (waiting >= SOMEBODY) {
                String rule = "is the next one for which somebody is there";
                return new Proposal(junction, candidate, new Proposal.Reason(rule, waiting, 0, "vehicles"));
            }
        }
        return stay(junction, shown, "has nobody waiting against it", lasted, times.mostGreenSeconds());
    }

    private static Proposal stay(int junction, int stage, String rule, double value, double limit) {
        return new Proposal(junction, stage, new Proposal.Reason(rule, value, limit, "s"));
    }

    private double gap(Snapshot now, int junction, int stage) {
        double least = Double.POSITIVE_INFINITY;
        for (StageMap.Served served : map.served(junction, stage)) {
            least = Math.min(least, now.gapSeconds(served.lane()));
        }
        return least;
    }

    private double waiting(Snapshot now, int junction, int stage) {
        double sum = 0;
        for (StageMap.Served served : map.served(junction, stage)) {
            sum += served.share() * (now.standing(served.lane()) + now.coming(served.lane()));
        }
        return sum;
    }
}
