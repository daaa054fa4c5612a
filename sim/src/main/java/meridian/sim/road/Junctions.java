package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

import meridian.model.signal.Aspect;

/**
 * Who may drive into a node: signals, right of way with accepted gaps, room behind the node, and the rule that keeps
 * crossing paths apart.
 *
 * <p><b>The rule.</b> A driver commits to a movement (a claim) at the last moment at which the line could still be kept.
 * The claims of a node are ranked by the moment of commitment, and whoever is committed later stops before a stretch that an
 * earlier one has not left. A later driver could still stop when committing, so by induction two vehicles never meet on
 * crossing paths, whatever the drivers hoped for; and as ranks are a total order, nobody inside a node waits in a circle.
 *
 * <p><b>Threads.</b> One node is ruled by one thread at a time. {@link #commit} reads positions and what is committed at other
 * nodes as they were after the last step, and changes only claims of its own node.
 */
final class Junctions {
    /** Speed below which a vehicle counts as standing, m/s (SUMO's waiting time uses the same). */
    static final double STANDING_MPS = 0.1;
    /** A driver who has stood this long before a line takes the commitment to it back, s. */
    private static final double TAKEN_BACK_SECONDS = 2;

    /**
     * Who must let others go first decides as near to the line as this, and drives so that it can stop till then, m (SUMO's
     * foe visibility distance).
     */
    private static final double VISIBLE_METERS = 4.5;

    /** Room is kept for who has stood this long before an open line, by who has stood no longer than the other, s. */
    private static final double KEPT_FOR_SECONDS = 40;

    private static final double PATIENT_SECONDS = 5;
    /** Where a driver stops before a line, m. */
    private static final double LINE_METERS = 0.5;

    /** Who stands as near to the line as this stands at it, m. */
    static final double AT_LINE_METERS = 2;

    private final RoadNetwork road;
    private final Vehicles vehicles;
    private final Occupancy occupancy;
    private final Claims claims;
    private final Knocks knocks;
    private final Signals signals;
    private final Sirens sirens;
    private final Room room;
    private final Gaps gaps;
    private final double step;

    Junctions(
            RoadNetwork road,
            Vehicles vehicles,
            Occupancy occupancy,
            Claims claims,
            Knocks knocks,
            Signals signals,
            Sirens sirens,
            Room room,
            double step) {
        this.road = road;
        this.vehicles = vehicles;
        this.occupancy = occupancy;
        this.claims = claims;
        this.knocks = knocks;
        this.signals = signals;
        this.sirens = sirens;
        this.room = room;
        this.step = step;
        gaps = new Gaps(road, vehicles, occupancy, knocks, room, step);
    }

    /** Whether the signal lets a driver pass who could stop before the line. */
    boolean signalOpen(int movement) {
        return signals.of(movement).open();
    }

    /** Whether drivers have to stand at the line before they go: a sign that no signal overrules, or a green arrow at red. */
    private boolean stopsFirst(int movement) {
        Aspect aspect = signals.of(movement);
        return aspect == Aspect.STOP_THEN_GO
                || road.moveStops[movement] && (aspect == Aspect.OFF || aspect == Aspect.FLASHING_AMBER);
    }

    /** How far a driver looks ahead, m: at least the way to a stop from the highest speed of this step. */
    double sight(int v, double limit) {
        double fastest = Math.min(vehicles.speed[v] + vehicles.accel(v) * step, vehicles.wanted(v, limit));
        fastest = Math.max(fastest, vehicles.speed[v]);
        return fastest * fastest / (2 * vehicles.decel(v))
                + fastest * (step + vehicles.headway(v))
                + vehicles.gap(v)
                + 1;
    }

    /** Whether a driver who brakes comfortably from now on stands within this way, m. */
    boolean canStop(int v, double distance) {
        return DriverRules.brakeGap(vehicles, v, step) <= distance;
    }

