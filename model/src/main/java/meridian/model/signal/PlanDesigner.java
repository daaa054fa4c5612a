package meridian.model.signal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import meridian.model.network.Conflicts;
import meridian.model.network.Link;
import meridian.model.network.MeetingPoints;
import meridian.model.network.Movement;
import meridian.model.network.Node;
import org.jspecify.annotations.Nullable;

/**
 * Computes a plan for signals whose real plan nobody stated. Every plan is marked {@link SignalPlan.Source#ASSUMED}.
 *
 * <p><b>Groups</b>: one for each approach and direction (left, straight, right). <b>Stages</b>: {@link StageFinder}.
 * <b>Amber and clearance</b>: {@link Intergreens}. <b>Greens</b>: at least {@value #LEAST_GREEN_SECONDS} s, the rest by the
 * lanes and class of the approaches in a cycle of {@value #CYCLE_SECONDS} s, longer only where the minima need it; where
 * flows are known, {@link Webster}. <b>Detectors</b>: where flows are known, which are but expected, detectors end a green
 * that nobody needs and lengthen one that is too short ({@link Actuation#USUAL}). <b>Offsets</b>: {@link GreenWave}.
 *
 * <p>A site where no traffic meets (lights in the middle of a block) gets a stage for people on foot.
 */
public final class PlanDesigner {
    /** Usual for arterials in cities; the issue asks for it. */
    static final int CYCLE_SECONDS = 90;

    static final int LEAST_GREEN_SECONDS = 7;
    /** Detectors lengthen a green to so much of what was computed for the expected traffic, and to so many seconds. */
    private static final double MOST_GREEN_SHARE = 1.5;

    private static final int MOST_GREEN_SECONDS = 20;
    /** Walking people's green before they must have cleared, and the speed they are given for that (RiLSA). */
    private static final int LEAST_WALK_SECONDS = 7;

    private static final double WALKING_MPS = 1.2;

    /**
     * What comes out.
     *
     * @param movements all movements, in their order; those of a site name its controller and their group
     * @param signals one controller for each site that has movements, in the order of the sites
     */
    public record Designed(List<Movement> movements, List<SignalController> signals) {
        public Designed {
            movements = List.copyOf(movements);
            signals = List.copyOf(signals);
        }
    }

    private final List<Node> nodes;
    private final List<Link> links;
    private final List<Movement> movements;
    private final Map<Integer, Conflicts> conflicts;
    private final double @Nullable [] flowsPerHour;
    private final MeetingPoints meeting;
    private final Map<Integer, List<Integer>> movementsOf = new HashMap<>();

    private PlanDesigner(
            List<Node> nodes,
            List<Link> links,
            List<Movement> movements,
            Map<Integer, Conflicts> conflicts,
            double @Nullable [] flowsPerHour) {
        this.nodes = nodes;
        this.links = links;
        this.movements = movements;
        this.conflicts = conflicts;
        this.flowsPerHour = flowsPerHour;
        this.meeting = new MeetingPoints(links);
    }

    /** Plans for sites about whose traffic nothing is known. */
    public static Designed design(
            List<Node> nodes,
            List<Link> links,
            List<Movement> movements,
            Map<Integer, Conflicts> conflicts,
            List<SignalSite> sites) {
        return new PlanDesigner(nodes, links, movements, conflicts, null).design(sites);
    }

    /** @param flowsPerHour vehicles that want to make each movement, by the movement's index, 1/h */
    public static Designed design(
            List<Node> nodes,
            List<Link> links,
            List<Movement> movements,
            Map<Integer, Conflicts> conflicts,
            List<SignalSite> sites,
            double[] flowsPerHour) {
        if (flowsPerHour.length != movements.size()) {
            throw new IllegalArgumentException(
                    flowsPerHour.length + " flows for " + movements.size() + " movements; one each is needed");
        }
        return new PlanDesigner(nodes, links, movements, conflicts, flowsPerHour.clone()).design(sites);
    }

    private Designed design(List<SignalSite> sites) {
        index(sites);
        List<Movement> placed = new ArrayList<>(movements);
        List<SignalController> signals = new ArrayList<>();
        GreenWave wave = new GreenWave();
        for (SignalSite site : sites) {
            SiteGroups groups = groups(site);
            if (groups.count() == 0) {
                continue;
            }
            SignalPlan plan = plan(groups);
            wave.add(site.nodes().stream().map(n -> nodes.get(n).at()).toList(), groups, plan);
            for (int g = 0; g < groups.count(); g++) {
                for (int m : groups.group(g).members()) {
                    placed.set(m, governed(movements.get(m), signals.size(), g, groups.waitMeters(m)));
                }
            }
            signals.add(new SignalController(site.id(), site.nodes(), groups.count(), plan));
        }
        return new Designed(placed, wave.shifted(signals));
    }

