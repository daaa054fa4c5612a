package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

import meridian.model.demand.StopVisit;

/**
 * How fast each driver goes in this step: looks along the path, at leaders, lines, halts and limits. Reads what all others
 * did in the last step and changes only the driver's own row, so that drivers can decide in any order and on any thread.
 */
final class Driver {
    /** Distance kept to a stop line and to the end of a lane that does not lead on, m. */
    private static final double LINE_GAP = 0.5;
    /** Highest speed of an emergency vehicle through a node whose signal is against it, m/s: an estimate, 20 km/h. */
    private static final double RED_MPS = 5.56;
    /** A planned halt is made at least this far before the end of its lane, m. */
    private static final double SHORT_OF_END = 0.1;
    /** Who has stood so long closes up, s, to this distance, m: estimates. */
    private static final double CLOSES_UP_SECONDS = 180;

    private static final double SQUEEZED_METERS = 1;
    /** Closer behind a standing leader than this nobody moves up, m. */
    private static final double CLOSED_UP = 0.05;

    private final RoadNetwork road;
    private final Vehicles vehicles;
    private final Occupancy occupancy;
    private final Claims claims;
    private final Junctions junctions;
    private final LaneChoice lanes;
    private final double step;
    /** Drivers who knock in this step. */
    private final RowList knocks;

    Driver(
            RoadNetwork road,
            Vehicles vehicles,
            Occupancy occupancy,
            Claims claims,
            Junctions junctions,
            LaneChoice lanes,
            double step,
            RowList knocks) {
        this.road = road;
        this.vehicles = vehicles;
        this.occupancy = occupancy;
        this.claims = claims;
        this.junctions = junctions;
        this.lanes = lanes;
        this.step = step;
        this.knocks = knocks;
    }

    /** Lets all drivers decide who are on a node's movements or on the lanes that end at it. */
    void decideAt(int node) {
        long inside = occupancy.inside[node];
        int end = road.nodeMoveStart[node + 1];
        for (int k = road.nextMove(node, inside, road.nodeMoveStart[node]);
                k < end;
                k = road.nextMove(node, inside, k + 1)) {
            decideOn(road.laneCount + road.nodeMove[k]);
        }
        for (int k = road.nodeLaneStart[node]; k < road.nodeLaneStart[node + 1]; k++) {
            decideOn(road.nodeLane[k]);
        }
    }

    private void decideOn(int segment) {
        for (int v = occupancy.front[segment]; v != NONE; v = vehicles.behind[v]) {
            decide(v);
        }
    }

    /** Sets the speed for this step. */
    private void decide(int v) {
        if (vehicles.halting(v)) {
            vehicles.nextSpeed[v] = 0;
            return;
        }
        int segment = vehicles.segment[v];
        double speed = vehicles.speed[v];
        int type = vehicles.type[v];
        int leader = vehicles.ahead[v];
        // Who leaves the road at the lane's end does not stop before the line; who follows must see it.
        boolean queued = leader != NONE
                && segment < road.laneCount
                && vehicles.lineClaim[leader] == NONE
                && !vehicles.leavesHere(leader);
        if (queued && speed == 0 && vehicles.speed[leader] == 0) {
            double gap = vehicles.rear(leader) - vehicles.position[v] - kept(v, type);
            if (gap < CLOSED_UP) {
                vehicles.nextSpeed[v] = 0;
                vehicles.blocker[v] = leader;
                return;
            }
        }
        double wanted = vehicles.wanted(v, road.segLimit[segment]);
        if (vehicles.emergencies > 0 && segment >= road.laneCount && vehicles.emergency(v)) {
            wanted = junctions.signalOpen(segment - road.laneCount) ? wanted : Math.min(wanted, RED_MPS);
        }
        double reduction = vehicles.types.decel[type] * step;
        // Braking for a lower limit is never harder than comfortable.
        double fastest =
                Math.max(0, Math.min(speed + vehicles.types.accel[type] * step, Math.max(wanted, speed - reduction)));
        double safe;
        // Who cannot brake as hard as it takes, or has a halt to come, must see what comes once the leader is gone.
        if (queued && !vehicles.types.cityFlow[type] && vehicles.nextStop[v] < 0) {
            safe = behind(v, leader, vehicles.rear(leader) - vehicles.position[v], fastest);
        } else {
            safe = lookAhead(v, fastest);
        }
        vehicles.nextSpeed[v] = chosen(v, speed, fastest, Math.min(safe, vehicles.nextSpeed[v]), safe);
    }

    /** The driver's speed between the fastest possible and the highest safe one. */
    private double chosen(int v, double speed, double fastest, double polite, double safe) {
        int type = vehicles.type[v];
        double comfortable = speed - vehicles.types.decel[type] * step;
        double target = Math.min(fastest, Math.max(polite, comfortable));
        target = Math.min(target, safe);
        if (vehicles.types.cityFlow[type]) {
            return Math.max(target, speed - vehicles.types.hardest[type] * step);
        }
        double sigma = vehicles.types.sigma[type];
        if (sigma == 0 || target <= 0 || vehicles.types.intelligent[type]) {
            return Math.max(0, target);
        }
        double imperfect = CarFollowing.dawdle(target, vehicles.types.accel[type], sigma, vehicles.nextRandom(v), step);
        // Imperfection never brakes harder than comfortable; safety may.
        return Math.max(0, Math.max(imperfect, Math.min(target, comfortable)));
    }