    /** Lets the drivers before a node's lines, and those who wait inside it, commit themselves where they may. */
    void commit(int node, long stepNumber, Gaps.Plan plan) {
        long claimed = claims.claimed[node];
        int end = road.nodeMoveStart[node + 1];
        for (int k = road.nextMove(node, claimed, road.nodeMoveStart[node]);
                k < end;
                k = road.nextMove(node, claimed, k + 1)) {
            if (road.moveWait[road.nodeMove[k]] > 0) {
                completeWaiting(road.nodeMove[k], plan);
            }
        }
        int first = road.nodeLaneStart[node];
        int count = road.nodeLaneStart[node + 1] - first;
        int turn = count == 0 ? 0 : (int) (stepNumber % count);
        for (int i = 0; i < count; i++) {
            commitOn(road.nodeLane[first + (i + turn) % count], plan);
        }
        for (int v = knocks.first[node]; v != NONE; v = knocks.next[v]) {
            commitFromAfar(v, plan);
        }
    }

    private void completeWaiting(int m, Gaps.Plan plan) {
        for (int c = claims.first[m]; c != NONE; c = claims.next[c]) {
            if (!claims.whole[c] && claims.front(c) > 0) {
                int v = claims.vehicle(c);
                double distance = -claims.front(c);
                double limit = vehicles.wanted(v, road.segLimit[road.laneCount + m]);
                gaps.plan(plan, v, m, distance, limit);
                if (!waitsAhead(m, distance)
                        && free(v, m, distance, limit, false, road.moveWait[m], Double.MAX_VALUE, plan)) {
                    claims.complete(c);
                }
            }
        }
    }

    /** Drivers of one lane commit from the first to the last: nobody before who is in front. */
    private void commitOn(int lane, Gaps.Plan plan) {
        double length = road.segLength[lane];
        for (int v = occupancy.front[lane]; v != NONE; v = vehicles.behind[v]) {
            int m = vehicles.movement[v];
            if (m < 0 || vehicles.halting(v)) {
                if (vehicles.onLastLeg(v) && !vehicles.halting(v)) {
                    continue;
                }
                return;
            }
            if (vehicles.lineClaim[v] != NONE) {
                continue;
            }
            double distance = length - vehicles.position[v];
            if (distance > sight(v, road.segLimit[lane])
                    || haltsBefore(v, lane)
                    || !mayPass(v, m, distance)
                    || !commit(v, m, distance, vehicles.leg[v], true, plan)) {
                return;
            }
        }
    }

    private boolean haltsBefore(int v, int lane) {
        var stop = vehicles.stopVisit(v);
        return stop != null && stop.link() == road.laneLink[lane];
    }

    private void commitFromAfar(int v, Gaps.Plan plan) {
        int m = vehicles.knock[v];
        int lane = road.moveFrom[m];
        double distance = vehicles.knockMeters[v];
        int last = occupancy.back[lane];
        boolean behindCommitted = last == NONE || vehicles.lineClaim[last] != NONE || vehicles.onLastLeg(last);
        if (behindCommitted
                && othersCommitted(v, lane)
                && claims.find(v, m) == NONE
                && mayPass(v, m, distance)
                && distance <= sight(v, road.segLimit[lane]) + vehicles.speed[v] * step) {
            commit(v, m, distance, vehicles.knockLeg[v], false, plan);
        }
    }

    /** Whether all who knock for the same lane and are nearer to its line are committed. */
    private boolean othersCommitted(int v, int lane) {
        int node = road.laneNode[lane];
        for (int u = knocks.first[node]; u != v; u = knocks.next[u]) {
            if (road.moveFrom[vehicles.knock[u]] == lane && claims.find(u, vehicles.knock[u]) == NONE) {
                return false;
            }
        }
        return true;
    }

    private boolean mayPass(int v, int m, double distance) {
        return signalOpen(m) || !canStop(v, distance) || passesRed(v, distance) && sirens.leads(v, m);
    }

    /**
     * Whether a driver so near to the line passes it whatever the signal shows: an emergency vehicle that has come up to it as
     * if to stop, and has looked.
     */
    boolean passesRed(int v, double distance) {
        return distance <= VISIBLE_METERS && vehicles.emergency(v);
    }

