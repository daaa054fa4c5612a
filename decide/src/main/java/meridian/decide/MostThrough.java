package meridian.decide;

import java.util.List;

/**
 * Turns to the stage by which most vehicles can pass within the reach of a decision: those that stand and those that will have come, lane by
 * lane no more than a queue discharges in what is left of it when the change of stages has been paid for.
 *
 * <p>Our own rule, for want of one that prices the change: greedy and pressure rules turn for one vehicle more and lose a third of a
 * short reach to it. Discharge of {@value #PER_SECOND} vehicles a second and lane is the usual saturation flow of 1,800 an hour
 * (Highway Capacity Manual: 1,900 under ideal conditions).
 *
 * <p>It looks no farther than the reach, knows nothing of what is behind the junction and no longest red. It must see vehicles
 * on their way.
 */
final class MostThrough implements Decider {
    static final double PER_SECOND = 0.5;

    private final StageMap map;
    private final DecisionTimes times;

    MostThrough(StageMap map, DecisionTimes times) {
        this.map = map;
        this.times = times;
    }

    @Override
    public List<Proposal> decide(Snapshot now) {
        return map.each(junction -> best(now, junction));
    }

    private Proposal best(Snapshot now, int junction) {
        // What is green is tried first: of equals it stays.
        int best = Math.max(0, now.stage(junction));
        double highest = through(now, junction, best);
        double second = 0;
        for (int s = 0; s < map.stages(junction); s++) {
            double through = s == best ? 0 : through(now, junction, s);
            if (through > highest) {
                second = highest;
                highest = through;
                best = s;
            } else {
                second = Math.max(second, through);
            }
        }
        String rule = "lets most through within reach";
        return new Proposal(junction, best, new Proposal.Reason(rule, highest, second, "vehicles"));
    }

    private double through(Snapshot now, int junction, int stage) {
        double green = times.reachSeconds() - (stage == now.stage(junction) ? 0 : times.changeSeconds());
        double most = Math.max(1, green) * PER_SECOND;
        double sum = 0;
        for (StageMap.Served served : map.served(junction, stage)) {
            sum += served.share() * Math.min(most, now.standing(served.lane()) + now.coming(served.lane()));
        }
        return sum;
    }
}
