package meridian.model.signal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import meridian.model.network.RoadClass;

/**
 * Finds the stages of a site: which groups are green together.
 *
 * <p>Approaches on one axis (facing each other, or one behind the other) share a stage. Left turns with lanes of their own on
 * an arterial get a stage before it, if there is oncoming traffic to be protected from; other left turns look for gaps. Who is
 * let into the inside of a site is let out in the same stage ({@link InnerLinks}); after a left turn one may have to look for
 * a gap there. An axis whose traffic cannot run together is split by approach, and stages that do not touch each other become
 * one. Last, each stage takes in every group that meets nobody in it.
 */
final class StageFinder {
    private static final double AXIS_RADIANS = Math.toRadians(35);
    private static final int MOST_STAGES = 4;

    private final SiteGroups site;

    private StageFinder(SiteGroups site) {
        this.site = site;
    }

    /** One or more stages that serve every group. */
    static List<Stage> find(SiteGroups site) {
        StageFinder finder = new StageFinder(site);
        List<Stage> stages = finder.stages(true);
        if (stages.size() > MOST_STAGES) {
            stages = finder.stages(false);
        }
        return stages.stream().map(finder::filled).toList();
    }

    private List<Stage> stages(boolean protectLeft) {
        List<Stage> stages = new ArrayList<>();
        for (BitSet axis : axes()) {
            Optional<Stage> together = stage(axis);
            if (together.isEmpty()) {
                byApproach(axis).forEach(part -> stages.addAll(withOwnLeft(part, protectLeft)));
            } else {
                stages.addAll(withOwnLeft(together.get(), protectLeft));
            }
        }
        List<Stage> merged = merged(stages);
        addForgotten(merged);
        return merged;
    }

    /** Groups at the edge of the site by the direction of their road; the most important road first. */
    private List<BitSet> axes() {
        List<Integer> order = new ArrayList<>();
        for (int g = 0; g < site.count(); g++) {
            if (!site.inner().isInner(g)) {
                order.add(g);
            }
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
    private static double laneWeight(RoadClass roadClass) {
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

    /** The stage that these groups make with the way out of the site, if all can be green together. */
    private Optional<Stage> stage(BitSet chosen) {
        BitSet groups = (BitSet) chosen.clone();
        BitSet afterLeft = new BitSet();
        chosen.stream().forEach(g -> {
            groups.or(site.inner().onward(g));
            afterLeft.or(site.inner().afterLeft(g));
        });
        afterLeft.andNot(groups);
        groups.or(afterLeft);
        boolean fits = groups.stream().allMatch(g -> groups.stream().allMatch(h -> fits(g, h, afterLeft)));
        return fits ? Optional.of(new Stage((BitSet) chosen.clone(), groups)) : Optional.empty();
    }

    /** Who comes out of the inside after a left turn waits for all others, but right turns wait for it. */
    private boolean fits(int g, int h, BitSet afterLeft) {
        return site.tolerable(g, h) || afterLeft.get(g) && givesWay(g, h) || afterLeft.get(h) && givesWay(h, g);
    }

    private boolean givesWay(int afterLeft, int other) {
        boolean right = site.group(other).direction() == SiteGroups.Direction.RIGHT;
        return site.alwaysWaits(afterLeft, other) || right && site.alwaysWaits(other, afterLeft);
    }

    /**
     * A stage for each approach. Where even one approach does not fit with its own way out (a turn around the whole site),
     * the way out looks for gaps as far as it must wait, and is left to other stages as far as it need not.
     */
    private List<Stage> byApproach(BitSet axis) {
        List<Stage> parts = new ArrayList<>();
        BitSet left = (BitSet) axis.clone();
        while (!left.isEmpty()) {
            int approach = site.group(left.nextSetBit(0)).approach();
            BitSet part = new BitSet();
            left.stream().filter(g -> site.group(g).approach() == approach).forEach(part::set);
            left.andNot(part);
            parts.add(stage(part).orElseGet(() -> withWhatFits(part)));
        }
        return parts;
    }

    private Stage withWhatFits(BitSet part) {
        BitSet groups = (BitSet) part.clone();
        BitSet out = new BitSet();
        part.stream().forEach(g -> {
            out.or(site.inner().onward(g));
            out.or(site.inner().afterLeft(g));
        });
        out.stream().forEach(g -> {
            if (groups.stream().allMatch(h -> fits(g, h, out))) {
                groups.set(g);
            }
        });
        return new Stage(part, groups);
    }

    /** The stage, and before it one for the left turns that deserve their own, if there are any. */
    private List<Stage> withOwnLeft(Stage stage, boolean protectLeft) {
        BitSet left = protectLeft ? protectedLeft(stage.chosen()) : new BitSet();
        BitSet rest = (BitSet) stage.chosen().clone();
        rest.andNot(left);
        if (left.isEmpty() || rest.isEmpty()) {
            return List.of(stage);
        }
        Optional<Stage> own = stage(left);
        Optional<Stage> other = stage(rest);
        return own.isPresent() && other.isPresent() ? List.of(own.get(), other.get()) : List.of(stage);
    }

    /** Left turns with their own lanes on an arterial, as long as they do not meet each other; else none. */
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

    /** Joins stages that do not touch each other, such as those of two nodes far apart. */
    private List<Stage> merged(List<Stage> stages) {
        List<Stage> merged = new ArrayList<>();
        for (Stage stage : stages) {
            int home = 0;
            while (home < merged.size()
                    && !strangers(stage.groups(), merged.get(home).groups())) {
                home++;
            }
            if (home == merged.size()) {
                merged.add(stage);
            } else {
                merged.get(home).chosen().or(stage.chosen());
                merged.get(home).groups().or(stage.groups());
            }
        }
        return merged;
    }

    private boolean strangers(BitSet stage, BitSet other) {
        return stage.stream().noneMatch(g -> other.stream().anyMatch(h -> site.crosses(g, h)));
    }

    /** Inner groups that nobody seems to reach are served all the same. */
    private void addForgotten(List<Stage> stages) {
        BitSet forgotten = new BitSet();
        forgotten.set(0, site.count());
        stages.forEach(stage -> forgotten.andNot(stage.groups()));
        while (!forgotten.isEmpty()) {
            int approach = site.group(forgotten.nextSetBit(0)).approach();
            BitSet part = new BitSet();
            forgotten.stream().filter(g -> site.group(g).approach() == approach).forEach(part::set);
            forgotten.andNot(part);
            Optional<Stage> home = stages.stream()
                    .filter(stage -> strangers(part, stage.groups()))
                    .findFirst();
            home.ifPresentOrElse(
                    stage -> stage.groups().or(part), () -> stages.add(new Stage(part, (BitSet) part.clone())));
        }
    }

    /** With every group that meets nobody in the stage, nor does its way out of the site. */
    private Stage filled(Stage stage) {
        BitSet full = (BitSet) stage.groups().clone();
        for (int g = 0; g < site.count(); g++) {
            BitSet more = (BitSet) site.inner().onward(g).clone();
            more.or(site.inner().afterLeft(g));
            more.set(g);
            more.andNot(full);
            if (!full.get(g) && strangers(more, full) && strangers(more, more)) {
                full.or(more);
            }
        }
        return new Stage(stage.chosen(), full);
    }
}