    /** @return whether the driver is committed now */
    private boolean commit(int v, int m, double distance, int leg, boolean own, Gaps.Plan plan) {
        ConflictZones zones = road.zones;
        boolean whole = true;
        if (sirens.any && sirens.stop(v, m) && canStop(v, distance)) {
            return false;
        }
        boolean stood = own && vehicles.standing[v] > 0 && DriverRules.atLine(vehicles, v, distance);
        if (!stood && stopsFirst(m) && !sirens.leads(v, m) && canStop(v, distance)) {
            return false;
        }
        if (room.isWaitedFor(road.moveTo[m]) && canStop(v, distance)) {
            return false;
        }
        if (zones.any(m)) {
            if (distance > VISIBLE_METERS && mustYield(v, m) && canStop(v, distance)) {
                return false;
            }
            if (keptForAnother(v, m, distance) || !room.behind(v, m, leg)) {
                blame(v, occupancy.lastOn(road.moveTo[m]), own);
                return false;
            }
            Aspect aspect = signals.of(m);
            double limit = vehicles.wanted(v, road.segLimit[road.laneCount + m]);
            gaps.plan(plan, v, m, distance, limit);
            boolean priority = aspect == Aspect.GREEN_PROTECTED || sirens.leads(v, m);
            whole = !waitsAhead(m, distance) && free(v, m, distance, limit, priority, 0, Double.MAX_VALUE, plan);
            double wait = road.moveWait[m];
            if (!whole
                    && !(wait > 0
                            && aspect.green()
                            && waitingPlaceFree(v, m)
                            && free(v, m, distance, limit, true, 0, wait, plan))) {
                return false;
            }
        }
        int c = claims.add(v, m, distance, whole);
        if (own) {
            vehicles.lineClaim[v] = c;
        }
        return c != NONE;
    }

    /**
     * Whether drivers of a movement have to let others go first as long as its signal shows what it shows. CityFlow's look
     * from where they still can stop.
     */
    private boolean mustYield(int v, int m) {
        return road.zones.yieldsAny[m]
                && signals.of(m) != Aspect.GREEN_PROTECTED
                && !vehicles.types.cityFlow[vehicles.type[v]];
    }

    /** Whether room behind the node is kept for somebody who has stood long before another line; an own long wait counts. */
    private boolean keptForAnother(int v, int m, double distance) {
        if (vehicles.standing[v] > PATIENT_SECONDS) {
            return false;
        }
        int lane = road.moveTo[m];
        for (int i = road.laneInStart[lane]; i < road.laneInStart[lane + 1]; i++) {
            int other = road.laneIn[i];
            int u = occupancy.front[road.moveFrom[other]];
            if (other != m
                    && u != NONE
                    && vehicles.movement[u] == other
                    && vehicles.standing[u] > KEPT_FOR_SECONDS
                    && vehicles.lineClaim[u] == NONE
                    && signalOpen(other)
                    && canStop(v, distance)) {
                return true;
            }
        }
        return false;
    }

    private void blame(int v, int u, boolean own) {
        if (own) {
            vehicles.blocker[v] = u;
        }
    }

