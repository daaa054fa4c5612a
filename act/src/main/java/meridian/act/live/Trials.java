package meridian.act.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.act.life.Effect;
import meridian.field.plant.EnginePlant.CountedLoops;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.TripLog;

/**
 * Tries in forks of the city what an action would do: the next minutes several times, each time drawn anew and the same with and without
 * the action. One thread.
 */
final class Trials {
    /** After the junctions were given back what was queued has its time, s; it belongs to the action. */
    static final int AFTER_SECONDS = 60;

    private static final int STRETCH_SECONDS = 20;

    private final RoadEngine present;
    private final OtherDays days;
    private final Cluster cluster;
    private final int seconds;
    private final Pace pace;

    /**
     * What came of one trial.
     *
     * @param lost time lost on each of the cluster's links, s, in their order
     * @param commands to signals
     * @param refused wishes that kernels refused
     * @param fallbacks how often a junction fell back
     */
    record Outcome(double[] lost, long commands, long refused, long fallbacks) {}

    /**
     * What several pairs of trials say.
     *
     * @param effect on all of the cluster's links
     * @param byLink differences on each link, s, a list for each pair
     * @param with what came with the action
     */
    record Pairs(Effect effect, List<double[]> byLink, List<Outcome> with) {}

    /**
     * @param present the city as it is; never changed
     * @param seconds how long the action lasts
     */
    Trials(RoadEngine present, Cluster cluster, int seconds, Pace pace) {
        this.present = present;
        this.cluster = cluster;
        this.seconds = seconds;
        this.pace = pace;
        days = new OtherDays(present, seconds + AFTER_SECONDS);
    }

    /** The next minutes under the junctions' own plans. */
    Outcome plan(long seed) {
        return run(seed, Optional.empty());
    }

    Outcome with(Hold.Order order, long seed) {
        return run(seed, Optional.of(order));
    }

    /** Both, with the same seeds. */
    Pairs pairs(Hold.Order order, long firstSeed, int count) {
        List<Outcome> plans = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            plans.add(plan(firstSeed + i));
        }
        return pairs(order, firstSeed, plans);
    }

    /** @param plans what came under the plans, by seed */
    Pairs pairs(Hold.Order order, long firstSeed, List<Outcome> plans) {
        List<Double> differences = new ArrayList<>();
        List<double[]> byLink = new ArrayList<>();
        List<Outcome> all = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            Outcome with = with(order, firstSeed + i);
            double[] difference = with.lost().clone();
            for (int l = 0; l < difference.length; l++) {
                difference[l] -= plans.get(i).lost()[l];
            }
            differences.add(Effects.sum(difference));
            byLink.add(difference);
            all.add(with);
        }
        return new Pairs(Effects.predicted(Clusters.measure(), differences), byLink, all);
    }

    private Outcome run(long seed, Optional<Hold.Order> order) {
        try (RoadEngine fork = present.fork(TripLog.NONE, days.drawn(seed))) {
            double[] before = lost(fork, cluster);
            Optional<Hold> hold =
                    order.map(known -> new Hold(known, fork, loops -> new CountedLoops(fork.countAt(loops), 0)));
            for (int second = 0; second < seconds + AFTER_SECONDS; second++) {
                if (hold.isPresent()) {
                    hold.get().second();
                } else {
                    fork.step();
                }
                if (second % STRETCH_SECONDS == 0) {
                    pace.rest();
                }
            }
            hold.flatMap(Hold::failure).ifPresent(words -> {
                throw new IllegalStateException(words);
            });
            double[] after = lost(fork, cluster);
            for (int l = 0; l < after.length; l++) {
                after[l] -= before[l];
            }
            return new Outcome(
                    after,
                    hold.map(Hold::commanded).orElse(0L),
                    hold.map(Hold::refused).orElse(0L),
                    hold.map(Hold::fallbacks).orElse(0L));
        }
    }

    /** Time lost on the cluster's links since the engine began, s. */
    static double[] lost(RoadEngine engine, Cluster cluster) {
        return cluster.links().stream()
                .mapToDouble(link -> engine.records().lostSeconds(link))
                .toArray();
    }
}
