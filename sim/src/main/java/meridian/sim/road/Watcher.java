package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import meridian.model.signal.Aspect;

/**
 * What must hold from one step to the next, beside what {@link Invariants} says of each moment. It remembers the moment
 * before a step and compares; slow and simple on purpose, for tests and {@code meridian bench soak}.
 *
 * <ul>
 *   <li><b>Red.</b> Nobody drives over a line whose signal does not let go and at which comfortable braking would have ended
 *       at any moment since the signal closed.
 *       Emergency vehicles may, and go before others.
 *   <li><b>Priority.</b> Nobody commits to a way through a node while somebody with right of way, who moves and is nearer than
 *       6 s, would come to its line, at the speed it has, before the way is free again. Impatience counts as in {@link Gaps};
 *       CityFlow's drivers, who commit and think better of it from step to step, are left out.
 *   <li><b>Speed.</b> Nobody is faster than the limit times the own factor, or than comfortable braking from the speed before.
 *   <li><b>Number.</b> Trips taken are inserted, waiting or unroutable; those inserted are on the road, have arrived or were withdrawn.
 *   <li><b>Reasons.</b> Who has stood for {@value #STRANDED_SECONDS} s has one: a planned halt, a closed signal, a lane that
 *       does not lead on, or somebody in front, in the way, to be let pass or in the room behind the node, who moves or has a
 *       reason in turn. There is no circle of waiting in which nobody has moved for {@value #CIRCLE_SECONDS} s.
 * </ul>
 *
 * One for each engine, on the engine's thread.
 */
public final class Watcher {
    private static final double EPSILON = 1e-6;
    /** Standing this long needs a reason, s. */
    private static final double STRANDED_SECONDS = 60;
    /** In a circle somebody moves within this, s: those who can turn aside do so after two minutes. */
    private static final double CIRCLE_SECONDS = 600;
    /** A reason that is gone holds as long as this, s: the queue before starts first. */
    private static final double STARTS_SECONDS = 5;
    /** Drivers stop this far before a line, m, as {@link Driver} has it. */
    private static final double LINE_GAP = 0.5;
    /** Who stands within this way behind somebody has them in front, m. */
    private static final double IN_FRONT_METERS = 10;

    private static final double SEEN_SECONDS = 6;
    private static final double IMPATIENT_SECONDS = 180;

    private final RoadEngine engine;
    private final RoadNetwork road;
    private final Vehicles vehicles;
    private final double step;

    /** The moment before: rows of vehicles then, in the order of the rows. */
    private int rows;

    private long[] serial = new long[0];
    private double[] speed = new double[0];
    private double[] position = new double[0];
    private int[] segment = new int[0];
    private int[] movement = new int[0];
    private float[] standing = new float[0];
    private long[] claims = new long[0];
    private byte[] aspect = new byte[0];
    private final Map<Long, Integer> rowOf = new HashMap<>();
    /** Vehicles that could have stopped since their signal closed, and the movement it closes. */
    private Map<Long, Integer> couldStop = new HashMap<>();

    /** When those who stand had a reason last, as of the step before and of this one. */
    private Map<Long, Double> lastReason = new HashMap<>();

    private Map<Long, Double> reasons = new HashMap<>();

    /** Whose reasons are being looked for, and who is still to be asked. */
    private final Set<Long> asked = new HashSet<>();

    private final List<Integer> toAsk = new ArrayList<>();

    private List<String> broken = new ArrayList<>();

    public Watcher(RoadEngine engine) {
        this.engine = engine;
        // The engine's own view: limits and access as they are today.
        road = engine.road;
        vehicles = engine.vehicles;
        step = engine.stepSeconds();
        for (int v = 0; v < vehicles.rows; v++) {
            // Nobody knows why somebody stands who stood before: a fork may have cut the reason off.
            if (vehicles.used[v] && vehicles.standing[v] > 0) {
                lastReason.put(vehicles.serial[v], engine.timeSeconds());
            }
        }
    }

    /** Lets the engine make a step; says what does not hold, {@link Invariants} among it; empty when all is well. */
    public List<String> step() {
        note();
        engine.step();
        List<String> all = new ArrayList<>(Invariants.broken(engine));
        all.addAll(broken());
        return all;
    }

