package meridian.decide;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Plans each junction's stages for the next {@value #HORIZON_SECONDS} s so that least time is lost, and turns to what that plan has now. Queues
 * are points: who is due at the line joins the queue of his lane, which discharges while its stage is green.
 *
 * <p>Source: S. Sen, K. L. Head, "Controlled optimization of phases at an intersection", Transportation Science 31, 1997: dynamic
 * programming over the times at which stages begin, where of all ways to begin a stage at a time only the cheapest goes on. Here
 * stages may come in any order. Arrivals are those whom loops or cameras see on their way, and behind them the flow counted lately.
 * What is lost: each second in a queue, {@value #STOP_SECONDS} s for each stop (braking and starting at the usual 2 to 3 m/s² from
 * 50 km/h), and for who is left at the end what it takes to serve him.
 *
 * <p>It knows nothing of neighbours but who is on the way from them, and nothing of full roads behind. A lane that leads to several stages is
 * one queue. Discharge of {@value #PER_SECOND} vehicles a second and lane is the usual saturation flow.
 */
final class LookAhead implements Decider {
    static final int HORIZON_SECONDS = 60;
    static final double STOP_SECONDS = 4;
    static final double PER_SECOND = 0.5;
    /** Times of the plan are multiples of it; stages last a few of it at least. */
    private static final int STEP_SECONDS = 2;

    private static final int STEPS = HORIZON_SECONDS / STEP_SECONDS;

    private final StageMap map;
    private final DecisionTimes times;
    private final List<Approach> approaches = new ArrayList<>();

    LookAhead(StageMap map, DecisionTimes times) {
        this.map = map;
        this.times = times;
        for (int j = 0; j < map.junctions(); j++) {
            approaches.add(Approach.of(map, j));
        }
    }

    /**
     * Lanes before a junction.
     *
     * @param lanes indices in the network
     * @param rate by stage and place in {@code lanes}: vehicles that leave in a step of green
     */
    private record Approach(List<Integer> lanes, List<double[]> rate) {
        static Approach of(StageMap map, int junction) {
            TreeMap<Integer, Double> most = new TreeMap<>();
            List<TreeMap<Integer, Double>> shares = new ArrayList<>();
            for (int s = 0; s < map.stages(junction); s++) {
                TreeMap<Integer, Double> share = new TreeMap<>();
                map.served(junction, s).forEach(served -> share.merge(served.lane(), served.share(), Double::sum));
                share.forEach((lane, value) -> most.merge(lane, value, Math::max));
                shares.add(share);
            }
            List<Integer> lanes = List.copyOf(most.keySet());
            List<double[]> rate = shares.stream()
                    .map(share -> lanes.stream()
                            .mapToDouble(
                                    lane -> PER_SECOND * STEP_SECONDS * share.getOrDefault(lane, 0.0) / most.get(lane))
                            .toArray())
                    .toList();
            return new Approach(lanes, rate);
        }
    }

    @Override
    public List<Proposal> decide(Snapshot now) {
        return map.each(junction -> new Plan(now, junction).proposal());
    }

    /** The plan of one junction. */
    private final class Plan {
        private final int junction;
        private final Approach approach;
        private final int stages;
        private final int shown;
        private final double[][] arrivals;
        /** By the step at which it begins and by stage, the least that is lost until then, and the queues that are left. */
        private final double[][] lost;

        private final double[][][] queues;
        /** The stage before, and the first one after the present stage; -1 where nothing comes after. */
        private final int[][] before;

        private final int[][] first;
        private double best = Double.POSITIVE_INFINITY;
        private int next;
        private double bestOfStaying = Double.POSITIVE_INFINITY;
        private double bestOfTurning = Double.POSITIVE_INFINITY;
        private final double shownSeconds;

        Plan(Snapshot now, int junction) {
            this.junction = junction;
            approach = approaches.get(junction);
            stages = map.stages(junction);
            shown = now.stage(junction);
            shownSeconds = now.shownSeconds(junction);
            int lanes = approach.lanes().size();
            arrivals = new double[STEPS][lanes];
            lost = new double[STEPS + 1][stages];
            queues = new double[STEPS + 1][stages][];
            before = new int[STEPS + 1][stages];
            first = new int[STEPS + 1][stages];
            double[] queue = new double[lanes];
            for (int i = 0; i < lanes; i++) {
                int lane = approach.lanes().get(i);
                queue[i] = now.standing(lane);
                for (int t = 0; t < STEPS * STEP_SECONDS; t++) {
                    arrivals[t / STEP_SECONDS][i] += now.arrivals(lane, t);
                }
            }
            for (double[] row : lost) {
                Arrays.fill(row, Double.POSITIVE_INFINITY);
            }
            search(queue);
        }

        private void search(double[] queue) {
            if (shown == Snapshot.NO_STAGE) {
                for (int s = 0; s < stages; s++) {
                    begin(0, s, 0, queue, -1, s);
                }
            } else {
                begin(0, shown, 0, queue, shown, -1);
                run(0, shown);
            }
            for (int t = 0; t < STEPS; t++) {
                for (int s = 0; s < stages; s++) {
                    // What is green has been run before, for those that begin now.
                    if (lost[t][s] < Double.POSITIVE_INFINITY && !(t == 0 && s == shown)) {
                        run(t, s);
                    }
                }
            }
        }

        private void begin(int step, int stage, double cost, double[] queue, int from, int firstStage) {
            if (cost < lost[step][stage]) {
                lost[step][stage] = cost;
                queues[step][stage] = queue.clone();
                before[step][stage] = from;
                first[step][stage] = firstStage;
            }
        }

        /** Lets a stage that begins at a step go on to the end, and the others begin after each step from its least on. */
        private void run(int start, int stage) {
            double[] queue = queues[start][stage].clone();
            double cost = lost[start][stage];
            int from = before[start][stage];
            boolean present = start == 0 && from == stage;
            double green = present && shownSeconds > 0 ? shownSeconds : -times.changeSeconds();
            for (int step = start; step < STEPS; step++) {
                boolean mayEnd = green >= times.leastGreenSeconds();
                if (mayEnd) {
                    for (int s = 0; s < stages; s++) {
                        if (s != stage) {
                            begin(
                                    step,
                                    s,
                                    cost,
                                    queue,
                                    stage,
                                    step == 0 ? s : first[start][stage] < 0 ? stage : first[start][stage]);
                        }
                    }
                }
                cost += pass(queue, step, stage, from, green);
                green += STEP_SECONDS;
            }
            end(start, stage, cost + left(queue));
        }

        private void end(int start, int stage, double cost) {
            int begins = first[start][stage] < 0 ? stage : first[start][stage];
            if (begins == shown) {
                bestOfStaying = Math.min(bestOfStaying, cost);
            } else {
                bestOfTurning = Math.min(bestOfTurning, cost);
            }
            if (cost < best) {
                best = cost;
                next = begins;
            }
        }

        /** A step of a stage: who comes, who goes, what is lost. */
        private double pass(double[] queue, int step, int stage, int from, double green) {
            double cost = 0;
            double[] rate = approach.rate().get(stage);
            double share = Math.clamp((green + STEP_SECONDS) / STEP_SECONDS, 0, 1);
            for (int i = 0; i < queue.length; i++) {
                boolean goesOn = from >= 0 && approach.rate().get(from)[i] > 0;
                double out = rate[i] * (goesOn ? 1 : share);
                double came = arrivals[step][i];
                double through = Math.min(out, queue[i] + came);
                // Who meets neither red nor a queue drives on.
                double stopping = out > 0 && queue[i] < out ? Math.max(0, queue[i] + came - out) : came;
                cost += STOP_SECONDS * Math.min(came, stopping);
                queue[i] += came - through;
                cost += STEP_SECONDS * queue[i];
            }
            return cost;
        }

        /** Those who are left, each for as long as it takes until it is served: a change, and half of the queue. */
        private double left(double[] queue) {
            double cost = 0;
            for (double q : queue) {
                cost += q * (times.changeSeconds() + q / PER_SECOND / 2);
            }
            return cost;
        }

        Proposal proposal() {
            if (shown == Snapshot.NO_STAGE) {
                return new Proposal(junction, next, reason("begins the plan that loses least", best, best));
            }
            if (next == shown) {
                return new Proposal(
                        junction, shown, reason("stays in the plan that loses least", bestOfStaying, bestOfTurning));
            }
            return new Proposal(
                    junction, next, reason("comes next in the plan that loses least", bestOfTurning, bestOfStaying));
        }

        private Proposal.Reason reason(String rule, double own, double other) {
            double against = other < Double.POSITIVE_INFINITY ? other : own;
            return new Proposal.Reason(rule, own, against, "vehicle seconds");
        }
    }
}
