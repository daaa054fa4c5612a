package meridian.model.signal;

import java.util.Arrays;
import java.util.Set;
import meridian.model.network.Conflicts;
import meridian.model.network.Network;

/** Which kind of green a group shows, for sources that say only who may go. */
public final class Greens {
    private Greens() {}

    /**
     * Red for a group that is not open; a permitted green where one of its movements must let a movement of another open
     * group go first; a protected one elsewhere.
     *
     * @param open groups of this node's controller that may go together
     */
    public static Aspect aspect(Network network, int node, int group, Set<Integer> open) {
        if (!open.contains(group)) {
            return Aspect.RED;
        }
        int[] here = network.movementsAt(node);
        int[] groups = Arrays.stream(here).map(m -> network.movement(m).group()).toArray();
        Conflicts conflicts = network.conflicts(node);
        for (int a = 0; a < here.length; a++) {
            for (int b = 0; groups[a] == group && b < here.length; b++) {
                if (groups[b] != group && open.contains(groups[b]) && conflicts.yields(a, b)) {
                    return Aspect.GREEN_PERMITTED;
                }
            }
        }
        return Aspect.GREEN_PROTECTED;
    }
}