    /** Remembers this moment. */
    void note() {
        rows = vehicles.rows;
        serial = Arrays.copyOf(vehicles.serial, rows);
        speed = Arrays.copyOf(vehicles.speed, rows);
        position = Arrays.copyOf(vehicles.position, rows);
        segment = Arrays.copyOf(vehicles.segment, rows);
        movement = Arrays.copyOf(vehicles.movement, rows);
        standing = Arrays.copyOf(vehicles.standing, rows);
        claims = new long[rows];
        rowOf.clear();
        for (int v = 0; v < rows; v++) {
            if (vehicles.used[v]) {
                rowOf.put(serial[v], v);
                claims[v] = vehicles.lineClaim[v] == NONE ? 0 : 1;
            } else {
                serial[v] = NONE;
            }
        }
        aspect = engine.signals.aspect.clone();
        noteWhoCanStop();
    }

    private void noteWhoCanStop() {
        Map<Long, Integer> now = new HashMap<>();
        for (int v = 0; v < rows; v++) {
            if (serial[v] != NONE && beforeClosedLine(v)) {
                Integer known = couldStop.get(serial[v]);
                double way = road.segLength[segment[v]] - position[v] - LINE_GAP;
                if (known != null && known == movement[v] || DriverRules.brakeGap(vehicles, v, step) <= way) {
                    now.put(serial[v], movement[v]);
                }
            }
        }
        couldStop = now;
    }

    private boolean beforeClosedLine(int v) {
        return road.isLane(segment[v])
                && movement[v] >= 0
                && !shown(movement[v]).open();
    }

    /** What a movement's signal showed before the step. */
    private Aspect shown(int m) {
        int group = road.moveGroup[m];
        return group < 0 ? Aspect.OFF : Aspect.values()[aspect[group]];
    }

    /** Compares this moment with the one that was noted. */
    List<String> broken() {
        broken = new ArrayList<>();
        reasons = new HashMap<>();
        numbers();
        for (int v = 0; v < vehicles.rows; v++) {
            if (vehicles.used[v]) {
                Integer before = rowOf.get(vehicles.serial[v]);
                speedOf(v, before == null ? NONE : before);
                if (before != null) {
                    red(v, before);
                    priority(v, before);
                }
                reason(v);
            }
        }
        lastReason = reasons;
        return broken;
    }

    private void numbers() {
        Entry entry = engine.entry;
        if (entry.taken != entry.inserted + entry.waiting + entry.unroutable) {
            broken.add(entry.taken + " trips were taken, but " + entry.inserted + " inserted, " + entry.waiting
                    + " wait and " + entry.unroutable + " have no way");
        }
        long withdrawn = engine.correction().withdrawnCount();
        if (entry.inserted != vehicles.alive + engine.arrivedCount() + withdrawn) {
            broken.add(entry.inserted + " vehicles were inserted, but " + vehicles.alive + " are on the road, "
                    + engine.arrivedCount() + " have arrived and " + withdrawn + " were withdrawn");
        }
    }

    private void speedOf(int v, int before) {
        double limit = road.segLimit[vehicles.segment[v]];
        double allowed = vehicles.wanted(v, limit);
        if (before != NONE) {
            allowed = Math.max(allowed, vehicles.wanted(v, road.segLimit[segment[before]]));
            allowed = Math.max(allowed, speed[before] - vehicles.decel(v) * step);
        } else {
            // It has entered in this step, as fast as its first link lets it.
            allowed = Math.max(allowed, vehicles.wanted(v, road.segLimit[road.linkLane[vehicles.path[v][0]]]));
        }
        if (vehicles.speed[v] > allowed + EPSILON) {
            broken.add(String.format(
                    Locale.ROOT,
                    "%s drives %.3f m/s on %s, where it may drive %.3f m/s",
                    name(v),
                    vehicles.speed[v],
                    road.describe(vehicles.segment[v]),
                    allowed));
        }
    }

    /** Over the line of the movement that it was before, while that was closed. */
    private void red(int v, int before) {
        Integer closed = couldStop.get(vehicles.serial[v]);
        if (closed != null
                && !vehicles.emergency(v)
                && vehicles.segment[v] != segment[before]
                && overLine(v, before, closed)) {
            broken.add(String.format(
                    Locale.ROOT,
                    "%s drove over the line of %s at %s, though it could have stopped",
                    name(v),
                    road.describe(road.laneCount + closed),
                    shown(closed)));
        }
    }

    /** Whoever has changed lanes is still before a line. */
    private boolean overLine(int v, int before, int m) {
        int now = vehicles.segment[v];
        return now == road.laneCount + m || road.isLane(now) && road.laneLink[now] != road.laneLink[segment[before]];
    }

