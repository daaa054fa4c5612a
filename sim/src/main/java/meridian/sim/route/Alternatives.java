package meridian.sim.route;

import java.util.ArrayList;
import java.util.List;
import meridian.model.demand.LinkPath;
import meridian.model.network.VehicleKind;
import org.jspecify.annotations.Nullable;

/**
 * Several sensible ways between two links, and a choice among them. One thread.
 *
 * <p>Ways by the penalty method: after each search the links of the way found become dearer, and the search is repeated.
 * Sources: T. de la Barra, B. Pérez, J. Añez, "Multidimensional path search and assignment", PTRC 1993; R. Bader, J. Dees,
 * R. Geisberger, P. Sanders, "Alternative route graphs in road networks", TAPAS 2011.
 *
 * <p>Choice by a multinomial logit on travel time relative to the fastest way (D. McFadden, "Conditional logit analysis of
 * qualitative choice behavior", 1974). Overlap of the ways is not corrected for.
 */
final class Alternatives {
    /** No alternative takes longer than this many times the fastest way. */
    static final double LONGEST = 1.4;
    /** How many ways a driver chooses from. */
    static final int USUAL = 3;
    /** Weight of relative travel time in the choice: 10 % longer is chosen e times less often. Our estimate. */
    private static final double SCALE = 10;
    /** A link of a way found counts this much more in the next search; Bader et al. find 1.3 to 1.5 best. */
    private static final float PENALTY = 1.4f;

    private final Search search;

    Alternatives(Search search) {
        this.search = search;
    }

    List<LinkPath> find(int from, int to, VehicleKind kind, float[] linkSeconds, int count) {
        List<LinkPath> found = new ArrayList<>();
        List<LinkPath> penalised = new ArrayList<>();
        double longest = Double.POSITIVE_INFINITY;
        for (int attempt = 0; attempt < 2 * count && found.size() < count; attempt++) {
            LinkPath path = search.run(from, to, kind, linkSeconds);
            if (path == null) {
                break;
            }
            double seconds = search.seconds(path, kind, linkSeconds);
            if (found.isEmpty()) {
                longest = LONGEST * seconds;
            }
            if (seconds <= longest && !found.contains(path)) {
                found.add(path);
            }
            if (path.size() < 3) {
                // Between neighbours there is nothing to go around.
                break;
            }
            penalise(path);
            penalised.add(path);
        }
        penalised.forEach(this::forgive);
        return found;
    }

    /** All but the ends, which every way shares. */
    private void penalise(LinkPath path) {
        for (int i = 1; i + 1 < path.size(); i++) {
            search.penalise(path.link(i), PENALTY);
        }
    }

    private void forgive(LinkPath path) {
        for (int i = 1; i + 1 < path.size(); i++) {
            search.forgive(path.link(i));
        }
    }

    @Nullable
    LinkPath choose(int from, int to, VehicleKind kind, float[] linkSeconds, long random) {
        List<LinkPath> ways = find(from, to, kind, linkSeconds, USUAL);
        if (ways.size() < 2) {
            return ways.isEmpty() ? null : ways.getFirst();
        }
        double fastest = search.seconds(ways.getFirst(), kind, linkSeconds);
        double[] upTo = new double[ways.size()];
        double sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            sum += Math.exp(-SCALE * (search.seconds(ways.get(i), kind, linkSeconds) / fastest - 1));
            upTo[i] = sum;
        }
        double draw = Chance.unit(random) * sum;
        int i = 0;
        while (i < upTo.length - 1 && draw >= upTo[i]) {
            i++;
        }
        return ways.get(i);
    }
}