    /** The highest safe speed along the path, not above {@code fastest}. */
    private double lookAhead(int v, double fastest) {
        int segment = vehicles.segment[v];
        int leg = vehicles.leg[v];
        double position = vehicles.position[v];
        double distance = road.segLength[segment] - position;
        double sight = junctions.sight(v, road.segLimit[segment]);
        double safe = fastest;
        int leader = vehicles.ahead[v];
        if (leader != NONE) {
            safe = behind(v, leader, vehicles.rear(leader) - position, safe);
        } else {
            leader = occupancy.tailOn(segment);
            if (leader != NONE && leader != v) {
                safe = behind(v, leader, occupancy.tailRear(segment) - position, safe);
            } else {
                leader = NONE;
            }
        }
        boolean halts = vehicles.nextStop[v] >= 0;
        if (halts) {
            safe = forHalt(v, segment, -position, safe);
        }
        if (segment >= road.laneCount) {
            safe = insideNode(v, segment - road.laneCount, safe);
        }
        int claimed = segment < road.laneCount ? NONE : segment - road.laneCount;
        boolean own = true;
        while (distance < sight + vehicles.speed[v] * step) {
            int next;
            if (segment < road.laneCount) {
                if (leg == vehicles.lastLeg[v]) {
                    return safe;
                }
                int m = own ? vehicles.movement[v] : lanes.movement(segment, vehicles.path[v], leg, vehicles.kind(v));
                int c = m < 0 ? NONE : own ? vehicles.lineClaim[v] : claims.find(v, m);
                if (c == NONE && !own && road.accessChanged) {
                    // Who is committed goes on as the lanes were then.
                    c = claims.findFrom(v, segment);
                    m = c == NONE ? m : claims.movement[c];
                }
                if (c == NONE
                        || !junctions.signalOpen(m)
                                && junctions.canStop(v, distance - LINE_GAP)
                                && !junctions.passesRed(v, distance)) {
                    if (!own && m >= 0 && c == NONE) {
                        knock(v, m, distance, leg, claimed);
                    }
                    return distance < sight ? Math.min(safe, stop(v, distance - lineGap(segment))) : safe;
                }
                claimed = m;
                if (vehicles.emergencies > 0 && vehicles.emergency(v) && !junctions.signalOpen(m)) {
                    safe = Math.min(safe, Math.max(RED_MPS, vehicles.speed[v] - vehicles.decel(v) * step));
                }
                if (own && vehicles.types.cityFlow[vehicles.type[v]]) {
                    safe = behindWhoParts(v, m, segment, distance, safe);
                }
                safe = junctions.speedBehindEarlier(v, c, distance, safe);
                if (!claims.whole[c]) {
                    safe = Math.min(safe, stop(v, distance + road.moveWait[m]));
                }
                next = road.laneCount + m;
            } else {
                next = road.moveTo[segment - road.laneCount];
                leg++;
            }
            own = false;
            if (halts) {
                safe = forHalt(v, next, distance, safe);
            }
            double limit = vehicles.wanted(v, road.segLimit[next]);
            if (limit < safe) {
                double slow = approach(v, distance, limit);
                if (road.limitsChanged) {
                    // A limit that has just come is no reason to brake harder than comfortable.
                    slow = Math.max(slow, vehicles.speed[v] - vehicles.decel(v) * step);
                }
                safe = Math.min(safe, slow);
            }
            if (leader == NONE) {
                if (next >= road.laneCount) {
                    safe = behindSiblings(v, next - road.laneCount, distance, safe);
                }
                int last = occupancy.lastOn(next);
                if (last != NONE && last != v) {
                    leader = last;
                    safe = behind(v, leader, distance + occupancy.lastRear(next), safe);
                }
            }
            distance += road.segLength[next];
            segment = next;
        }
        return safe;
    }

    private void knock(int v, int m, double distance, int leg, int after) {
        vehicles.knock[v] = m;
        vehicles.knockMeters[v] = distance;
        vehicles.knockLeg[v] = leg;
        vehicles.knockAfter[v] = after;
        knocks.add(v);
    }

    /** Behind those who left the same lane for another way through the node and whose rear is not out of the own way yet. */
    private double behindSiblings(int v, int m, double distance, double safe) {
        ConflictZones zones = road.zones;
        double best = safe;
        for (int i = zones.siblingStart[m]; i < zones.siblingStart[m + 1]; i++) {
            int u = occupancy.back[road.laneCount + zones.sibling[i]];
            if (u != NONE && u != v) {
                double rear = vehicles.rear(u);
                if (rear < zones.apart[i] && (rear >= 0 || distance + rear >= 0)) {
                    best = behind(v, u, distance + rear, best);
                }
            }
        }
        return best;
    }

