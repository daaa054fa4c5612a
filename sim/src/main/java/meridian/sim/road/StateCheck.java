package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

import meridian.model.demand.StopVisit;
import meridian.model.demand.Trip;
import meridian.model.signal.Aspect;

/**
 * Whether a state that was read can be gone on with: all numbers point to something, all chains end, everybody is in one
 * place. So a file whose checksum is right though its content was made up is refused, too, and never a hang.
 */
final class StateCheck {
    private final RoadEngine engine;
    private final RoadNetwork road;
    private final Vehicles vehicles;

    private StateCheck(RoadEngine engine) {
        this.engine = engine;
        road = engine.road();
        vehicles = engine.vehicles;
    }

    /** @throws IllegalArgumentException saying in words what cannot be */
    static void check(RoadEngine engine) {
        StateCheck check = new StateCheck(engine);
        check.freeRows();
        for (int v = 0; v < check.vehicles.rows; v++) {
            if (check.vehicles.used[v]) {
                check.vehicle(v);
            }
        }
        check.segments();
        check.claims();
        check.signals();
        engine.entry.check();
        for (int i = 0; i < engine.knocking().size; i++) {
            within(engine.knocking().row[i], NONE, check.vehicles.rows, "a row that knocks");
        }
        var broken = Invariants.broken(engine);
        holds(broken.isEmpty(), broken.isEmpty() ? "" : broken.getFirst());
    }

    static void holds(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    static void within(int value, int low, int high, String what) {
        if (value < low || value >= high) {
            throw new IllegalArgumentException(what + " has number " + value + ", not " + low + " to " + (high - 1));
        }
    }

    private void freeRows() {
        int used = 0;
        for (int v = 0; v < vehicles.rows; v++) {
            used += vehicles.used[v] ? 1 : 0;
        }
        holds(used == vehicles.alive, used + " rows are in use where " + vehicles.alive + " vehicles are told");
        vehicles.checkFreeRows();
    }

    private void vehicle(int v) {
        within(vehicles.type[v], 0, vehicles.types.length.length, "a vehicle's type");
        within(vehicles.segment[v], 0, road.segmentCount(), "a vehicle's lane or movement");
        within(vehicles.movement[v], Vehicles.UNKNOWN, road.movementCount, "a vehicle's movement");
        within(vehicles.ahead[v], NONE, vehicles.rows, "who drives ahead");
        within(vehicles.behind[v], NONE, vehicles.rows, "who drives behind");
        within(vehicles.blocker[v], NONE, vehicles.rows, "who keeps a vehicle from moving");
        within(vehicles.knock[v], NONE, road.movementCount, "a movement somebody knocks at");
        int[] path = vehicles.path[v];
        holds(path != null && path.length > 0 && vehicles.trip[v] != null, "a vehicle has no way");
        for (int link : path) {
            within(link, 0, road.linkCount, "a link of a way");
        }
        within(vehicles.leg[v], 0, path.length, "a vehicle's place in its way");
        holds(vehicles.lastLeg[v] == path.length - 1, "a way ends before its end");
        holds(road.linkOf(vehicles.segment[v]) == path[vehicles.leg[v]], "a vehicle is beside its way");
        int movement = vehicles.movement[v];
        int segment = vehicles.segment[v];
        boolean leads = movement < 0
                || (segment < road.laneCount
                        ? road.moveFrom[movement] == segment
                        : segment == road.laneCount + movement);
        holds(leads, "a vehicle's movement begins elsewhere");
        if (vehicles.knock[v] != NONE) {
            within(vehicles.knockLeg[v], 0, path.length, "a place in a way that somebody knocks from");
            within(vehicles.knockAfter[v], 0, road.movementCount, "a movement before one that somebody knocks at");
        }
        checkTrip(vehicles.trip[v], road);
        int claim = vehicles.lineClaim[v];
        holds(claim == NONE || claim / Claims.EACH == v && claim >= 0, "a vehicle holds another one's claim");
        within(vehicles.nextStop[v], NONE, Math.max(1, vehicles.trip[v].stops().size()), "a planned halt");
        boolean numbers = Double.isFinite(vehicles.position[v])
                && Double.isFinite(vehicles.speed[v])
                && Double.isFinite(vehicles.odometer[v])
                && vehicles.speedFactor[v] > 0;
        holds(numbers, "a vehicle's place or speed is no number");
        int link = path[vehicles.leg[v]];
        int lane = vehicles.segment[v] < road.laneCount
                ? vehicles.segment[v]
                : road.moveFrom[vehicles.segment[v] - road.laneCount];
        within(lane + vehicles.laneOffset[v], road.linkLane[link], road.linkLane[link + 1], "the better lane");
    }

    /** A trip's links and planned halts are where roads are. */
    static void checkTrip(Trip trip, RoadNetwork road) {
        for (int i = 0; i < trip.path().size(); i++) {
            within(trip.path().link(i), 0, road.linkCount, "a link of a trip");
        }
        for (StopVisit stop : trip.stops()) {
            within(stop.link(), 0, road.linkCount, "a halt's link");
            within(stop.lane(), 0, road.lanesOf(stop.link()), "a halt's lane");
        }
    }

    private void segments() {
        boolean[] seen = new boolean[vehicles.rows];
        int found = 0;
        for (int s = 0; s < road.segmentCount(); s++) {
            within(engine.occupancy.front[s], NONE, vehicles.rows, "the first of a lane");
            within(engine.occupancy.back[s], NONE, vehicles.rows, "the last of a lane");
            int last = NONE;
            for (int v = engine.occupancy.front[s]; v != NONE; v = vehicles.behind[v]) {
                holds(
                        vehicles.used[v] && !seen[v] && vehicles.segment[v] == s && vehicles.ahead[v] == last,
                        "a chain of vehicles on a lane is torn");
                seen[v] = true;
                last = v;
                found++;
            }
            holds(engine.occupancy.back[s] == last, "a chain of vehicles on a lane is torn");
        }
        int parked = 0;
        for (int v = 0; v < vehicles.rows; v++) {
            if (vehicles.used[v] && vehicles.parked[v]) {
                holds(
                        !seen[v] && road.isLane(vehicles.segment[v]) && vehicles.halting(v),
                        "somebody is in a bay and on the road");
                parked++;
            }
        }
        holds(parked == vehicles.parkedCount, "the bays are counted wrongly");
        holds(found + parked == vehicles.alive, "not everybody is on the road");
        engine.occupancy.check();
    }

    private void claims() {
        Claims claims = engine.claims;
        boolean[] seen = new boolean[vehicles.rows * Claims.EACH];
        int found = 0;
        for (int m = 0; m < road.movementCount; m++) {
            for (int c = claims.first[m]; c != NONE; c = claims.next[c]) {
                within(c, 0, seen.length, "a claim");
                holds(
                        !seen[c] && claims.movement[c] == m && vehicles.used[c / Claims.EACH],
                        "a chain of claims is torn");
                seen[c] = true;
                found++;
            }
        }
        int held = 0;
        for (int n : claims.held) {
            held += n;
        }
        holds(held == found, "claims are held that nobody has");
        for (int c = 0; c < seen.length; c++) {
            holds(claims.movement[c] == NONE || seen[c], "somebody has a claim that is in no chain");
        }
    }

    private void signals() {
        for (int c = 0; c < engine.signals.phase.length; c++) {
            int phases = road.controllers.get(c).plan().phases().size();
            within(engine.signals.phase[c], 0, phases, "a signal's phase");
        }
        for (byte aspect : engine.signals.aspect) {
            within(aspect, 0, Aspect.values().length, "a signal's aspect");
        }
    }
}
