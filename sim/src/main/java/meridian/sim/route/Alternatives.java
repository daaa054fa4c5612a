package meridian.sim.route;

import java.util.ArrayList;
import java.util.List;
import meridian.model.demand.LinkPath;
import meridian.model.network.VehicleKind;

/**
 * Several sensible ways between two links. One thread.
 *
 * <p>By the penalty method: after each search the links of the way found become dearer, and the search is repeated.
 * Sources: T. de la Barra, B. Pérez, J. Añez, "Multidimensional path search and assignment", PTRC 1993; R. Bader, J. Dees,
 * R. Geisberger, P. Sanders, "Alternative route graphs in road networks", TAPAS 2011.
 */
final class Alternatives {
    /** No alternative takes longer than this many times the fastest way. */
    static final double LONGEST = 1.4;
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
}