    private void priority(int v, int before) {
        int c = vehicles.lineClaim[v];
        boolean commits = c != NONE && claims[before] == 0 && vehicles.segment[v] == segment[before];
        if (!commits || vehicles.emergency(v) || !engine.claims.whole[c] || vehicles.types.cityFlow[vehicles.type[v]]) {
            return;
        }
        int m = engine.claims.movement[c];
        if (m != movement[before] || shown(m) == Aspect.GREEN_PROTECTED || !canStop(v, before)) {
            return;
        }
        ConflictZones zones = road.zones;
        for (int i = zones.start[m]; i < zones.start[m + 1]; i++) {
            if (zones.yields[i] && shown(zones.foe[i]).open() && !stopsFirst(zones.foe[i])) {
                pushesIn(v, before, m, i);
            }
        }
    }

    /** Who has to stand at its line first need not be let pass as long as it still comes. */
    private boolean stopsFirst(int m) {
        Aspect shown = shown(m);
        return shown == Aspect.STOP_THEN_GO
                || road.moveStops[m] && (shown == Aspect.OFF || shown == Aspect.FLASHING_AMBER);
    }

    /** Who could not stop any more when it saw the other goes on. */
    private boolean canStop(int v, int before) {
        return CarFollowing.brakeGap(speed[before], vehicles.decel(v), step)
                <= road.segLength[segment[before]] - position[before];
    }

    private void pushesIn(int v, int before, int m, int pair) {
        ConflictZones zones = road.zones;
        int foe = zones.foe[pair];
        int lane = road.moveFrom[foe];
        for (int u = engine.occupancy.front[lane]; u != NONE; u = vehicles.behind[u]) {
            Integer then = rowOf.get(vehicles.serial[u]);
            boolean waits = then != null
                    && vehicles.movement[u] == foe
                    && segment[then] == lane
                    && movement[then] == foe
                    && claims[then] == 0
                    && vehicles.lineClaim[u] == NONE
                    && !vehicles.halting(u)
                    && !vehicles.types.cityFlow[vehicles.type[u]]
                    && speed[then] > 1;
            if (waits && comesBefore(v, before, m, pair, u, then)) {
                broken.add(name(v) + " commits to " + road.describe(road.laneCount + m) + " though " + name(u)
                        + " comes to " + road.describe(road.laneCount + foe) + " and has right of way");
                return;
            }
        }
    }

    private boolean comesBefore(int v, int before, int m, int pair, int u, int then) {
        double distance = road.segLength[segment[then]] - position[then];
        double arrives = distance / speed[then];
        if (arrives > SEEN_SECONDS) {
            return false;
        }
        double decel = vehicles.decel(u);
        double slowest = Math.sqrt(Math.max(0, speed[then] * speed[then] - 2 * decel * distance));
        double braking = Math.max(arrives, distance / Math.max(0.05, (speed[then] + slowest) / 2));
        double impatience = Math.min(1, standing[before] / IMPATIENT_SECONDS);
        double way = road.segLength[segment[before]] - position[before];
        double limit = vehicles.wanted(v, road.segLimit[road.laneCount + m]);
        double free = CarFollowing.secondsToCover(
                way + road.zones.exit[pair] + vehicles.length(v), speed[before], vehicles.accel(v), limit);
        double left = CarFollowing.secondsToCover(
                distance + road.segLength[road.laneCount + road.zones.foe[pair]] + vehicles.length(u),
                speed[then],
                vehicles.accel(u),
                Math.max(speed[then], vehicles.wanted(u, road.segLimit[road.laneCount + road.zones.foe[pair]])));
        double reached = CarFollowing.secondsToCover(way, speed[before], vehicles.accel(v), limit);
        return left >= reached && arrives + impatience * (braking - arrives) < free;
    }

    private void reason(int v) {
        if (vehicles.standing[v] == 0) {
            return;
        }
        double now = engine.timeSeconds();
        float stood = vehicles.standing[v];
        double since = lastReason.getOrDefault(vehicles.serial[v], now - stood);
        if (stood >= STRANDED_SECONDS - STARTS_SECONDS && hasReason(v)) {
            since = now;
        }
        reasons.put(vehicles.serial[v], since);
        if (stood >= STRANDED_SECONDS && now - since >= STARTS_SECONDS) {
            broken.add(String.format(
                    Locale.ROOT,
                    "%s has stood for %.0f s on %s at %.1f m %s",
                    name(v),
                    stood,
                    road.describe(vehicles.segment[v]),
                    vehicles.position[v],
                    asked.size() > 1 ? "behind vehicles that wait in a circle" : "without a reason"));
        }
    }

    /**
     * Whether following who keeps whom from driving leads to somebody who moves, or stands for a reason of its own. A circle
     * is a reason for a while: streets can be too full, until somebody turns aside.
     */
    private boolean hasReason(int v) {
        asked.clear();
        toAsk.clear();
        asked.add(vehicles.serial[v]);
        toAsk.add(v);
        boolean others = false;
        float newest = vehicles.standing[v];
        while (!toAsk.isEmpty()) {
            int u = toAsk.removeLast();
            if (hasOwnReason(u)) {
                return true;
            }
            others |= askBlockers(u);
            newest = Math.min(newest, vehicles.standing[u]);
        }
        return others && newest < CIRCLE_SECONDS;
    }

