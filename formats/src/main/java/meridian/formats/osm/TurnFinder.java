package meridian.formats.osm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meridian.model.network.Turn;

/**
 * Which links a driver may take at a junction: those that the pieces of road inside it lead to in their direction, less what
 * turn restrictions forbid. Turning round is for dead ends, and for gaps in a median that serve nothing else.
 */
final class TurnFinder {
    /** A junction with more ways out than this exists only in broken data. */
    private static final int MOST_OPTIONS = 16;

    private final Arms arms;
    private final Junctions junctions;
    private final Map<Integer, List<TurnRestriction>> restrictions = new HashMap<>();

    TurnFinder(Arms arms, Junctions junctions, List<TurnRestriction> restrictions) {
        this.arms = arms;
        this.junctions = junctions;
        for (TurnRestriction r : restrictions) {
            this.restrictions
                    .computeIfAbsent(r.viaVertex(), v -> new ArrayList<>())
                    .add(r);
        }
    }

    private record Step(RoadEdge edge, boolean forward) {}

    /**
     * @param out by edge and direction: the links that leave this junction
     * @return the options from right to left; empty where the driver cannot go on
     */
    List<TurnOption> options(RoadLink from, Map<Long, RoadLink> out) {
        Set<RoadLink> targets = new LinkedHashSet<>();
        Set<Step> seen = new HashSet<>();
        Deque<Step> open = new ArrayDeque<>();
        open.add(new Step(from.edge(), from.forward()));
        while (!open.isEmpty()) {
            Step step = open.removeFirst();
            int vertex = step.edge().end(step.forward());
            for (Arms.Arm arm : arms.at(vertex)) {
                Step next = new Step(arm.edge(), arm.atStart());
                boolean back = arm.edge() == step.edge() && arm.atStart() != step.forward();
                if (back || !arm.edge().allows(arm.atStart()) || forbidden(vertex, step, next)) {
                    continue;
                }
                if (!junctions.inside(arm.edge())) {
                    RoadLink link = out.get(key(next.edge(), next.forward()));
                    if (link != null) {
                        targets.add(link);
                    }
                } else if (seen.add(next)) {
                    open.add(next);
                }
            }
        }
        return sensible(from, targets, out.get(key(from.edge(), !from.forward())));
    }

    static long key(RoadEdge edge, boolean forward) {
        return edge.index() * 2L + (forward ? 1 : 0);
    }

    private boolean forbidden(int vertex, Step from, Step to) {
        boolean onlyElsewhere = false;
        for (TurnRestriction r : restrictions.getOrDefault(vertex, List.of())) {
            if (r.fromWay() == from.edge().endWay(from.forward())) {
                boolean named = r.toWay() == to.edge().startWay(to.forward());
                if (named && !r.only()) {
                    return true;
                }
                if (r.only()) {
                    if (named) {
                        return false;
                    }
                    onlyElsewhere = true;
                }
            }
        }
        return onlyElsewhere;
    }

    private static List<TurnOption> sensible(
            RoadLink from, Set<RoadLink> targets, @org.jspecify.annotations.Nullable RoadLink back) {
        List<TurnOption> options = new ArrayList<>();
        for (RoadLink target : targets) {
            if (target != back) {
                options.add(TurnOption.of(from, target));
            }
        }
        boolean left = options.stream().anyMatch(o -> o.turn().isLeft() && o.turn() != Turn.U_TURN);
        boolean others = options.stream().anyMatch(o -> o.turn() != Turn.U_TURN);
        if (left && others) {
            options.removeIf(o -> o.turn() == Turn.U_TURN);
        }
        if (options.isEmpty() && back != null) {
            options.add(TurnOption.of(from, back));
        }
        if (options.size() > MOST_OPTIONS) {
            options.sort(Comparator.comparingDouble(o -> Math.abs(o.angleDegrees())));
            options = new ArrayList<>(options.subList(0, MOST_OPTIONS));
        }
        options.sort(Comparator.comparingDouble(TurnFinder::fromRightToLeft)
                .thenComparing(o -> o.target().link().id()));
        return options;
    }

    /** A driver who turns round does so to the left, whatever the sign of an angle near 180 degrees. */
    private static double fromRightToLeft(TurnOption option) {
        return option.turn() == Turn.U_TURN ? Math.abs(option.angleDegrees()) : option.angleDegrees();
    }
}
