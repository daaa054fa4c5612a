package meridian.formats.osm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import meridian.model.network.VehicleKind;

/**
 * Which lane leads where at the end of a link.
 *
 * <p>From {@code turn:lanes} where it is mapped. Else the rightmost lane leads right and straight on, the leftmost left and
 * straight on, those between straight on. In both cases every lane leads somewhere and every option is reached.
 *
 * <p>Source of the values: <a href="https://wiki.openstreetmap.org/wiki/Key:turn">Key:turn</a>.
 */
final class LaneTurns {
    private static final double STRAIGHT_DEGREES = 50;
    private static final double FAR_OFF_DEGREES = 75;
    private static final Map<String, Double> ANGLES = Map.of(
            "sharp_right", -135.0,
            "right", -90.0,
            "slight_right", -40.0,
            "through", 0.0,
            "slight_left", 40.0,
            "left", 90.0,
            "sharp_left", 135.0,
            "reverse", 180.0);

    private LaneTurns() {}

    /** One lane to one lane. */
    record Use(int fromLane, TurnOption option, int toLane) {}

    /** @param options from right to left, one or more */
    static List<Use> assign(RoadLink from, List<TurnOption> options) {
        int lanes = from.link().lanes().size();
        List<List<TurnOption>> byLane = new ArrayList<>();
        for (int i = 0; i < lanes; i++) {
            byLane.add(new ArrayList<>());
        }
        // Cars first; a bus lane goes where the lane beside it goes.
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < lanes; i++) {
            if (from.link().lanes().get(i).access().allows(VehicleKind.CAR)) {
                open.add(i);
            }
        }
        String turns = from.direction().turns();
        if (turns.isEmpty()) {
            bySide(byLane, open, options);
        } else {
            asPainted(byLane, turns, options);
        }
        for (int i = 0; i < lanes; i++) {
            if (!open.contains(i)) {
                byLane.get(i).clear();
                byLane.get(i).addAll(byLane.get(nearest(open, i)));
            }
        }
        return uses(from, byLane, options);
    }

    private static int nearest(List<Integer> lanes, int lane) {
        return lanes.stream()
                .min(Comparator.comparingInt((Integer l) -> Math.abs(l - lane)).thenComparing(l -> l))
                .orElseThrow();
    }

    private static void bySide(List<List<TurnOption>> byLane, List<Integer> lanes, List<TurnOption> options) {
        List<TurnOption> right = new ArrayList<>();
        List<TurnOption> straight = new ArrayList<>();
        List<TurnOption> left = new ArrayList<>();
        double limit = straightLimit(options);
        for (TurnOption option : options) {
            if (Math.abs(option.angleDegrees()) <= limit) {
                straight.add(option);
            } else {
                (option.angleDegrees() < 0 && option.angleDegrees() > -160 ? right : left).add(option);
            }
        }
        if (straight.isEmpty()) {
            share(byLane, lanes, options);
            return;
        }
        byLane.get(lanes.getFirst()).addAll(right);
        share(byLane, lanes, straight);
        byLane.get(lanes.getLast()).addAll(left);
    }

    /** Below 25 degrees is straight on; where nothing is, the slightest turn below 50 degrees takes its place. */
    private static double straightLimit(List<TurnOption> options) {
        double least = options.stream()
                .mapToDouble(o -> Math.abs(o.angleDegrees()))
                .min()
                .orElse(0);
        return least < 25 ? 25 : least < STRAIGHT_DEGREES ? least : -1;
    }

    /** Options and lanes laid side by side, from right to left; each option meets a lane and each lane an option. */
    private static void share(List<List<TurnOption>> byLane, List<Integer> lanes, List<TurnOption> options) {
        int n = lanes.size();
        int k = options.size();
        for (int j = 0; j < k; j++) {
            int first = j * n / k;
            int last = Math.max(first, ((j + 1) * n + k - 1) / k - 1);
            for (int i = first; i <= Math.min(last, n - 1); i++) {
                byLane.get(lanes.get(i)).add(options.get(j));
            }
        }
    }

    private static void asPainted(List<List<TurnOption>> byLane, String turns, List<TurnOption> options) {
        String[] painted = turns.split("\\|", -1);
        int lanes = byLane.size();
        for (int i = 0; i < lanes; i++) {
            List<TurnOption> uses = byLane.get(i);
            for (String arrow : painted[lanes - 1 - i].split(";")) {
                TurnOption option = closest(options, ANGLES.getOrDefault(arrow.trim(), 0.0));
                if (option != null && !uses.contains(option)) {
                    uses.add(option);
                }
            }
        }
        for (TurnOption option : options) {
            if (byLane.stream().noneMatch(uses -> uses.contains(option))) {
                // Not painted, yet possible: the lane on that side leads there too.
                int side = option.angleDegrees() > STRAIGHT_DEGREES ? lanes - 1 : 0;
                byLane.get(side).add(option);
            }
        }
        for (List<TurnOption> uses : byLane) {
            if (uses.isEmpty()) {
                uses.add(options.stream()
                        .min(Comparator.comparingDouble(o -> Math.abs(o.angleDegrees())))
                        .orElseThrow());
            }
        }
    }

    private static @org.jspecify.annotations.Nullable TurnOption closest(List<TurnOption> options, double angle) {
        TurnOption best = null;
        double least = FAR_OFF_DEGREES;
        for (TurnOption option : options) {
            double off = Math.abs(Math.IEEEremainder(option.angleDegrees() - angle, 360));
            if (off < least) {
                least = off;
                best = option;
            }
        }
        return best;
    }

    private static List<Use> uses(RoadLink from, List<List<TurnOption>> byLane, List<TurnOption> options) {
        List<Use> uses = new ArrayList<>();
        for (TurnOption option : options) {
            List<Integer> lanes = new ArrayList<>();
            for (int i = 0; i < byLane.size(); i++) {
                if (byLane.get(i).contains(option)) {
                    lanes.add(i);
                }
            }
            boolean keepLeft = option.turn().isLeft();
            int targets = option.target().link().lanes().size();
            for (int rank = 0; rank < lanes.size(); rank++) {
                int fromKerb = keepLeft ? targets - lanes.size() + rank : rank;
                int toLane = Math.clamp(fromKerb, 0, targets - 1);
                uses.add(new Use(lanes.get(rank), option, usable(from, lanes.get(rank), option, toLane)));
            }
        }
        return uses;
    }

    /** A lane that cars may use leads to one that they may use. */
    private static int usable(RoadLink from, int fromLane, TurnOption option, int toLane) {
        var lanes = option.target().link().lanes();
        if (!from.link().lanes().get(fromLane).access().allows(VehicleKind.CAR)) {
            return toLane;
        }
        for (int step = 0; step < lanes.size(); step++) {
            int lane = (toLane + step) % lanes.size();
            if (lanes.get(lane).access().allows(VehicleKind.CAR)) {
                return lane;
            }
        }
        return toLane;
    }
}