    /** Whether somebody farther along the same movement still waits inside the node: ranks follow the order on the road. */
    private boolean waitsAhead(int m, double distance) {
        if (road.moveWait[m] > 0) {
            for (int c = claims.first[m]; c != NONE; c = claims.next[c]) {
                if (!claims.whole[c] && claims.front(c) > -distance + 0.01) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean waitingPlaceFree(int v, int m) {
        double taken = 0;
        for (int c = claims.first[m]; c != NONE; c = claims.next[c]) {
            if (!claims.whole[c]) {
                taken += vehicles.space(claims.vehicle(c));
            }
        }
        return road.moveWait[m] - taken > 0.5 * vehicles.length(v);
    }

    /** Whether all stretches that begin between {@code from} and {@code to} on the own path are or will be free in time. */
    private boolean free(
            int v, int m, double distance, double limit, boolean hasPriority, double from, double to, Gaps.Plan plan) {
        ConflictZones zones = road.zones;
        boolean nobody = (claims.claimed[road.laneNode[road.moveFrom[m]]] & zones.foes[m]) == 0;
        // Who has only an arrow at red lets all pass, also those who would wait for it at green.
        boolean letsNobodyPass = hasPriority || !zones.yieldsAny[m] && signals.of(m) != Aspect.STOP_THEN_GO;
        if (nobody && letsNobodyPass) {
            return true;
        }
        for (int i = zones.start[m]; i < zones.start[m + 1]; i++) {
            if (zones.enter[i] < from || zones.enter[i] >= to) {
                continue;
            }
            int foe = zones.foe[i];
            if (claims.first[foe] != NONE) {
                double arrive = CarFollowing.secondsToCover(
                        distance + zones.enter[i], vehicles.speed[v], vehicles.accel(v), limit);
                for (int c = claims.first[foe]; c != NONE; c = claims.next[c]) {
                    if (blocksForNow(v, m, distance, c, i, arrive)) {
                        return false;
                    }
                }
            }
            if (!hasPriority && letsPass(m, i, distance) && signalOpen(foe) && gaps.blocked(plan, i, stopsFirst(foe))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the other movement of a pair goes first; one with a green arrow at red goes behind all that have green. */
    private boolean letsPass(int m, int pair, double distance) {
        boolean arrow = distance > 0 && signals.of(m) == Aspect.STOP_THEN_GO;
        if (!arrow && !road.zones.yields[pair]) {
            return false;
        }
        boolean foeArrow = signals.of(road.zones.foe[pair]) == Aspect.STOP_THEN_GO;
        return arrow == foeArrow ? road.zones.yields[pair] : arrow;
    }

    /** Whether a committed driver will still be on the shared stretch when this one arrives. */
    private boolean blocksForNow(int v, int m, double distance, int c, int pair, double arrive) {
        int u = claims.vehicle(c);
        if (u == v) {
            return false;
        }
        ConflictZones zones = road.zones;
        int foe = zones.foe[pair];
        if (!claims.whole[c] && zones.foeEnter[pair] >= road.moveWait[foe]) {
            return false;
        }
        double way = zones.foeExit[pair] - claims.rear(c);
        // Whoever merges behind another follows like behind a leader; not behind one who waits inside, perhaps for
        // somebody
        // who would then have to wait for the follower.
        if (way <= 0 || claims.whole[c] && zones.merges[pair] && mergeGap(v, m, distance, c) >= 0) {
            return false;
        }
        // Nobody knows how long somebody will stand who waits inside the node or behind a full exit.
        if (!claims.whole[c] || claims.front(c) > 0 && vehicles.standing[u] > 1) {
            return true;
        }
        double limit = vehicles.wanted(u, road.segLimit[road.laneCount + foe]);
        double leave = CarFollowing.secondsToCover(way, vehicles.speed[u], vehicles.accel(u), limit);
        return leave > arrive;
    }

    /** Gap to a committed vehicle that ends in the same lane, as if both were on one lane, m; negative: beside or behind. */
    private double mergeGap(int v, int m, double distance, int other) {
        double ownEnd = distance + road.segLength[road.laneCount + m];
        double otherEnd = road.segLength[road.laneCount + claims.movement[other]] - claims.front(other);
        return ownEnd - otherEnd - vehicles.length(claims.vehicle(other)) - vehicles.gap(v);
    }

    /** Takes back the commitments of a driver to lines behind which a lane is closed, where the driver can still stop. */
    void takeBackClosed(int v) {
        int kind = vehicles.kind(v);
        double open = Double.NEGATIVE_INFINITY;
        for (int c = v * Claims.EACH; c < (v + 1) * Claims.EACH; c++) {
            boolean ahead = claims.movement[c] != NONE && claims.front(c) < 0;
            if (ahead
                    && (road.laneAccess[road.moveTo[claims.movement[c]]] & 1 << kind) == 0
                    && canStop(v, -claims.front(c) - LINE_METERS)) {
                open = Math.max(open, claims.front(c));
            }
        }
        for (int c = v * Claims.EACH; c < (v + 1) * Claims.EACH; c++) {
            if (claims.movement[c] != NONE && claims.front(c) < 0 && claims.front(c) <= open) {
                claims.release(c);
            }
        }
    }

    /**
     * Ends the commitments that no longer hold: the tail has left the node; who has stood before the line does not keep
     * others waiting; who has become slow will ask again; a signal has closed in time; or who is in front is not committed.
     */
    void release(int node) {
        long claimed = claims.claimed[node];
        if (claimed == 0) {
            return;
        }
        int end = road.nodeMoveStart[node + 1];
        for (int k = road.nextMove(node, claimed, road.nodeMoveStart[node]);
                k < end;
                k = road.nextMove(node, claimed, k + 1)) {
            int m = road.nodeMove[k];
            int c = claims.first[m];
            while (c != NONE) {
                int next = claims.next[c];
                if (over(c, m)) {
                    claims.release(c);
                }
                c = next;
            }
        }
        for (int i = road.nodeLaneStart[node]; i < road.nodeLaneStart[node + 1]; i++) {
            if ((claims.claimed[node] & road.laneBits[road.nodeLane[i]]) != 0) {
                releaseBehindUncommitted(road.nodeLane[i]);
            }
        }
    }

    private boolean over(int c, int m) {
        double front = claims.front(c);
        int v = claims.vehicle(c);
        if (front >= 0) {
            return claims.rear(c) >= road.segLength[road.laneCount + m];
        }
        return vehicles.standing[v] >= TAKEN_BACK_SECONDS
                || -front > sight(v, road.segLimit[vehicles.segment[v]]) + vehicles.speed[v] * step
                || !signalOpen(m) && canStop(v, -front) && !passesRed(v, -front);
    }

    /**
     * Ranks follow the order on the road, also when somebody has changed lanes into a gap or asks again: who comes to the line
     * behind somebody who is not committed, or is committed later, is not committed either.
     */
    private void releaseBehindUncommitted(int lane) {
        double uncommitted = uncommittedMeters(lane);
        for (boolean released = true; released; ) {
            released = false;
            for (int i = road.laneOutStart[lane]; i < road.laneOutStart[lane + 1]; i++) {
                int c = claims.first[road.laneOut[i]];
                while (c != NONE) {
                    int next = claims.next[c];
                    if (claims.front(c) < 0 && (-claims.front(c) > uncommitted || overtakenInRank(c, lane))) {
                        claims.release(c);
                        uncommitted = Math.min(uncommitted, uncommittedMeters(lane));
                        released = true;
                    }
                    c = next;
                }
            }
        }
    }

    /** How far before the line the first driver is who drives on and is not committed, m; infinite where all are. */
    private double uncommittedMeters(int lane) {
        for (int v = occupancy.front[lane]; v != NONE; v = vehicles.behind[v]) {
            if (vehicles.lineClaim[v] == NONE && !vehicles.leavesHere(v)) {
                return road.segLength[lane] - vehicles.position[v];
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** Whether somebody nearer to the line of a lane has committed later. */
    private boolean overtakenInRank(int c, int lane) {
        for (int i = road.laneOutStart[lane]; i < road.laneOutStart[lane + 1]; i++) {
            for (int d = claims.first[road.laneOut[i]]; d != NONE; d = claims.next[d]) {
                if (claims.order[d] > claims.order[c] && claims.front(d) > claims.front(c)) {
                    return true;
                }
            }
        }
        return false;
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
        if ((claims.claimed[road.laneNode[road.moveFrom[m]]] & zones.foes[m]) == 0) {
            return best;
        }
        for (int i = zones.start[m]; i < zones.start[m + 1]; i++) {
            int foe = zones.foe[i];
            if (claims.first[foe] == NONE || distance + zones.exit[i] <= 0) {
                continue;
            }
            boolean beyondWait = !claims.whole[c] && zones.enter[i] >= road.moveWait[m];
            if (beyondWait) {
                continue;
            }
            int rank = claims.rank(c, zones.enter[i], road.moveWait[m]);
            for (int o = claims.first[foe]; o != NONE; o = claims.next[o]) {
                boolean goesFirst = claims.rank(o, zones.foeEnter[i], road.moveWait[foe]) < rank
                        && (claims.whole[o] || zones.foeEnter[i] < road.moveWait[foe])
                        && claims.rear(o) < zones.foeExit[i];
                if (!goesFirst) {
                    continue;
                }
                double allowed = allowed(v, m, distance, i, o);
                if (allowed < best) {
                    best = allowed;
                    vehicles.blocker[v] = claims.vehicle(o);
                }
            }
        }
        return best;
    }

    private double allowed(int v, int m, double distance, int pair, int other) {
        ConflictZones zones = road.zones;
        double toStretch = distance + zones.enter[pair];
        double stop = toStretch < 0 ? Double.MAX_VALUE : DriverRules.stopSpeed(vehicles, v, toStretch - 0.1, step);
        if (!zones.merges[pair]) {
            return stop;
        }
        int u = claims.vehicle(other);
        double gap = mergeGap(v, m, distance, other);
        // Krauss only looks where both would stop: a leader who is not in front yet is none.
        double follow = gap < 0 ? 0 : DriverRules.followSpeed(vehicles, v, u, gap, step);
        return toStretch < 0 ? follow : Math.max(stop, follow);
    }
}