    private boolean hasOwnReason(int v) {
        int m = vehicles.movement[v];
        return vehicles.standing[v] == 0
                || vehicles.halting(v)
                || vehicles.onWrongLane(v)
                || m >= 0
                        && road.isLane(vehicles.segment[v])
                        && !engine.signals.of(m).open();
    }

    /** @return whether there is anybody */
    private boolean askBlockers(int v) {
        int known = asked.size();
        ask(vehicles.blocker[v]);
        if (hasSomebodyInFront(v)) {
            int leader = vehicles.ahead[v];
            ask(leader == NONE ? engine.occupancy.tailOn(vehicles.segment[v]) : leader);
        }
        int m = vehicles.movement[v];
        if (m >= 0 && road.isLane(vehicles.segment[v])) {
            askWhoIsLetPass(m);
            askWhoIsOn(road.moveTo[m], vehicles.space(v));
            askWhoIsPromisedRoom(road.moveTo[m]);
        } else if (m >= 0) {
            askWhoIsInTheWay(m);
        }
        return asked.size() > known || vehicles.blocker[v] != NONE;
    }

    private void ask(int u) {
        if (u != NONE && vehicles.used[u] && asked.add(vehicles.serial[u])) {
            toAsk.add(u);
        }
    }

    /** Who is the last on a lane; one that is too short for a vehicle counts together with those behind it, and who is let pass there. */
    private void askWhoIsOn(int lane, double space) {
        int last = engine.occupancy.lastOn(lane);
        ask(last);
        double more = space - road.segLength[lane];
        for (int i = road.laneOutStart[lane]; last == NONE && more > 0 && i < road.laneOutStart[lane + 1]; i++) {
            askWhoIsLetPass(road.laneOut[i]);
            askWhoIsOn(road.moveTo[road.laneOut[i]], more);
        }
    }

    /** Who is committed to come onto a lane, and who has stood beside its end on one that does not lead on, and is let in. */
    private void askWhoIsPromisedRoom(int lane) {
        for (int i = road.laneInStart[lane]; i < road.laneInStart[lane + 1]; i++) {
            for (int c = engine.claims.first[road.laneIn[i]]; c != NONE; c = engine.claims.next[c]) {
                ask(engine.claims.vehicle(c));
            }
        }
        int link = road.laneLink[lane];
        for (int beside = lane - 1; beside <= lane + 1; beside += 2) {
            if (beside >= road.linkLane[link] && beside < road.linkLane[link + 1]) {
                int u = engine.occupancy.front[beside];
                ask(u != NONE && vehicles.onWrongLane(u) ? u : NONE);
            }
        }
    }

    private boolean hasSomebodyInFront(int v) {
        int leader = vehicles.ahead[v];
        double rear;
        if (leader != NONE) {
            rear = vehicles.rear(leader);
        } else {
            leader = engine.occupancy.tailOn(vehicles.segment[v]);
            rear = leader == NONE ? 0 : engine.occupancy.tailRear(vehicles.segment[v]);
        }
        return leader != NONE && leader != v && rear - vehicles.position[v] < IN_FRONT_METERS;
    }

    private void askWhoIsLetPass(int m) {
        ConflictZones zones = road.zones;
        for (int i = zones.start[m]; i < zones.start[m + 1]; i++) {
            int foe = zones.foe[i];
            for (int c = engine.claims.first[foe]; c != NONE; c = engine.claims.next[c]) {
                ask(engine.claims.vehicle(c));
            }
            ask(engine.occupancy.front[road.laneCount + foe]);
            ask(engine.occupancy.front[road.moveFrom[foe]]);
        }
    }

    /** Of whom somebody inside a node waits for: who is committed, and who comes while that signal is open. */
    private void askWhoIsInTheWay(int m) {
        ConflictZones zones = road.zones;
        for (int i = zones.start[m]; i < zones.start[m + 1]; i++) {
            int foe = zones.foe[i];
            for (int c = engine.claims.first[foe]; c != NONE; c = engine.claims.next[c]) {
                ask(engine.claims.vehicle(c));
            }
            if (engine.signals.of(foe).open()) {
                ask(engine.occupancy.front[road.moveFrom[foe]]);
            }
        }
    }

    private String name(int v) {
        return "vehicle " + vehicles.trip[v].id();
    }
}