    /** CityFlow's drivers hold back while somebody who parts from their way behind the line has not passed it. */
    private double behindWhoParts(int v, int m, int lane, double distance, double safe) {
        double way = distance - CityFlowRules.HOLD_BACK_METERS;
        int type = vehicles.type[v];
        if (distance > CityFlowRules.slowFrom(vehicles.types.topSpeed[type], vehicles.types.decel[type], step)
                || DriverRules.brakeGap(vehicles, v, step) >= way) {
            return safe;
        }
        int first = occupancy.front[lane];
        boolean parts = first != v && vehicles.movement[first] != m;
        ConflictZones zones = road.zones;
        for (int i = zones.siblingStart[m]; i < zones.siblingStart[m + 1] && !parts; i++) {
            int u = occupancy.back[road.laneCount + zones.sibling[i]];
            parts = u != NONE && vehicles.rear(u) <= 0;
        }
        return parts ? Math.min(safe, stop(v, way)) : safe;
    }

    private double insideNode(int v, int m, double safe) {
        int c = claims.find(v, m);
        if (c == NONE) {
            return safe;
        }
        double position = vehicles.position[v];
        double held = claims.whole[c] ? safe : Math.min(safe, stop(v, road.moveWait[m] - position));
        return junctions.speedBehindEarlier(v, c, -position, held);
    }

    /** @param rearGap from the own front to the leader's rear, m */
    private double behind(int v, int leader, double rearGap, double safe) {
        TypeTable types = vehicles.types;
        int type = vehicles.type[v];
        double gap = rearGap - kept(v, type);
        double decel = types.decel[type];
        double headway = types.headway[type];
        double leaderSpeed = vehicles.speed[leader];
        if (types.cityFlow[type]) {
            double follow = CityFlowRules.followSpeed(
                    types, type, vehicles.type[leader], rearGap, vehicles.speed[v], leaderSpeed, step);
            return slower(v, leader, follow, safe);
        }
        if (!types.intelligent[type] && CarFollowing.farEnough(gap, safe, decel, headway, step)) {
            return safe;
        }
        double follow =
                CarFollowing.followSpeed(gap, leaderSpeed, decel, types.decel[vehicles.type[leader]], headway, step);
        if (types.intelligent[type]) {
            double smart = CarFollowing.intelligentSpeed(
                    vehicles.speed[v],
                    vehicles.wanted(v, road.segLimit[vehicles.segment[v]]),
                    gap,
                    leaderSpeed,
                    types.accel[type],
                    decel,
                    headway,
                    kept(v, type),
                    step);
            // Who follows counts on comfortable braking: a wish for distance is no reason to brake harder, safety is.
            follow = Math.min(follow, Math.max(smart, vehicles.speed[v] - decel * step));
        }
        return slower(v, leader, follow, safe);
    }

    /** What a driver keeps to who stands in front, m: after minutes people close up, and so free the crossing behind them. */
    private double kept(int v, int type) {
        double gap = vehicles.types.gap[type];
        return vehicles.standing[v] < CLOSES_UP_SECONDS ? gap : Math.min(gap, SQUEEZED_METERS);
    }

    private double slower(int v, int leader, double follow, double safe) {
        if (follow < safe) {
            if (follow < Junctions.STANDING_MPS) {
                vehicles.blocker[v] = leader;
            }
            return follow;
        }
        return safe;
    }

    /**
     * For the next planned halt, where that is on this lane.
     *
     * @param start way from the own front to the start of the lane, m; negative on it
     */
    private double forHalt(int v, int lane, double start, double safe) {
        StopVisit stop = vehicles.stopVisit(v);
        if (stop == null || lane != road.linkLane[stop.link()] + stop.lane()) {
            return safe;
        }
        // A hair beyond the line it would stand inside the node for ever.
        double way = start + Math.min(stop.endMeters(), road.segLength[lane] - SHORT_OF_END);
        if (way < -0.1) {
            return safe;
        }
        // Who comes onto the lane of the stop too late misses it: followers count on comfortable braking.
        double comfortable = vehicles.speed[v] - vehicles.decel(v) * step;
        return Math.min(safe, Math.max(stop(v, Math.max(0.01, way)), comfortable));
    }

    /** Distance kept to the end of a lane; on a very short one half of it, so that the lane can be entered at all. */
    private double lineGap(int lane) {
        return Math.min(LINE_GAP, road.segLength[lane] / 2);
    }

    private double approach(int v, double distance, double limit) {
        TypeTable types = vehicles.types;
        int type = vehicles.type[v];
        if (types.cityFlow[type]) {
            boolean near = distance <= CityFlowRules.slowFrom(types.topSpeed[type], types.decel[type], step);
            return near ? limit : Double.MAX_VALUE;
        }
        return CarFollowing.approachSpeed(distance, limit, types.decel[type], step);
    }

    private double stop(int v, double gap) {
        return DriverRules.stopSpeed(vehicles, v, gap, step);
    }
}
