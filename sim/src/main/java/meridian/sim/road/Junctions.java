package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

import meridian.model.signal.Aspect;

/**
 * Who may drive into a node: signals, right of way with accepted gaps, room behind the node, and the rule that keeps
 * crossing paths apart.
 *
 * <p><b>The rule.</b> A driver commits to a movement (a claim) at the last moment at which the line could still be kept.
 * Claims are ranked by the moment of commitment, and whoever is committed later stops before a stretch that an earlier
 * one has not left. A later driver could still stop when committing, so by induction two vehicles never meet on crossing
 * paths, whatever the drivers hoped for; and as ranks are a total order, nobody inside a node waits in a circle.
 *
 * <p>Gap acceptance follows the usual form: a driver who yields goes when the stretch is left {@link #MARGIN_SECONDS} before
 * the other one arrives, and the other one could still stop for it. Waiting drivers who stand longer than the one they
 * yield to, who stands as well, go first: that is how people solve four cars at an unmarked crossing.
 */
final class Junctions {
    /** Time kept between leaving a stretch and the arrival of who has right of way, s. */
    static final double MARGIN_SECONDS = 1.5;
    /**
     * Drivers who have stood at the line this long go when the other one can still brake for them, and find room behind the
     * node kept for them: in dense slow traffic nobody would ever get in from a side street otherwise, and people let each
     * other in. Our estimate.
     */
    static final double IMPATIENT_SECONDS = 40;
    /** Lanes longer than this with a last vehicle faster than this count as flowing, m and m/s. */
    private static final double FLOWING_LANE_METERS = 60;

    private static final double FLOWING_MPS = 2;
    /** On a flowing lane what the last vehicle drives in this time becomes room, s. */
    private static final double FLOWING_SECONDS = 2.5;
    /** Room is kept for somebody else only by drivers who have not stood longer than this themselves, s. */
    private static final double POLITE_SECONDS = 5;
    /** Speed below which a vehicle counts as standing, m/s (SUMO's waiting time uses the same). */
    static final double STANDING_MPS = 0.1;

    private final RoadNetwork road;
    private final Vehicles vehicles;
    private final Occupancy occupancy;
    private final Claims claims;
    private final Approaches approaches;
    private final Signals signals;
    private final LaneChoice lanes;
    private final double step;

    Junctions(
            RoadNetwork road,
            Vehicles vehicles,
            Occupancy occupancy,
            Claims claims,
            Approaches approaches,
            Signals signals,
            LaneChoice lanes,
            double step) {
        this.road = road;
        this.vehicles = vehicles;
        this.occupancy = occupancy;
        this.claims = claims;
        this.approaches = approaches;
        this.signals = signals;
        this.lanes = lanes;
        this.step = step;
    }

    /** Whether the signal lets a driver pass who could stop before the line. */
    boolean signalOpen(int movement) {
        return signals.of(movement).open();
    }

    /**
     * Whether the driver may go through the movement, and the commitment if so.
     *
     * @param distance from the front to the line, m
     * @param leg place in the path of the link that the movement leaves
     * @param leader vehicle found between the driver and the line, or NONE
     */
    boolean commit(int v, int m, double distance, int leg, int leader) {
        ConflictZones zones = road.zones;
        if (!zones.any(m)) {
            return true;
        }
        if (!leaderCommitted(leader, road.moveFrom[m], NONE) || keptForAnother(v, m, distance) || !hasRoom(v, m, leg)) {
            return false;
        }
        Aspect aspect = signals.of(m);
        boolean protectedGreen = aspect == Aspect.GREEN_PROTECTED;
        double limit = vehicles.wanted(v, road.segLimit[road.laneCount + m]);
        double wait = road.moveWait[m];
        boolean whole = !waitsAhead(m, distance) && free(v, m, distance, limit, protectedGreen, 0, Double.MAX_VALUE);
        if (!whole) {
            boolean mayWaitInside =
                    wait > 0 && aspect.green() && waitingPlaceFree(v, m) && free(v, m, distance, limit, true, 0, wait);
            if (!mayWaitInside) {
                return false;
            }
        }
        claims.add(v, m, distance, whole);
        return true;
    }

