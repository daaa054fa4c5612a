package meridian.sim.road.oracle;

import java.util.ArrayList;
import java.util.List;
import meridian.model.demand.StopVisit;
import meridian.sim.road.oracle.Movement.Sibling;
import org.jspecify.annotations.Nullable;

/** How fast each driver goes in this step. */
final class SpeedRule {
    private final Scene scene;
    private final Constants constants;
    private final CommitRule junctions;
    private final LaneRule lanes;
    /** Drivers who have seen a line beyond their own lane's in this step. */
    final List<Knock> knocks = new ArrayList<>();

    SpeedRule(Scene scene, CommitRule junctions, LaneRule lanes) {
        this.scene = scene;
        this.junctions = junctions;
        this.lanes = lanes;
        constants = scene.constants;
    }

    /** Chooses the speed for this step from what all others did in the last one. */
    double decide(Vehicle v) {
        if (v.halting()) {
            return 0;
        }
        Vehicle leader = v.on.ahead(v);
        boolean queued = leader != null && v.on instanceof Lane && leader.lineClaim == null && !leader.leavesHere();
        if (queued
                && v.speed == 0
                && leader.speed == 0
                && leader.rear() - v.position - kept(v) < constants.closedUpMeters) {
            return 0;
        }
        double wanted = v.wanted(v.on.limit);
        double reduction = v.decel() * scene.step;
        double fastest = Math.max(0, Math.min(v.speed + v.accel() * scene.step, Math.max(wanted, v.speed - reduction)));
        double safe = queued && v.nextStop < 0
                ? behind(v, leader, leader.rear() - v.position, fastest)
                : lookAhead(v, leader, fastest);
        return chosen(v, fastest, Math.min(safe, v.asked), safe);
    }

    private double chosen(Vehicle v, double fastest, double polite, double safe) {
        double comfortable = v.speed - v.decel() * scene.step;
        double target = Math.min(fastest, Math.max(polite, comfortable));
        target = Math.min(target, safe);
        double sigma = v.type.imperfection();
        if (sigma == 0 || target <= 0 || v.intelligent()) {
            return Math.max(0, target);
        }
        double imperfect = Speeds.dawdle(target, v.accel(), sigma, v.random.next(), scene.step);
        return Math.max(0, Math.max(imperfect, Math.min(target, comfortable)));
    }

    /** The highest safe speed along the path, not above {@code fastest}. */
    private double lookAhead(Vehicle v, @Nullable Vehicle ahead, double fastest) {
        Segment segment = v.on;
        double sight = v.sight(segment.limit, scene.step);
        double distance = segment.length - v.position;
        double safe = fastest;
        Vehicle leader = ahead;
        if (leader != null) {
            safe = behind(v, leader, leader.rear() - v.position, safe);
        } else {
            leader = other(segment.tail(), v);
            safe = leader == null ? safe : behind(v, leader, segment.tailRear(leader) - v.position, safe);
        }
        safe = forHalt(v, segment, -v.position, safe);
        if (segment instanceof Movement m) {
            safe = insideNode(v, m, safe);
        }
        int leg = v.leg;
        boolean own = true;
        Movement passed = segment instanceof Movement m ? m : null;
        while (distance < sight + v.speed * scene.step) {
            Segment next;
            if (segment instanceof Lane lane) {
                if (leg == v.path.length - 1) {
                    return safe;
                }
                Movement m = own ? v.movement : lanes.movement(lane, v.path, leg, v.type);
                Claim claim = m == null ? null : own ? v.lineClaim : v.claimOn(m);
                if (m != null && claim == null && passed != null && !own) {
                    knocks.add(new Knock(v, m, distance, leg, passed));
                }
                if (m == null
                        || claim == null
                        || !scene.lights.open(m) && v.canStop(distance - constants.lineGapMeters, scene.step)) {
                    double gap = Math.min(constants.lineGapMeters, lane.length / 2);
                    return distance < sight ? Math.min(safe, v.stopSpeed(distance - gap, scene.step)) : safe;
                }
                safe = Math.min(safe, junctions.speedBehindEarlier(v, claim, distance));
                if (!claim.whole) {
                    safe = Math.min(safe, v.stopSpeed(distance + m.waitMeters, scene.step));
                }
                passed = m;
                next = m;
            } else {
                next = ((Movement) segment).to;
                leg++;
            }
            own = false;
            safe = forHalt(v, next, distance, safe);
            double limit = v.wanted(next.limit);
            safe = limit < safe ? Math.min(safe, Speeds.approach(distance, limit, v.decel(), scene.step)) : safe;
            if (leader == null) {
                if (next instanceof Movement m) {
                    safe = behindSiblings(v, m, distance, safe);
                }
                leader = other(next.last(), v);
                safe = leader == null ? safe : behind(v, leader, distance + next.lastRear(), safe);
            }
            distance += next.length;
            segment = next;
        }
        return safe;
    }

    private static @Nullable Vehicle other(@Nullable Vehicle u, Vehicle v) {
        return u == v ? null : u;
    }

    /** Behind those who left the same lane for another way through the node and whose rear is in the own way. */
    private double behindSiblings(Vehicle v, Movement m, double distance, double safe) {
        double best = safe;
        for (Sibling sibling : m.siblings) {
            List<Vehicle> there = sibling.other().vehicles;
            if (!there.isEmpty() && there.getLast() != v) {
                double rear = there.getLast().rear();
                if (rear < sibling.apart() && (rear >= 0 || distance + rear >= 0)) {
                    best = behind(v, there.getLast(), distance + rear, best);
                }
            }
        }
        return best;
    }

    private double insideNode(Vehicle v, Movement m, double safe) {
        Claim claim = v.claimOn(m);
        if (claim == null) {
            return safe;
        }
        double held = claim.whole ? safe : Math.min(safe, v.stopSpeed(m.waitMeters - v.position, scene.step));
        return Math.min(held, junctions.speedBehindEarlier(v, claim, -v.position));
    }

    /** @param rearGap from the own front to the leader's rear */
    private double behind(Vehicle v, Vehicle leader, double rearGap, double safe) {
        double gap = rearGap - kept(v);
        double follow = v.followSpeed(leader, gap, scene.step);
        if (v.intelligent()) {
            double smart = Speeds.intelligent(
                    v.speed,
                    v.wanted(v.on.limit),
                    gap,
                    leader.speed,
                    v.accel(),
                    v.decel(),
                    v.headway(),
                    kept(v),
                    scene.step);
            // A wish for distance is no reason to brake harder than comfortable, safety is.
            follow = Math.min(follow, Math.max(smart, v.speed - v.decel() * scene.step));
        }
        return Math.min(follow, safe);
    }

    private double kept(Vehicle v) {
        return v.standing < constants.closesUpSeconds ? v.gap() : Math.min(v.gap(), constants.squeezedMeters);
    }

    /** For the next planned halt, where that is on this lane, which begins so far ahead. */
    private double forHalt(Vehicle v, Segment segment, double start, double safe) {
        StopVisit stop = v.stop();
        if (stop == null
                || !(segment instanceof Lane lane)
                || stop.link() != lane.link.number
                || stop.lane() != lane.place) {
            return safe;
        }
        double way = start + Math.min(stop.endMeters(), lane.length - constants.haltGapMeters);
        if (way < -0.1) {
            return safe;
        }
        // Who comes onto the lane of the stop too late misses it.
        double comfortable = v.speed - v.decel() * scene.step;
        return Math.min(safe, Math.max(v.stopSpeed(Math.max(0.01, way), scene.step), comfortable));
    }
}
