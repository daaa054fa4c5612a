package meridian.sim.road.oracle;

import java.util.ArrayList;
import java.util.List;
import meridian.model.demand.StopVisit;
import meridian.model.signal.Aspect;
import meridian.sim.road.oracle.GapRule.Plan;
import meridian.sim.road.oracle.Movement.Pair;

/** Who may drive into a node. */
final class CommitRule {
    private final Scene scene;
    private final Constants constants;
    private final RoomRule room;
    private final GapRule gaps;

    CommitRule(Scene scene, RoomRule room, GapRule gaps) {
        this.scene = scene;
        this.room = room;
        this.gaps = gaps;
        constants = scene.constants;
    }

    private boolean canStop(Vehicle v, double distance) {
        return v.canStop(distance, scene.step);
    }

    /** Who waits inside goes first, then who comes on the lanes, which take turns to be asked first, then who knocks. */
    void commit(Junction junction) {
        for (Movement m : junction.movements) {
            if (m.waitMeters > 0) {
                completeWaiting(m);
            }
        }
        int count = junction.lanes.size();
        for (int i = 0; i < count; i++) {
            commitOn(junction.lanes.get((int) ((i + scene.stepNumber % count) % count)));
        }
        for (Knock knock : junction.knocks) {
            commitFromAfar(knock);
        }
    }

    private void completeWaiting(Movement m) {
        for (Claim c : m.claims) {
            if (!c.whole && c.front() > 0) {
                double distance = -c.front();
                double limit = c.vehicle.wanted(m.limit);
                Plan plan = gaps.plan(c.vehicle, m, distance, limit);
                if (!waitsAhead(m, distance)
                        && free(c.vehicle, m, distance, limit, false, m.waitMeters, Double.MAX_VALUE, plan)) {
                    c.complete(m.junction.nextRank());
                }
            }
        }
    }

    /** Nobody commits before who is in front. */
    private void commitOn(Lane lane) {
        for (Vehicle v : lane.vehicles) {
            if (v.leavesHere() && !v.halting()) {
                continue;
            }
            if (v.movement == null || v.halting()) {
                return;
            }
            double distance = lane.length - v.position;
            if (v.lineClaim == null
                    && (distance > v.sight(lane.limit, scene.step)
                            || haltsBefore(v, lane)
                            || !mayPass(v, v.movement, distance)
                            || !commit(v, v.movement, distance, v.leg, true))) {
                return;
            }
        }
    }

    private static boolean haltsBefore(Vehicle v, Lane lane) {
        StopVisit stop = v.stop();
        return stop != null && stop.link() == lane.link.number;
    }

    private void commitFromAfar(Knock knock) {
        Vehicle v = knock.vehicle();
        Movement m = knock.movement();
        Lane lane = m.from;
        Vehicle last = lane.vehicles.isEmpty() ? null : lane.vehicles.getLast();
        if ((last == null || last.lineClaim != null || last.onLastLeg())
                && othersCommitted(knock)
                && v.claimOn(m) == null
                && mayPass(v, m, knock.meters())
                && knock.meters() <= v.sight(lane.limit, scene.step) + v.speed * scene.step) {
            commit(v, m, knock.meters(), knock.leg(), false);
        }
    }

    /** Whether all are committed who knock for the same lane and are nearer to its line. */
    private static boolean othersCommitted(Knock knock) {
        for (Knock other : knock.movement().junction.knocks) {
            if (other == knock) {
                return true;
            }
            if (other.movement().from == knock.movement().from
                    && other.vehicle().claimOn(other.movement()) == null) {
                return false;
            }
        }
        throw new IllegalStateException("a knock is not among those of its junction");
    }

    private boolean mayPass(Vehicle v, Movement m, double distance) {
        return scene.lights.open(m) || !canStop(v, distance);
    }

