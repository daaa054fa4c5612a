package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

/**
 * Whether a driver who goes through a node will find room behind it, so that nobody ever stops in its middle.
 *
 * <p>Room is what is left when all who drive on the lane have closed up behind who stands there, or at its end; room that
 * drivers who are on their way to the lane will need is taken off. What a driver was promised nobody takes: who changes into
 * the lane asks here too.
 */
final class Room {
    /** Others are seen this far before their line, m. */
    private static final double SEEN_METERS = 50;

    /** Lanes shorter than this lie inside what drivers see as one junction, m. */
    private static final double SHORT_METERS = 25;

    /** Who has stood this long at the end of a lane is let in, s. */
    private static final double LET_IN_SECONDS = 15;

    private final RoadNetwork road;
    private final Vehicles vehicles;
    private final Occupancy occupancy;
    private final Claims claims;
    private final LaneChoice lanes;
    private final Signals signals;
    /** Whether it matters at all. */
    private final boolean keepsClear;
    /** Whether somebody stands on the lane that {@link #left} looked at last. */
    private boolean standing;
    /** Whether somebody on it is not committed to go on. */
    private boolean hesitates;

    Room(
            RoadNetwork road,
            Vehicles vehicles,
            Occupancy occupancy,
            Claims claims,
            LaneChoice lanes,
            Signals signals,
            boolean keepsClear) {
        this.keepsClear = keepsClear;
        this.road = road;
        this.vehicles = vehicles;
        this.occupancy = occupancy;
        this.claims = claims;
        this.lanes = lanes;
        this.signals = signals;
    }

    /**
     * Whether there is room for a vehicle behind a movement. A lane that is too short counts together with the next one where
     * nobody stands on it and the driver need not stop at its end.
     *
     * @param leg place in its path of the link that the movement leaves
     */
    boolean behind(int v, int m, int leg) {
        if (!keepsClear) {
            return true;
        }
        int lane = road.moveTo[m];
        double promised = promised(v, lane);
        double needed = vehicles.space(v) + promised;
        int[] path = vehicles.path[v];
        double room = left(lane);
        // An empty lane that cannot hold the vehicle: nobody like it could ever pass if this were refused.
        boolean tooShort = promised == 0 && occupancy.lastOn(lane) == NONE && room < needed;
        for (int next = leg + 1; room < needed; next++) {
            if (standing || hesitates && road.segLength[lane] < SHORT_METERS) {
                return false;
            }
            if (next >= path.length - 1) {
                return true;
            }
            int on = lanes.movement(lane, path, next, vehicles.kind(v));
            if (on == NONE || !tooShort && !goesOn(on)) {
                return tooShort;
            }
            lane = road.moveTo[on];
            room += road.segLength[road.laneCount + on] + left(lane);
        }
        return true;
    }

    /**
     * Whether somebody stands at the end of a neighbouring lane that does not lead on and has waited long enough to be let
     * into this one by those who come through the node.
     */
    boolean isWaitedFor(int lane) {
        int link = road.laneLink[lane];
        return lane > road.linkLane[link] && waits(lane - 1, 1)
                || lane + 1 < road.linkLane[link + 1] && waits(lane + 1, -1);
    }

    private boolean waits(int lane, int direction) {
        int u = occupancy.front[lane];
        return u != NONE
                && vehicles.onWrongLane(u)
                && vehicles.standing[u] > LET_IN_SECONDS
                && Integer.signum(vehicles.laneOffset[u]) == direction;
    }

    /** Whether a driver need not stop before a movement of another node: a look at who comes, without reading its claims. */
    private boolean goesOn(int m) {
        if (!signals.of(m).open() || road.moveStops[m]) {
            return false;
        }
        ConflictZones zones = road.zones;
        for (int i = zones.start[m]; i < zones.start[m + 1]; i++) {
            int foe = zones.foe[i];
            if (zones.yields[i] && (occupancy.front[road.laneCount + foe] != NONE || comes(foe))) {
                return false;
            }
        }
        return true;
    }

    private boolean comes(int m) {
        int lane = road.moveFrom[m];
        int u = occupancy.front[lane];
        return u != NONE
                && signals.of(m).open()
                && vehicles.movement[u] == m
                && road.segLength[lane] - vehicles.position[u] < SEEN_METERS;
    }

    /** Length of lane that is free once all on it have closed up, m; less than 0 where a tail hangs out of it. */
    double left(int lane) {
        double taken = 0;
        standing = true;
        hesitates = false;
        for (int u = occupancy.back[lane]; u != NONE; u = vehicles.ahead[u]) {
            if (vehicles.speed[u] < Junctions.STANDING_MPS) {
                return vehicles.rear(u) - taken;
            }
            // Who is committed to go on will not stop here, unless the lane is so short that a tail may stay on it.
            hesitates |= !vehicles.committed[u];
            if (!vehicles.committed[u] || road.segLength[lane] < SHORT_METERS) {
                taken += vehicles.space(u);
            }
        }
        int tail = occupancy.tailOn(lane);
        if (tail != NONE && vehicles.speed[tail] < Junctions.STANDING_MPS) {
            return occupancy.tailRear(lane) - taken;
        }
        standing = false;
        return road.segLength[lane] - taken;
    }

    /** Whether a lane has room for one more, as it is now. */
    boolean isIn(int lane, int v) {
        return left(lane) - promised(v, lane) >= vehicles.space(v);
    }

    /** Room that committed drivers will take on a lane they have not reached, m. */
    double promised(int v, int lane) {
        double sum = 0;
        for (int i = road.laneInStart[lane]; i < road.laneInStart[lane + 1]; i++) {
            int m = road.laneIn[i];
            double length = road.segLength[road.laneCount + m];
            for (int c = claims.first[m]; c != NONE; c = claims.next[c]) {
                int u = claims.vehicle(c);
                if (u != v && claims.front(c) < length) {
                    sum += vehicles.space(u);
                }
            }
        }
        return sum;
    }

    /**
     * Whether somebody can change into a lane without taking room that was promised to who comes through the node behind it.
     *
     * @param follower who would be behind, or NONE
     */
    boolean toChangeInto(int v, int lane, int follower) {
        double promised = promised(v, lane);
        if (promised == 0) {
            return true;
        }
        if (follower != NONE) {
            // Room ends behind who stands; what happens in front of that takes none.
            for (int u = occupancy.back[lane]; u != vehicles.ahead[follower]; u = vehicles.ahead[u]) {
                if (vehicles.speed[u] < Junctions.STANDING_MPS) {
                    return true;
                }
            }
        }
        return left(lane) - promised >= vehicles.space(v);
    }
}
