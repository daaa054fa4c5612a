package meridian.sim.road.oracle;

import java.util.List;
import meridian.model.demand.StopVisit;
import meridian.model.demand.VehicleType;
import org.jspecify.annotations.Nullable;

/** Which lanes lead where a driver wants to go, and how far. */
final class LaneRule {
    /** How many links ahead drivers look. */
    static final int LEGS = 9;

    private final Scene scene;

    LaneRule(Scene scene) {
        this.scene = scene;
    }

    /** How far a lane leads without changing, m from its start, and how much road beyond it others take, m. */
    private record Outlook(double reach, double jam) {}

    /** How many links beyond {@code leg} are looked at: those that begin within sight, at least one where there is one. */
    private int horizon(int[] path, int leg, int most) {
        int n = 0;
        double way = 0;
        while (n < Math.min(most, path.length - 1 - leg) && (n == 0 || way < scene.constants.lookMeters)) {
            way += link(path, leg + n).length();
            n++;
        }
        return n;
    }

    private Link link(int[] path, int leg) {
        return scene.roads.links.get(path[leg]);
    }

    private Outlook outlook(Lane lane, int[] path, int leg, VehicleType type, int more) {
        if (more == 0) {
            return new Outlook(lane.length, 0);
        }
        double beyond = 0;
        double jam = 0;
        for (Movement m : towards(lane, path, leg, type)) {
            Outlook next = outlook(m.to, path, leg + 1, type, more - 1);
            if (next.reach > beyond) {
                beyond = next.reach;
                jam = next.jam + m.to.takenBefore;
            }
        }
        return new Outlook(lane.length + beyond, jam);
    }

    /** The movements from a lane to the next link of a path. */
    private List<Movement> towards(Lane lane, int[] path, int leg, VehicleType type) {
        return lane.out.stream()
                .filter(m -> m.to.link.number == path[leg + 1] && m.to.open(type))
                .toList();
    }

    /** How far a lane leads, m from its start, looking at most at so many links beyond its own. */
    double reach(Lane lane, int[] path, int leg, VehicleType type, int most) {
        return lane.open(type) ? outlook(lane, path, leg, type, horizon(path, leg, most)).reach : 0;
    }

    /** The movement from a lane towards the next link of a path whose lane leads farthest; null where none leads there. */
    @Nullable
    Movement movement(Lane lane, int[] path, int leg, VehicleType type) {
        return leg + 1 < path.length ? best(lane, path, leg, type, horizon(path, leg + 1, LEGS - 1)) : null;
    }

    private @Nullable Movement best(Lane lane, int[] path, int leg, VehicleType type, int more) {
        Movement best = null;
        double bestReach = -1;
        for (Movement m : towards(lane, path, leg, type)) {
            double reach = outlook(m.to, path, leg + 1, type, more).reach;
            if (reach > bestReach) {
                best = m;
                bestReach = reach;
            }
        }
        return best;
    }

    /** What a driver knows about the own lane and those beside it. */
    void orient(Vehicle v) {
        Lane own = (Lane) v.on;
        int more = horizon(v.path, v.leg, LEGS);
        v.movement = v.onLastLeg() ? null : best(own, v.path, v.leg, v.type, more - 1);
        StopVisit stop = v.stop();
        boolean halts = stop != null
                && stop.link() == own.link.number
                && stop.endMeters() > v.position - scene.constants.stopBehindMeters;
        double bestReach = -1;
        Lane best = own;
        v.reachRight = -1;
        v.reachLeft = -1;
        for (Lane lane : own.link.lanes) {
            double reach = lane.open(v.type) ? outlook(lane, v.path, v.leg, v.type, more).reach : 0;
            if (halts && lane.place != stop.lane()) {
                reach = Math.min(reach, stop.endMeters());
            }
            boolean nearer = Math.abs(lane.place - own.place) < Math.abs(best.place - own.place);
            double same = scene.constants.sameMeters;
            if (reach > bestReach + same || reach > bestReach - same && nearer) {
                bestReach = Math.max(reach, bestReach);
                best = lane;
            }
            note(v, lane.place - own.place, (float) reach);
        }
        v.laneOffset = best.place - own.place;
        v.jamBeyond = (float) outlook(best, v.path, v.leg, v.type, more).jam;
    }

    private static void note(Vehicle v, int side, float reach) {
        switch (side) {
            case 0 -> v.reach = reach;
            case -1 -> v.reachRight = reach;
            case 1 -> v.reachLeft = reach;
            default -> {
                // Too far away to change to at once.
            }
        }
    }

    void endHalt(Vehicle v) {
        v.haltUntil = -1;
        v.pastStop();
        look(v);
    }

    /** A driver on a new lane finds out which movement to take, and whether it is committed to it already. */
    void look(Vehicle v) {
        orient(v);
        v.isNewOnLane = false;
        v.lineClaim = v.movement == null ? null : v.claimOn(v.movement);
        v.committed = v.committedToGo();
    }
}