    private boolean commit(Vehicle v, Movement m, double distance, int leg, boolean own) {
        boolean stood = own && v.standing > 0 && distance <= constants.atLineMeters;
        if (!stood && scene.lights.stopsFirst(m) && canStop(v, distance)) {
            return false;
        }
        if (room.isWaitedFor(m.to) && canStop(v, distance)) {
            return false;
        }
        boolean whole = true;
        if (!m.pairs.isEmpty()) {
            if (distance > constants.visibleMeters && mustYield(m) && canStop(v, distance)
                    || keptForAnother(v, m, distance)
                    || !room.behind(v, m, leg)) {
                return false;
            }
            Aspect aspect = scene.lights.of(m);
            double limit = v.wanted(m.limit);
            Plan plan = gaps.plan(v, m, distance, limit);
            boolean priority = aspect == Aspect.GREEN_PROTECTED;
            whole = !waitsAhead(m, distance) && free(v, m, distance, limit, priority, 0, Double.MAX_VALUE, plan);
            boolean canWait = m.waitMeters > 0
                    && aspect.green()
                    && waitingPlaceFree(v, m)
                    && free(v, m, distance, limit, true, 0, m.waitMeters, plan);
            if (!whole && !canWait) {
                return false;
            }
        }
        Claim claim = v.commit(m, distance, whole);
        if (own) {
            v.lineClaim = claim;
        }
        return claim != null;
    }

    private boolean mustYield(Movement m) {
        return m.yieldsToAnybody() && scene.lights.of(m) != Aspect.GREEN_PROTECTED;
    }

    /** Whether room is kept for somebody who has stood long before another line. */
    private boolean keptForAnother(Vehicle v, Movement m, double distance) {
        if (v.standing > constants.patientSeconds) {
            return false;
        }
        for (Movement other : m.to.in) {
            Vehicle u = other.from.first();
            if (other != m
                    && u != null
                    && u.movement == other
                    && u.standing > constants.keptForSeconds
                    && u.lineClaim == null
                    && scene.lights.open(other)
                    && canStop(v, distance)) {
                return true;
            }
        }
        return false;
    }

    /** Whether somebody farther along the same movement still waits inside the node. */
    private static boolean waitsAhead(Movement m, double distance) {
        return m.waitMeters > 0 && m.claims.stream().anyMatch(c -> !c.whole && c.front() > -distance + 0.01);
    }

    private boolean waitingPlaceFree(Vehicle v, Movement m) {
        double taken = 0;
        for (Claim c : m.claims) {
            taken += c.whole ? 0 : c.vehicle.space();
        }
        return m.waitMeters - taken > constants.waitShare * v.length();
    }

