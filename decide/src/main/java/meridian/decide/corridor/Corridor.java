package meridian.decide.corridor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import meridian.model.control.ControlJunction;
import meridian.model.control.ControlMovement;
import meridian.model.control.ControlNetwork;

/**
 * A way through the city with the junctions on it that can be asked for.
 *
 * @param request who asked
 * @param way its links, the first one first
 * @param passages in the order in which the vehicle comes to them; junctions without a stage that leads on are not among them
 */
public record Corridor(EmergencyRequest request, List<WayLink> way, List<Passage> passages) {
    public Corridor {
        way = List.copyOf(way);
        passages = List.copyOf(passages);
    }

    /** How long junctions take to turn. */
    @FunctionalInterface
    public interface Changes {
        /** The longest from any other stage of a junction to this one, s. */
        double longestSeconds(int junction, int stage);
    }

    /** @param network with the stages that may be asked for */
    public static Corridor of(ControlNetwork network, Changes changes, EmergencyRequest request, List<WayLink> way) {
        List<Passage> passages = new ArrayList<>();
        for (int at = 0; at + 1 < way.size(); at++) {
            passage(network, changes, at, way.get(at).link(), way.get(at + 1).link())
                    .ifPresent(passages::add);
        }
        return new Corridor(request, way, passages);
    }

    /** Place of a link in the way, from this place on; −1 where it is not there. */
    public int place(int link, int from) {
        for (int at = from; at < way.size(); at++) {
            if (way.get(at).link() == link) {
                return at;
            }
        }
        return -1;
    }

    private static Optional<Passage> passage(ControlNetwork network, Changes changes, int at, int from, int to) {
        for (int j = 0; j < network.junctions().size(); j++) {
            ControlJunction junction = network.junctions().get(j);
            Predicate<ControlMovement> comes =
                    m -> network.lanes().get(m.fromLane()).link() == from;
            Predicate<ControlMovement> leads = comes.and(m ->
                    m.toLanes().stream().anyMatch(l -> network.lanes().get(l).link() == to));
            if (junction.movements().stream().anyMatch(leads)) {
                return best(junction, changes, at, j, leads, comes);
            }
        }
        return Optional.empty();
    }

    /**
     * The stage that opens most lanes that lead on; of equals the one that opens most lanes of the approach, so that nobody stands
     * before the vehicle who wants to go elsewhere.
     */
    private static Optional<Passage> best(
            ControlJunction junction,
            Changes changes,
            int at,
            int index,
            Predicate<ControlMovement> leads,
            Predicate<ControlMovement> comes) {
        Passage best = null;
        int most = 0;
        for (int s = 0; s < junction.stages().size(); s++) {
            Set<Integer> on = lanes(junction, s, leads);
            int score = on.isEmpty()
                    ? 0
                    : 100 * on.size() + lanes(junction, s, comes).size();
            if (score > most) {
                most = score;
                best = new Passage(at, index, s, changes.longestSeconds(index, s), List.copyOf(on));
            }
        }
        return Optional.ofNullable(best);
    }

    private static Set<Integer> lanes(ControlJunction junction, int stage, Predicate<ControlMovement> which) {
        Set<Integer> lanes = new TreeSet<>();
        for (ControlMovement m : junction.movements()) {
            if (junction.stages().get(stage).serves(m.group()) && which.test(m)) {
                lanes.add(m.fromLane());
            }
        }
        return lanes;
    }
}
