package meridian.model.signal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import meridian.model.network.Link;
import meridian.model.network.Movement;

/**
 * The short links between the nodes of one site, such as those in the middle of a divided road. They hold a few vehicles
 * only, so whoever is let in must be let out: the groups that leave them belong to the stage that fills them. (Where they
 * did not, the traffic of one stage filled them and that of the next found no room, cycle after cycle.) Immutable.
 */
final class InnerLinks {
    /** Longer links store what a stage sends into them, and are approaches like others. */
    private static final double LONGEST_METERS = 60;
    /** How fast the last vehicles drive that still have to leave, m/s. */
    private static final double LEAVING_MPS = 8;

    private final List<Link> links;
    private final List<SiteGroups.Group> groups;
    private final boolean[] inner;
    /** Groups that a group's vehicles meet next, straight on or to the right, and after a left turn. */
    private final BitSet[] onward;

    private final BitSet[] afterLeft;

    InnerLinks(List<Link> links, List<Movement> movements, Set<Integer> siteNodes, List<SiteGroups.Group> groups) {
        this.links = links;
        this.groups = List.copyOf(groups);
        this.inner = new boolean[groups.size()];
        this.onward = new BitSet[groups.size()];
        this.afterLeft = new BitSet[groups.size()];
        for (int g = 0; g < inner.length; g++) {
            Link link = links.get(groups.get(g).approach());
            inner[g] = siteNodes.contains(link.fromNode()) && link.lengthMeters() <= LONGEST_METERS;
        }
        List<BitSet> next = new ArrayList<>();
        for (SiteGroups.Group group : groups) {
            next.add(next(group, movements));
        }
        for (int g = 0; g < inner.length; g++) {
            onward[g] = new BitSet();
            afterLeft[g] = new BitSet();
            follow(g, groups.get(g).direction() == SiteGroups.Direction.LEFT, next, g);
            afterLeft[g].andNot(onward[g]);
        }
    }

    private BitSet next(SiteGroups.Group group, List<Movement> movements) {
        BitSet next = new BitSet();
        for (int m : group.members()) {
            for (int h = 0; h < inner.length; h++) {
                if (inner[h] && groups.get(h).approach() == movements.get(m).toLink()) {
                    next.set(h);
                }
            }
        }
        return next;
    }

    private void follow(int g, boolean left, List<BitSet> next, int at) {
        BitSet seen = left ? afterLeft[g] : onward[g];
        next.get(at).stream().forEach(h -> {
            if (!seen.get(h)) {
                seen.set(h);
                follow(g, left || groups.get(h).direction() == SiteGroups.Direction.LEFT, next, h);
            }
        });
    }

    boolean isInner(int g) {
        return inner[g];
    }

    /** Groups that vehicles of this group meet inside the site without having turned left. */
    BitSet onward(int g) {
        return onward[g];
    }

    /** Groups that they meet only after a left turn. */
    BitSet afterLeft(int g) {
        return afterLeft[g];
    }

    /** How much longer a group stays green than those that fill its link, s; 0 for groups at the edge of the site. */
    int lagSeconds(int g) {
        return inner[g] ? (int) Math.ceil(links.get(groups.get(g).approach()).lengthMeters() / LEAVING_MPS) : 0;
    }
}