    /** Lets a driver who waits inside the node go on when the way is free. */
    boolean complete(int v, int c) {
        int m = claims.movement[c];
        double limit = vehicles.wanted(v, road.segLimit[road.laneCount + m]);
        boolean free = !waitsAhead(m, -claims.front(c))
                && free(v, m, -claims.front(c), limit, false, road.moveWait[m], Double.MAX_VALUE);
        if (free) {
            claims.complete(c);
        }
        return free;
    }

    /** Whether somebody farther along the same movement still waits inside the node: ranks follow the order on the road. */
    private boolean waitsAhead(int m, double distance) {
        for (int c = claims.first[m]; c != NONE; c = claims.nextOfMovement[c]) {
            if (!claims.whole[c] && claims.front(c) > -distance + 0.01) {
                return true;
            }
        }
        return false;
    }

    private boolean waitingPlaceFree(int v, int m) {
        double taken = 0;
        for (int c = claims.first[m]; c != NONE; c = claims.nextOfMovement[c]) {
            if (!claims.whole[c]) {
                int u = claims.vehicle[c];
                taken += vehicles.length[u] + vehicles.minGap[u];
            }
        }
        return road.moveWait[m] - taken > 0.5 * vehicles.length[v];
    }

    /**
     * Nobody may be committed before a driver in front is: that one would stop in the way of somebody who waits for the one
     * behind.
     *
     * @param own the claim in question, or NONE for a new one
     */
    boolean leaderCommitted(int leader, int lane, int own) {
        if (leader == NONE) {
            return true;
        }
        for (int c = vehicles.claim[leader]; c != NONE; c = claims.nextOfVehicle[c]) {
            if (road.moveFrom[claims.movement[c]] == lane) {
                return own == NONE || claims.order[c] < claims.order[own];
            }
        }
        int m = vehicles.movement[leader];
        return vehicles.segment[leader] == lane && m != NONE && !road.zones.any(m);
    }