    private void index(List<SignalSite> sites) {
        for (SignalSite site : sites) {
            for (int node : site.nodes()) {
                if (movementsOf.put(node, new ArrayList<>()) != null) {
                    throw new IllegalArgumentException("node " + nodes.get(node).id() + " belongs to signal site "
                            + site.id() + " and to another");
                }
            }
        }
        for (int m = 0; m < movements.size(); m++) {
            List<Integer> ways = movementsOf.get(movements.get(m).node());
            if (ways != null) {
                ways.add(m);
            }
        }
    }

    private SiteGroups groups(SignalSite site) {
        Map<Integer, List<Integer>> at = new LinkedHashMap<>();
        for (int node : site.nodes()) {
            at.put(node, movementsOf.getOrDefault(node, List.of()));
        }
        return new SiteGroups(nodes, links, movements, conflicts, at, meeting);
    }

    private static Movement governed(Movement m, int signal, int group, double waitMeters) {
        return m.governed(signal, group, m.waitMeters() > 0 ? m.waitMeters() : waitMeters);
    }

    private SignalPlan plan(SiteGroups site) {
        List<Stage> stages = new ArrayList<>(StageFinder.find(site));
        double[] weights = weights(site, stages);
        int[] least = new int[stages.size() + 1];
        java.util.Arrays.fill(least, LEAST_GREEN_SECONDS);
        if (stages.size() == 1) {
            stages.add(Stage.WALK);
            weights = java.util.Arrays.copyOf(weights, 2);
            least[1] = walkSeconds(site);
        }
        int count = stages.size();
        least = java.util.Arrays.copyOf(least, count);
        PlanWriter writer = new PlanWriter(site, stages);
        int change = 0;
        for (int s = 0; s < count; s++) {
            change += writer.changeSeconds(s);
        }
        int shortest = change + java.util.Arrays.stream(least).sum();
        int cycle = Math.max(shortest, flowsPerHour == null ? CYCLE_SECONDS : websterSeconds(change, count, weights));
        int[] green = Webster.split(weights, least, cycle - change);
        boolean actuated = flowsPerHour != null && !stages.contains(Stage.WALK);
        List<SignalPhase> phases = actuated ? writer.phases(green, least, most(green)) : writer.phases(green);
        return new SignalPlan("assumed", 0, phases, SignalPlan.Source.ASSUMED);
    }

    private static int[] most(int[] green) {
        return java.util.Arrays.stream(green)
                .map(g -> (int) Math.max(MOST_GREEN_SECONDS, Math.round(MOST_GREEN_SHARE * g)))
                .toArray();
    }

    private static int websterSeconds(int changeSeconds, int stages, double[] flowRatios) {
        double lost = changeSeconds + Webster.LOST_SECONDS * stages;
        return (int) Math.round(
                Webster.cycleSeconds(lost, java.util.Arrays.stream(flowRatios).sum()));
    }

    /** How people on foot cross the widest approach: green, then time to clear. */
    private static int walkSeconds(SiteGroups site) {
        double widest = 0;
        for (int g = 0; g < site.count(); g++) {
            widest = Math.max(widest, site.approach(g).widthMeters());
        }
        return LEAST_WALK_SECONDS + (int) Math.ceil(2 * widest / WALKING_MPS);
    }

    /** What each stage's green is shared by: flow ratio of its busiest lane, or without flows an estimate. */
    private double[] weights(SiteGroups site, List<Stage> stages) {
        double[] weights = new double[stages.size()];
        for (int s = 0; s < weights.length; s++) {
            Map<List<Integer>, Double> byLane = new TreeMap<>(java.util.Comparator.comparing(List::toString));
            Map<Integer, Double> byApproach = new HashMap<>();
            for (int g : stages.get(s).chosen().stream().toArray()) {
                int approach = site.group(g).approach();
                for (int m : site.group(g).members()) {
                    byLane.merge(List.of(approach, movements.get(m).fromLane()), flowRatio(site, g, m), Double::sum);
                }
                byApproach.merge(approach, StageFinder.weight(site, g), Math::max);
            }
            weights[s] = (flowsPerHour == null ? byApproach.values() : byLane.values())
                    .stream().mapToDouble(Double::doubleValue).max().orElse(0);
        }
        return weights;
    }

    private double flowRatio(SiteGroups site, int g, int movement) {
        double saturation = site.group(g).direction() == SiteGroups.Direction.STRAIGHT
                ? Webster.SATURATION_PER_HOUR
                : Webster.TURNING_SATURATION_PER_HOUR;
        return flowsPerHour == null ? 0 : flowsPerHour[movement] / saturation;
    }
}
