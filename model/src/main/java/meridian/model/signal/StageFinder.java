package meridian.model.signal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import meridian.model.network.RoadClass;

/**
 * Finds the stages of a site: which groups are green together.
 *
 * <p>Approaches on one axis (facing each other, or one behind the other at a divided road) share a stage. Left turns with
 * lanes of their own on an arterial get a stage before it, if there is oncoming traffic to be protected from; other left
 * turns look for gaps. An axis whose traffic cannot run together is split by approach, and stages that do not touch each
 * other become one. Last, each stage takes in every group that meets nobody in it.
 */
final class StageFinder {
    private static final double AXIS_RADIANS = Math.toRadians(35);
    private static final int MOST_STAGES = 4;

    private final SiteGroups site;

    private StageFinder(SiteGroups site) {
        this.site = site;
    }

    /** One or more stages that serve every group, each as the set of its groups; without the last step. */
    static List<BitSet> find(SiteGroups site) {
        StageFinder finder = new StageFinder(site);
        List<BitSet> stages = finder.stages(true);
        return stages.size() <= MOST_STAGES ? stages : finder.stages(false);
    }

    /** The last step: the stage and every group that meets nobody in it. */
    static BitSet filled(SiteGroups site, BitSet stage) {
        BitSet full = (BitSet) stage.clone();
        for (int g = 0; g < site.count(); g++) {
            int candidate = g;
            if (!full.get(g) && full.stream().noneMatch(h -> site.crosses(candidate, h))) {
                full.set(g);
            }
        }
        return full;
    }

    private List<BitSet> stages(boolean protectLeft) {
        List<BitSet> stages = new ArrayList<>();
        for (BitSet axis : axes()) {
            for (BitSet part : runsTogether(axis) ? List.of(axis) : byApproach(axis)) {
                BitSet left = protectLeft ? protectedLeft(part) : new BitSet();
                if (!left.isEmpty()) {
                    stages.add(left);
                    part.andNot(left);
                }
                if (!part.isEmpty()) {
                    stages.add(part);
                }
            }
        }
        return merged(stages);
    }

    /** Groups by the direction of their road; the most important road first. */
    private List<BitSet> axes() {
        List<Integer> order = new ArrayList<>();
        for (int g = 0; g < site.count(); g++) {
            order.add(g);
        }
        order.sort(Comparator.comparingDouble((Integer g) -> -weight(site, g)));
        List<Double> headings = new ArrayList<>();
        List<BitSet> axes = new ArrayList<>();
        for (int g : order) {
            double heading = site.heading(site.group(g).approach());
            int axis = 0;
            while (axis < axes.size()
                    && Math.abs(Math.IEEEremainder(heading - headings.get(axis), Math.PI)) > AXIS_RADIANS) {
                axis++;
            }
            if (axis == axes.size()) {
                axes.add(new BitSet());
                headings.add(heading);
            }
            axes.get(axis).set(g);
        }
        return axes;
    }

    /** Traffic that a group is expected to carry, in lanes of a main road: the more important the road, the fuller. */
    static double weight(SiteGroups site, int g) {
        double perLane = laneWeight(site.approach(g).roadClass());
        boolean straight = site.group(g).direction() == SiteGroups.Direction.STRAIGHT;
        return site.lanes(g).length * perLane * (straight ? 1 : 0.6);
    }

    /** Our estimate of how full a lane is, for want of counts. */
    static double laneWeight(RoadClass roadClass) {
        return switch (roadClass) {
            case MOTORWAY, TRUNK, PRIMARY -> 1;
            case SECONDARY -> 0.8;
            case LINK_RAMP -> 0.7;
            case TERTIARY -> 0.6;
            case UNCLASSIFIED, OTHER -> 0.4;
            case RESIDENTIAL -> 0.35;
            case LIVING_STREET, SERVICE -> 0.2;
        };
    }

    private boolean runsTogether(BitSet stage) {
        return stage.stream().allMatch(g -> stage.stream().allMatch(h -> site.tolerable(g, h)));
    }

    private List<BitSet> byApproach(BitSet axis) {
        List<BitSet> parts = new ArrayList<>();
        BitSet left = (BitSet) axis.clone();
        while (!left.isEmpty()) {
            int approach = site.group(left.nextSetBit(0)).approach();
            BitSet part = new BitSet();
            left.stream().filter(g -> site.group(g).approach() == approach).forEach(part::set);
            left.andNot(part);
            parts.add(part);
        }
        return parts;
    }

    /** The left turns of a stage that deserve their own, as long as they do not meet each other; else none. */
    private BitSet protectedLeft(BitSet stage) {
        BitSet left = new BitSet();
        stage.stream()
                .filter(g -> site.group(g).direction() == SiteGroups.Direction.LEFT)
                .filter(g -> site.approach(g).roadClass().compareTo(RoadClass.SECONDARY) <= 0)
                .filter(site::ownLanes)
                .filter(g -> stage.stream()
                        .anyMatch(h -> h != g
                                && site.crosses(g, h)
                                && site.group(h).approach() != site.group(g).approach()))
                .forEach(left::set);
        boolean meet = left.stream().anyMatch(g -> left.stream().anyMatch(h -> h != g && site.crosses(g, h)));
        return meet ? new BitSet() : left;
    }

    /** Joins stages that do not touch each other, such as those of the two nodes of a divided road. */
    private List<BitSet> merged(List<BitSet> stages) {
        List<BitSet> merged = new ArrayList<>();
        for (BitSet stage : stages) {
            BitSet home = null;
            for (BitSet other : merged) {
                if (home == null && strangers(stage, other)) {
                    home = other;
                }
            }
            if (home == null) {
                merged.add((BitSet) stage.clone());
            } else {
                home.or(stage);
            }
        }
        return merged;
    }

    private boolean strangers(BitSet stage, BitSet other) {
        return stage.stream().noneMatch(g -> other.stream().anyMatch(h -> site.crosses(g, h)));
    }
}