    /** Whether all stretches that begin between {@code from} and {@code to} on the own path are or will be free in time. */
    private boolean free(int v, int m, double distance, double limit, boolean hasPriority, double from, double to) {
        ConflictZones zones = road.zones;
        double speed = vehicles.speed[v];
        double accel = vehicles.accel[v];
        for (int i = zones.start[m]; i < zones.start[m + 1]; i++) {
            if (zones.exit[i] <= from || zones.enter[i] >= to) {
                continue;
            }
            double arrive = CarFollowing.secondsToCover(distance + zones.enter[i], speed, accel, limit);
            int foe = zones.foe[i];
            for (int c = claims.first[foe]; c != NONE; c = claims.nextOfMovement[c]) {
                if (blocksForNow(v, m, distance, c, i, arrive)) {
                    vehicles.blocker[v] = claims.vehicle[c];
                    return false;
                }
            }
            if (hasPriority || !zones.yields[i] || approaches.first[foe] == NONE) {
                continue;
            }
            double leave =
                    CarFollowing.secondsToCover(distance + zones.exit[i] + vehicles.length[v], speed, accel, limit);
            for (int a = approaches.first[foe]; a != NONE; a = approaches.next[a]) {
                if (mustLetPass(v, a, i, arrive, leave, limit)) {
                    vehicles.blocker[v] = approaches.vehicle[a];
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether a committed driver will still be on the shared stretch when this one arrives. */
    private boolean blocksForNow(int v, int m, double distance, int c, int pair, double arrive) {
        int u = claims.vehicle[c];
        if (u == v) {
            return false;
        }
        ConflictZones zones = road.zones;
        if (!claims.whole[c] && zones.foeEnter[pair] >= road.moveWait[claims.movement[c]]) {
            return false;
        }
        double way = zones.foeExit[pair] - claims.rear(c);
        if (way <= 0 || zones.merges[pair] && mergeGap(v, m, distance, c) >= 0) {
            // Whoever merges behind another follows like behind a leader.
            return false;
        }
        // Nobody knows how long somebody will stand who waits inside the node or behind a full exit.
        if (!claims.whole[c] || claims.front(c) > 0 && vehicles.standing[u] > 1) {
            return true;
        }
        double limit = vehicles.wanted(u, road.segLimit[road.laneCount + claims.movement[c]]);
        double leave = CarFollowing.secondsToCover(way, vehicles.speed[u], vehicles.accel[u], limit);
        return leave > arrive;
    }

    private boolean mustLetPass(int v, int a, int pair, double arrive, double leave, double limit) {
        int u = approaches.vehicle[a];
        if (u == v) {
            return false;
        }
        boolean bothStand = vehicles.standing[u] > 0 && vehicles.standing[v] > 0;
        if (bothStand && waitedLonger(v, u)) {
            return false;
        }
        ConflictZones zones = road.zones;
        double distance = approaches.distance[a];
        int foe = zones.foe[pair];
        double foeLimit = vehicles.wanted(u, road.segLimit[road.laneCount + foe]);
        double speed = vehicles.speed[u];
        double foeArrive = CarFollowing.secondsToCover(
                distance + zones.foeEnter[pair], speed, vehicles.accel[u], Math.max(foeLimit, speed));
        boolean canBrake =
                CarFollowing.brakeGap(speed, vehicles.decel[u], step) + speed * step < distance + zones.foeEnter[pair];
        if (canBrake && vehicles.standing[v] > IMPATIENT_SECONDS) {
            return false;
        }
        double margin = MARGIN_SECONDS;
        double slower = 0;
        if (zones.merges[pair]) {
            double reached = Math.min(limit, vehicles.speed[v] + vehicles.accel[v] * leave);
            slower = Math.max(0, speed - reached) / (2 * vehicles.decel[u]);
        }
        boolean beforeIt = leave + margin + slower < foeArrive
                && CarFollowing.brakeGap(speed, vehicles.decel[u], step) + speed * step
                        < distance + zones.foeEnter[pair];
        if (beforeIt) {
            return false;
        }
        double foeLeave = CarFollowing.secondsToCover(
                distance + zones.foeExit[pair] + vehicles.length[u],
                speed,
                vehicles.accel[u],
                Math.max(foeLimit, speed));
        return foeLeave + margin / 2 > arrive;
    }

    /** Whether room behind the node is kept for somebody who has stood long before another line; an own long wait counts. */
    private boolean keptForAnother(int v, int m, double distance) {
        if (vehicles.standing[v] > POLITE_SECONDS) {
            return false;
        }
        int lane = road.moveTo[m];
        for (int i = road.laneInStart[lane]; i < road.laneInStart[lane + 1]; i++) {
            int other = road.laneIn[i];
            if (other == m || !signalOpen(other)) {
                continue;
            }
            int u = occupancy.front[road.moveFrom[other]];
            if (u != NONE
                    && vehicles.movement[u] == other
                    && vehicles.standing[u] > IMPATIENT_SECONDS
                    && waitedLonger(u, v)
                    && claims.find(u, other) == NONE
                    && CarFollowing.brakeGap(vehicles.speed[v], vehicles.decel[v], step) < distance) {
                vehicles.blocker[v] = u;
                return true;
            }
        }
        return false;
    }

    private boolean waitedLonger(int v, int u) {
        return vehicles.standing[v] > vehicles.standing[u]
                || vehicles.standing[v] == vehicles.standing[u] && vehicles.serial[v] < vehicles.serial[u];
    }

    /** Whether the vehicle will find room behind the node, so that it does not stop in it. */
    private boolean hasRoom(int v, int m, int leg) {
        int[] path = vehicles.path[v];
        int lane = road.moveTo[m];
        double needed = vehicles.length[v] + vehicles.minGap[v] + promised(v, lane);
        double room = 0;
        int at = leg + 1;
        while (true) {
            int last = occupancy.lastOn(lane);
            if (last != NONE) {
                boolean enough = room + occupancy.lastRear(lane) + madeRoom(lane, last) >= needed;
                if (!enough) {
                    vehicles.blocker[v] = last;
                }
                return enough;
            }
            room += road.segLength[lane];
            if (room >= needed || at >= path.length - 1) {
                return true;
            }
            int next = lanes.movement(lane, path, at, vehicles.kind[v]);
            if (next == NONE) {
                return true;
            }
            if (road.zones.any(next) && promised(v, lane) == 0) {
                // An empty lane too short to hold the vehicle: nobody could ever pass if this were refused.
                return true;
            }
            if (road.zones.any(next)) {
                return false;
            }
            room += road.segLength[road.laneCount + next];
            lane = road.moveTo[next];
            at++;
        }
    }

    /**
     * Room that the last vehicle on a lane will still make by driving on, m: up to where all on the lane would stand if the
     * first of them had to stop at its end; on a long lane that flows a little more. None where it stands.
     */
    private double madeRoom(int lane, int last) {
        double speed = vehicles.speed[last];
        if (speed < 1) {
            return 0;
        }
        double rear = occupancy.lastRear(lane);
        double length = road.segLength[lane];
        double stacked = length - occupancy.count[lane] * (vehicles.length[last] + vehicles.minGap[last]);
        boolean flows = speed > FLOWING_MPS && (length > FLOWING_LANE_METERS || goesOn(last, lane));
        double flowing = flows ? FLOWING_SECONDS * speed : 0;
        return Math.max(flowing, stacked - rear);
    }

    /** Whether a vehicle will not stop at the end of its lane: it has a green light there, or nobody crosses its way. */
    private boolean goesOn(int u, int lane) {
        int m = vehicles.movement[u];
        if (vehicles.segment[u] != lane || m == NONE) {
            return vehicles.segment[u] != lane || vehicles.onLastLeg(u);
        }
        return signalOpen(m) && (!road.zones.any(m) || road.moveGroup[m] >= 0 && claims.find(u, m) != NONE);
    }

    /** Room that committed drivers will take on a lane they have not reached, m. */
    private double promised(int v, int lane) {
        double sum = 0;
        for (int i = road.laneInStart[lane]; i < road.laneInStart[lane + 1]; i++) {
            int m = road.laneIn[i];
            for (int c = claims.first[m]; c != NONE; c = claims.nextOfMovement[c]) {
                int u = claims.vehicle[c];
                if (u != v && vehicles.segment[u] != lane && claims.front(c) < road.segLength[road.laneCount + m]) {
                    sum += vehicles.length[u] + vehicles.minGap[u];
                }
            }
        }
        return sum;
    }

    /**
     * Highest speed at which a committed driver keeps out of stretches that earlier ones have not left.
     *
     * @param distance from the front to the line, m; negative inside the node
     */
    double speedBehindEarlier(int v, int c, double distance, double speedSoFar) {
        ConflictZones zones = road.zones;
        int m = claims.movement[c];
        double best = speedSoFar;
        for (int i = zones.start[m]; i < zones.start[m + 1]; i++) {
            double toStretch = distance + zones.enter[i];
            if (distance + zones.exit[i] <= 0 || toStretch > 200) {
                continue;
            }
            long rank = claims.rank(c, zones.enter[i], road.moveWait[m]);
            boolean beyondWait = !claims.whole[c] && zones.enter[i] >= road.moveWait[m];
            for (int o = claims.first[zones.foe[i]]; o != NONE; o = claims.nextOfMovement[o]) {
                if (claims.rank(o, zones.foeEnter[i], road.moveWait[zones.foe[i]]) > rank
                        || beyondWait
                        || !claims.whole[o] && zones.foeEnter[i] >= road.moveWait[zones.foe[i]]
                        || claims.rear(o) >= zones.foeExit[i]) {
                    continue;
                }
                int u = claims.vehicle[o];
                double allowed = toStretch < 0 ? Double.MAX_VALUE : stop(v, toStretch - 0.1);
                if (zones.merges[i]) {
                    double gap = mergeGap(v, m, distance, o);
                    // Krauss only looks where both would stop: a leader who is not in front yet is none.
                    double follow = gap < 0
                            ? 0
                            : CarFollowing.followSpeed(
                                    gap,
                                    vehicles.speed[u],
                                    vehicles.decel[v],
                                    vehicles.decel[u],
                                    vehicles.headway[v],
                                    step);
                    allowed = toStretch < 0 ? follow : Math.max(allowed, follow);
                }
                if (allowed < best) {
                    best = allowed;
                    vehicles.blocker[v] = u;
                }
            }
        }
        return best;
    }

    /** Gap to a committed vehicle that ends in the same lane, as if both were on one lane, m; negative: beside or behind. */
    private double mergeGap(int v, int m, double distance, int other) {
        double ownEnd = distance + road.segLength[road.laneCount + m];
        double otherEnd = road.segLength[road.laneCount + claims.movement[other]] - claims.front(other);
        return ownEnd - otherEnd - vehicles.length[claims.vehicle[other]] - vehicles.minGap[v];
    }

    private double stop(int v, double gap) {
        return CarFollowing.stopSpeed(gap, vehicles.decel[v], vehicles.headway[v], step);
    }
}
