package meridian.sim.road.oracle;

import java.util.ArrayList;
import java.util.List;
import meridian.model.City;
import meridian.model.FreeTravel;
import meridian.model.network.Conflicts;
import meridian.model.network.Network;
import meridian.model.network.NodeControl;
import meridian.sim.road.oracle.Movement.Pair;
import meridian.sim.road.oracle.Movement.Sibling;

/** A city's network as objects. */
final class Roads {
    /** No movement is shorter, m. */
    private static final double SHORTEST_MOVEMENT = 0.1;

    final City city;
    final List<Junction> junctions = new ArrayList<>();
    final List<Link> links = new ArrayList<>();
    final List<Lane> lanes = new ArrayList<>();
    final List<Movement> movements = new ArrayList<>();

    Roads(City city, Tables tables, Constants constants) {
        this.city = city;
        Network network = city.network();
        for (int n = 0; n < network.nodes().size(); n++) {
            junctions.add(new Junction());
        }
        float[] alone = FreeTravel.seconds(city);
        for (int l = 0; l < network.links().size(); l++) {
            addLink(l, network.link(l), alone[l]);
        }
        for (int m = 0; m < network.movements().size(); m++) {
            addMovement(m, network.movement(m));
        }
        for (int n = 0; n < junctions.size(); n++) {
            addPairs(network.conflicts(n), junctions.get(n), tables, constants);
        }
        for (Movement m : movements) {
            m.waitMeters = m.given.signalled() && m.given.turn().isLeft() ? waitingPlace(m, constants) : 0;
        }
    }

    private void addLink(int index, meridian.model.network.Link given, float aloneSeconds) {
        Junction end = junctions.get(given.toNode());
        Link link = new Link(index, end, aloneSeconds);
        for (int i = 0; i < given.lanes().size(); i++) {
            Lane lane = new Lane(lanes.size(), link, i, given.lanes().get(i), given.lengthMeters());
            link.lanes.add(lane);
            lanes.add(lane);
            end.lanes.add(lane);
        }
        links.add(link);
    }

    private void addMovement(int index, meridian.model.network.Movement given) {
        Lane from = links.get(given.fromLink()).lanes.get(given.fromLane());
        Lane to = links.get(given.toLink()).lanes.get(given.toLane());
        Junction junction = junctions.get(given.node());
        double length = Math.max(SHORTEST_MOVEMENT, given.lengthMeters());
        boolean allWay = city.network().node(given.node()).control() == NodeControl.ALL_WAY_STOP;
        Movement movement = new Movement(lanes.size() + index, index, given, from, to, junction, length, allWay);
        from.out.add(movement);
        to.in.add(movement);
        junction.movements.add(movement);
        movements.add(movement);
    }

    /** Drivers from one lane follow each other; they need no other rule. Ending in one lane is always a conflict. */
    private void addPairs(Conflicts conflicts, Junction junction, Tables tables, Constants constants) {
        List<Movement> at = junction.movements;
        for (int a = 0; a < at.size(); a++) {
            for (int b = 0; b < at.size(); b++) {
                Movement own = at.get(a);
                Movement foe = at.get(b);
                boolean merges = own.to == foe.to;
                if (a != b && own.from == foe.from) {
                    own.siblings.add(new Sibling(foe, tables.apart(own.index, foe.index)));
                } else if (a != b && (conflicts.crosses(a, b) || merges)) {
                    double[] s = tables.stretches(own.index, foe.index);
                    // Equals that merge take turns: who commits first goes first, nobody waits for a gap.
                    boolean takeTurns = merges && conflicts.yields(a, b) && conflicts.yields(b, a);
                    boolean yields = conflicts.yields(a, b) && !takeTurns || own.allWayStop;
                    boolean tie = own.allWayStop && waitsInTie(own, foe, constants);
                    own.pairs.add(new Pair(foe, s[0], s[1], s[2], s[3], yields, tie, merges));
                }
            }
        }
    }

    /** Who comes from the right goes first; of two who face each other, who turns left waits. */
    private boolean waitsInTie(Movement m, Movement foe, Constants constants) {
        double fromRight = Math.IEEEremainder(heading(foe) - heading(m), 2 * Math.PI);
        return Math.abs(fromRight) > Math.toRadians(constants.facingDegrees)
                ? m.given.turn().isLeft() && !foe.given.turn().isLeft()
                : fromRight > 0;
    }

    private double heading(Movement m) {
        return city.network().link(m.given.fromLink()).shape().lastHeading();
    }

    /**
     * How far into the node a driver who turns left may go to wait: just before the first stretch shared with somebody who goes
     * first and may have green too; nowhere where that leaves no room.
     */
    private double waitingPlace(Movement m, Constants constants) {
        boolean wouldBlock = waitsLongerThanItsGreen(m);
        double place = Double.MAX_VALUE;
        for (Pair pair : m.pairs) {
            if (pair.yields() && (wouldBlock || greenTogether(m, pair.foe()))) {
                place = Math.min(place, pair.enter() - constants.waitGapMeters);
            }
        }
        return place == Double.MAX_VALUE || place < constants.leastWaitMeters ? 0 : place;
    }

    /** Whether somebody whom it lets go first may still go when those have green who cross it. */
    private boolean waitsLongerThanItsGreen(Movement m) {
        for (Pair pair : m.pairs) {
            if (pair.yields() && greenTogether(m, pair.foe())) {
                for (Pair other : m.pairs) {
                    if (!greenTogether(m, other.foe()) && greenTogether(pair.foe(), other.foe())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean greenTogether(Movement m, Movement foe) {
        int signal = m.given.signal();
        return !m.given.signalled()
                || !foe.given.signalled()
                || signal != foe.given.signal()
                || city.signals().get(signal).plan().phases().stream()
                        .anyMatch(p -> p.aspects().get(m.given.group()).green()
                                && p.aspects().get(foe.given.group()).green());
    }
}
