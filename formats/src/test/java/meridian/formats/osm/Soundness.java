package meridian.formats.osm;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import meridian.model.network.Movement;
import meridian.model.network.Network;

/** What must hold in every imported network. */
final class Soundness {
    private Soundness() {}

    /** Lanes that lead nowhere, links that nobody enters, links that do not reach all others and come back. */
    static List<String> faults(Network network) {
        List<String> faults = new ArrayList<>();
        int n = network.links().size();
        BitSet entered = new BitSet();
        for (Movement m : network.movements()) {
            entered.set(m.toLink());
        }
        for (int i = 0; i < n; i++) {
            BitSet left = new BitSet();
            for (int m : network.movementsFrom(i)) {
                left.set(network.movement(m).fromLane());
            }
            if (left.cardinality() < network.link(i).lanes().size()) {
                faults.add("a lane of " + network.link(i).id() + " leads nowhere");
            }
            if (!entered.get(i)) {
                faults.add(network.link(i).id() + " is never entered");
            }
        }
        int[] from = network.movements().stream().mapToInt(Movement::fromLink).toArray();
        int[] to = network.movements().stream().mapToInt(Movement::toLink).toArray();
        if (reached(n, from, to) != n || reached(n, to, from) != n) {
            faults.add("not every link can be reached from every other");
        }
        return faults;
    }

    private static int reached(int n, int[] from, int[] to) {
        List<List<Integer>> next = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            next.add(new ArrayList<>());
        }
        for (int i = 0; i < from.length; i++) {
            next.get(from[i]).add(to[i]);
        }
        BitSet seen = new BitSet();
        List<Integer> open = new ArrayList<>(List.of(0));
        seen.set(0);
        while (!open.isEmpty()) {
            for (int link : next.get(open.removeLast())) {
                if (!seen.get(link)) {
                    seen.set(link);
                    open.add(link);
                }
            }
        }
        return seen.cardinality();
    }
}