    /** Whether all stretches that begin between {@code from} and {@code to} on the own path are or will be free in time. */
    private boolean free(
            Vehicle v,
            Movement m,
            double distance,
            double limit,
            boolean hasPriority,
            double from,
            double to,
            Plan plan) {
        for (Pair pair : m.pairs) {
            if (pair.enter() < from || pair.enter() >= to) {
                continue;
            }
            double arrive = Speeds.secondsToCover(distance + pair.enter(), v.speed, v.accel(), limit);
            for (Claim c : pair.foe().claims) {
                if (c.vehicle != v && willBeThere(v, m, distance, c, pair, arrive)) {
                    return false;
                }
            }
            if (!hasPriority
                    && letsPass(m, pair, distance)
                    && scene.lights.open(pair.foe())
                    && gaps.blocked(plan, pair)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the other movement of a pair goes first; one with a green arrow at red goes behind all that have green. */
    private boolean letsPass(Movement m, Pair pair, double distance) {
        boolean arrow = distance > 0 && scene.lights.of(m) == Aspect.STOP_THEN_GO;
        boolean foeArrow = scene.lights.of(pair.foe()) == Aspect.STOP_THEN_GO;
        return arrow && !foeArrow || pair.yields() && arrow == foeArrow;
    }

    /** Whether a committed driver will still be on the shared stretch when this one arrives. */
    private boolean willBeThere(Vehicle v, Movement m, double distance, Claim c, Pair pair, double arrive) {
        if (!c.whole && pair.foeEnter() >= pair.foe().waitMeters) {
            return false;
        }
        double way = pair.foeExit() - c.rear();
        if (way <= 0 || c.whole && pair.merges() && mergeGap(v, m, distance, c) >= 0) {
            return false;
        }
        if (!c.whole || c.front() > 0 && c.vehicle.standing > constants.stuckSeconds) {
            return true;
        }
        double limit = c.vehicle.wanted(pair.foe().limit);
        return Speeds.secondsToCover(way, c.vehicle.speed, c.vehicle.accel(), limit) > arrive;
    }

    /** Gap to a committed vehicle that ends in the same lane, as if both were on one; negative: beside or behind. */
    private static double mergeGap(Vehicle v, Movement m, double distance, Claim other) {
        double ownEnd = distance + m.length;
        double otherEnd = other.movement.length - other.front();
        return ownEnd - otherEnd - other.vehicle.length() - v.gap();
    }

    /** Ends the commitments that hold no longer. */
    void release(Junction junction) {
        for (Movement m : junction.movements) {
            for (Claim c : List.copyOf(m.claims)) {
                if (isOver(c, m)) {
                    c.release();
                }
            }
        }
        for (Lane lane : junction.lanes) {
            releaseBehindUncommitted(lane);
        }
    }

    private boolean isOver(Claim c, Movement m) {
        double front = c.front();
        Vehicle v = c.vehicle;
        if (front >= 0) {
            return c.rear() >= m.length;
        }
        return v.standing >= constants.takenBackSeconds
                || -front > v.sight(v.on.limit, scene.step) + v.speed * scene.step
                || !scene.lights.open(m) && canStop(v, -front);
    }

    /** Who comes to the line behind somebody who is not committed, or is committed later, is not committed either. */
    private static void releaseBehindUncommitted(Lane lane) {
        List<Claim> before = List.of();
        List<Claim> claims = ahead(lane);
        while (claims.size() != before.size()) {
            before = claims;
            for (Claim c : claims) {
                if (-c.front() > uncommittedMeters(lane) || overtakenInRank(c, lane)) {
                    c.release();
                }
            }
            claims = ahead(lane);
        }
    }

    /** The commitments to a lane's line that is still ahead. */
    private static List<Claim> ahead(Lane lane) {
        List<Claim> claims = new ArrayList<>();
        lane.out.forEach(m -> claims.addAll(m.claims));
        claims.removeIf(c -> c.front() >= 0);
        return claims;
    }

    /** How far before the line the first driver is who drives on and is not committed. */
    private static double uncommittedMeters(Lane lane) {
        return lane.vehicles.stream()
                .filter(v -> v.lineClaim == null && !v.leavesHere())
                .findFirst()
                .map(v -> lane.length - v.position)
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static boolean overtakenInRank(Claim c, Lane lane) {
        return lane.out.stream()
                .flatMap(m -> m.claims.stream())
                .anyMatch(d -> d.rank > c.rank && d.front() > c.front());
    }

    /** Highest speed at which a committed driver keeps out of stretches that earlier ones have not left. */
    double speedBehindEarlier(Vehicle v, Claim c, double distance) {
        Movement m = c.movement;
        double best = Double.MAX_VALUE;
        for (Pair pair : m.pairs) {
            boolean past = distance + pair.exit() <= 0;
            boolean beyondWait = !c.whole && pair.enter() >= m.waitMeters;
            if (past || beyondWait) {
                continue;
            }
            int rank = c.rankAt(pair.enter());
            for (Claim o : pair.foe().claims) {
                boolean goesFirst = o.rankAt(pair.foeEnter()) < rank
                        && (o.whole || pair.foeEnter() < pair.foe().waitMeters)
                        && o.rear() < pair.foeExit();
                if (goesFirst) {
                    best = Math.min(best, speedBehind(v, m, distance, pair, o));
                }
            }
        }
        return best;
    }

    private double speedBehind(Vehicle v, Movement m, double distance, Pair pair, Claim other) {
        double toStretch = distance + pair.enter();
        double stop =
                toStretch < 0 ? Double.MAX_VALUE : v.stopSpeed(toStretch - constants.stretchGapMeters, scene.step);
        if (!pair.merges()) {
            return stop;
        }
        double gap = mergeGap(v, m, distance, other);
        double follow = gap < 0 ? 0 : v.followSpeed(other.vehicle, gap, scene.step);
        return toStretch < 0 ? follow : Math.max(stop, follow);
    }
}
