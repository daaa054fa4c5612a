package meridian.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import meridian.model.control.ControlJunction;
import meridian.model.control.ControlMovement;
import meridian.model.control.ControlNetwork;
import meridian.model.control.ControlStage;

/** Which lanes each stage serves, made once for a network. Immutable. */
final class StageMap {
    /**
     * A lane that a stage lets go.
     *
     * @param lane its index
     * @param share of its traffic that goes this way: a lane that leads to two roads counts half for each
     * @param behind lanes of the road that it leads to
     */
    record Served(int lane, double share, List<Integer> behind) {
        Served {
            behind = List.copyOf(behind);
        }
    }

    private final List<List<List<Served>>> served = new ArrayList<>();

    StageMap(ControlNetwork network) {
        for (ControlJunction junction : network.junctions()) {
            Set<Integer> always = always(junction);
            served.add(junction.stages().stream()
                    .map(stage -> served(junction, stage, always))
                    .toList());
        }
    }

    /** Groups that are green whatever is chosen: they say nothing for any stage. */
    private static Set<Integer> always(ControlJunction junction) {
        if (junction.stages().size() < 2) {
            return Set.of();
        }
        Set<Integer> always = new TreeSet<>(junction.stages().getFirst().groups());
        junction.stages().forEach(stage -> always.retainAll(stage.groups()));
        return always;
    }

    private static List<Served> served(ControlJunction junction, ControlStage stage, Set<Integer> always) {
        List<Served> list = new ArrayList<>();
        for (ControlMovement m : junction.movements()) {
            if (stage.serves(m.group()) && !always.contains(m.group())) {
                long ways = junction.movements().stream()
                        .filter(other -> other.fromLane() == m.fromLane())
                        .map(ControlMovement::toLanes)
                        .distinct()
                        .count();
                list.add(new Served(m.fromLane(), 1.0 / ways, m.toLanes()));
            }
        }
        return List.copyOf(list);
    }

    int junctions() {
        return served.size();
    }

    /** What is proposed for each junction that has stages, in their order. */
    List<Proposal> each(IntFunction<Proposal> proposal) {
        return IntStream.range(0, junctions())
                .filter(junction -> stages(junction) > 0)
                .mapToObj(proposal)
                .toList();
    }

    /** Stages of a junction. */
    int stages(int junction) {
        return served.get(junction).size();
    }

    List<Served> served(int junction, int stage) {
        return served.get(junction).get(stage);
    }
}
