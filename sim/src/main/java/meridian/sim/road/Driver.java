package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

import meridian.model.demand.StopVisit;

/** How fast each driver goes in this step: looks along the path, at leaders, lines, halts and limits. */
final class Driver {
    /** Distance kept to a stop line and to the end of a lane that does not lead on, m. */
    private static final double LINE_GAP = 0.5;
    /** Approaching drivers are known to those who yield this far ahead: seconds of their speed, and metres. */
    private static final double KNOWN_SECONDS = 5;

    private static final double KNOWN_METERS = 10;
    /** A driver who has stood this long before a line takes the commitment to it back, s. */
    private static final double TAKEN_BACK_SECONDS = 2;

    private final RoadNetwork road;
    private final Vehicles vehicles;
    private final Occupancy occupancy;
    private final Claims claims;
    private final Approaches approaches;
    private final Junctions junctions;
    private final LaneChoice lanes;
    private final double step;

    Driver(
            RoadNetwork road,
            Vehicles vehicles,
            Occupancy occupancy,
            Claims claims,
            Approaches approaches,
            Junctions junctions,
            LaneChoice lanes,
            double step) {
        this.road = road;
        this.vehicles = vehicles;
        this.occupancy = occupancy;
        this.claims = claims;
        this.approaches = approaches;
        this.junctions = junctions;
        this.lanes = lanes;
        this.step = step;
    }

    /** Makes the vehicle known where somebody yields to it and it comes soon. */
    void announce(int v) {
        if (vehicles.haltUntil[v] >= 0) {
            return;
        }
        double horizon = KNOWN_METERS + KNOWN_SECONDS * vehicles.speed[v];
        int segment = vehicles.segment[v];
        double distance = road.segLength[segment] - vehicles.position[v];
        int leg = vehicles.leg[v];
        int[] path = vehicles.path[v];
        while (distance < horizon) {
            if (!road.isLane(segment)) {
                segment = road.moveTo[segment - road.laneCount];
                leg++;
                distance += road.segLength[segment];
                continue;
            }
            int m = segment == vehicles.segment[v]
                    ? vehicles.movement[v]
                    : lanes.movement(segment, path, leg, vehicles.kind[v]);
            if (m == NONE) {
                return;
            }
            boolean committed = claims.find(v, m) != NONE;
            if (!committed) {
                if (!junctions.signalOpen(m) && canStop(v, distance)) {
                    return;
                }
                if (road.zones.watched[m]) {
                    approaches.add(v, m, distance);
                }
            }
            segment = road.laneCount + m;
            distance += road.segLength[segment];
        }
    }

    private boolean canStop(int v, double distance) {
        return CarFollowing.brakeGap(vehicles.speed[v], vehicles.decel[v], step) <= distance;
    }

    /** Sets the speed for this step. */
    void decide(int v) {
        double speed = vehicles.speed[v];
        vehicles.blocker[v] = NONE;
        if (vehicles.haltUntil[v] >= 0) {
            vehicles.nextSpeed[v] = 0;
            return;
        }
        if (vehicles.standing[v] >= TAKEN_BACK_SECONDS) {
            takeBack(v, 0);
        }
        int segment = vehicles.segment[v];
        double wanted = vehicles.wanted(v, road.segLimit[segment]);
        // Braking for a lower limit is never harder than comfortable.
        double fastest = Math.min(speed + vehicles.accel[v] * step, Math.max(wanted, speed - vehicles.decel[v] * step));
        double safe = lookAhead(v, Math.max(fastest, 0));
        vehicles.nextSpeed[v] = chosen(v, speed, fastest, Math.min(safe, vehicles.courtesy[v]), safe);
        vehicles.courtesy[v] = Double.MAX_VALUE;
    }

    /** The driver's speed between the fastest possible and the highest safe one. */
    private double chosen(int v, double speed, double fastest, double polite, double safe) {
        double comfortable = speed - vehicles.decel[v] * step;
        double target = Math.min(fastest, Math.max(polite, comfortable));
        target = Math.min(target, safe);
        double imperfect = vehicles.intelligent[v]
                ? target
                : CarFollowing.dawdle(target, vehicles.accel[v], vehicles.sigma[v], vehicles.nextRandom(v), step);
        // Imperfection never brakes harder than comfortable; safety may.
        return Math.max(0, Math.max(imperfect, Math.min(target, comfortable)));
    }

    /** The highest safe speed along the path, not above {@code fastest}. */
    private double lookAhead(int v, double fastest) {
        int segment = vehicles.segment[v];
        int[] path = vehicles.path[v];
        int leg = vehicles.leg[v];
        double position = vehicles.position[v];
        double distance = road.segLength[segment] - position;
        double sight = CarFollowing.brakeGap(fastest, vehicles.decel[v], step)
                + fastest * (step + vehicles.headway[v])
                + vehicles.minGap[v]
                + 1;
        double safe = fastest;
        takeBack(v, sight);
        int leader = vehicles.ahead[v];
        if (leader != NONE) {
            safe = behind(v, leader, vehicles.position[leader] - vehicles.length[leader] - position, safe);
        } else {
            leader = occupancy.tailOn(segment);
            if (leader != NONE && leader != v) {
                safe = behind(v, leader, occupancy.tailRear(segment) - position, safe);
            } else {
                leader = NONE;
            }
        }
        safe = forHalt(v, safe);
        if (!road.isLane(segment)) {
            safe = insideNode(v, segment - road.laneCount, safe);
        }
        while (distance < sight) {
            int next;
            if (road.isLane(segment)) {
                if (leg == path.length - 1) {
                    return safe;
                }
                int m = segment == vehicles.segment[v]
                        ? vehicles.movement[v]
                        : lanes.movement(segment, path, leg, vehicles.kind[v]);
                double through = m == NONE ? -1 : atLine(v, m, distance, leg, leader, safe);
                if (through < 0) {
                    return Math.min(safe, stop(v, distance - lineGap(segment)));
                }
                safe = through;
                next = road.laneCount + m;
            } else {
                next = road.moveTo[segment - road.laneCount];
                leg++;
            }
            safe = Math.min(
                    safe,
                    CarFollowing.approachSpeed(
                            distance, vehicles.wanted(v, road.segLimit[next]), vehicles.decel[v], step));
            if (leader == NONE && !road.isLane(next)) {
                safe = behindSiblings(v, next - road.laneCount, distance, safe);
            }
            int last = occupancy.lastOn(next);
            if (last != NONE && last != v && leader == NONE) {
                leader = last;
                safe = behind(v, leader, distance + occupancy.lastRear(next), safe);
            }
            distance += road.segLength[next];
            segment = next;
        }
        return safe;
    }

    /** Behind those who left the same lane for another way through the node and whose rear is not out of the own way yet. */
    private double behindSiblings(int v, int m, double distance, double safe) {
        ConflictZones zones = road.zones;
        double best = safe;
        for (int i = zones.siblingStart[m]; i < zones.siblingStart[m + 1]; i++) {
            int u = occupancy.back[road.laneCount + zones.sibling[i]];
            if (u != NONE && u != v) {
                double rear = vehicles.position[u] - vehicles.length[u];
                if (rear < zones.apart[i] && (rear >= 0 || distance + rear >= 0)) {
                    best = behind(v, u, distance + rear, best);
                }
            }
        }
        return best;
    }

    /** The safe speed of a driver who may pass the line, or −1 for one who has to stop before it. */
    private double atLine(int v, int m, double distance, int leg, int leader, double safe) {
        int c = claims.find(v, m);
        // A signal that has closed in time ends the commitment, and so does a leader who has taken back theirs.
        boolean closed = c != NONE && !junctions.signalOpen(m) && canStop(v, distance - LINE_GAP);
        if (closed || c != NONE && beforeLine(leader, m) && !junctions.leaderCommitted(leader, road.moveFrom[m], c)) {
            claims.release(c);
            c = NONE;
        }
        if (c == NONE) {
            boolean open = junctions.signalOpen(m) || !canStop(v, distance);
            if (!open || !junctions.commit(v, m, distance, leg, leader)) {
                return -1;
            }
            c = claims.find(v, m);
        }
        if (c == NONE) {
            return safe;
        }
        double slowed = junctions.speedBehindEarlier(v, c, distance, safe);
        if (!claims.whole[c]) {
            slowed = Math.min(slowed, stop(v, distance + road.moveWait[m]));
        }
        return slowed;
    }

    /** Whether the vehicle in front has not passed the line of this movement either. */
    private boolean beforeLine(int leader, int m) {
        if (leader == NONE) {
            return false;
        }
        for (int c = vehicles.claim[leader]; c != NONE; c = claims.nextOfVehicle[c]) {
            if (road.moveFrom[claims.movement[c]] == road.moveFrom[m]) {
                return claims.front(c) < 0;
            }
        }
        return vehicles.segment[leader] == road.moveFrom[m];
    }

    /**
     * Gives back the commitment to every line farther away than this, m. Who stands does so for all lines, so that nobody
     * waits for a driver who cannot go; who has become slow for those that can no longer be reached at once, or the order of
     * commitments would not be that on the road when somebody changes lanes into the gap.
     */
    private void takeBack(int v, double beyond) {
        int c = vehicles.claim[v];
        while (c != NONE) {
            int next = claims.nextOfVehicle[c];
            if (-claims.front(c) > beyond) {
                claims.release(c);
            }
            c = next;
        }
    }

    private double insideNode(int v, int m, double safe) {
        int c = claims.find(v, m);
        if (c == NONE) {
            return safe;
        }
        double distance = -vehicles.position[v];
        if (!claims.whole[c] && !junctions.complete(v, c)) {
            double place = road.moveWait[m] - vehicles.position[v];
            return junctions.speedBehindEarlier(v, c, distance, Math.min(safe, stop(v, place)));
        }
        return junctions.speedBehindEarlier(v, c, distance, safe);
    }

    /** @param rearGap from the own front to the leader's rear, m */
    private double behind(int v, int leader, double rearGap, double safe) {
        double gap = rearGap - vehicles.minGap[v];
        double follow = CarFollowing.followSpeed(
                gap, vehicles.speed[leader], vehicles.decel[v], vehicles.decel[leader], vehicles.headway[v], step);
        if (vehicles.intelligent[v]) {
            double smart = CarFollowing.intelligentSpeed(
                    vehicles.speed[v],
                    vehicles.wanted(v, road.segLimit[vehicles.segment[v]]),
                    gap,
                    vehicles.speed[leader],
                    vehicles.accel[v],
                    vehicles.decel[v],
                    vehicles.headway[v],
                    vehicles.minGap[v],
                    step);
            follow = Math.min(follow, smart);
        }
        if (follow < safe) {
            if (follow < Junctions.STANDING_MPS) {
                vehicles.blocker[v] = leader;
            }
            return follow;
        }
        return safe;
    }

    private double forHalt(int v, double safe) {
        StopVisit stop = vehicles.stopVisit(v);
        if (stop == null
                || stop.link() != vehicles.link(v)
                || vehicles.segment[v] != road.linkLane[stop.link()] + stop.lane()) {
            return safe;
        }
        double way = stop.endMeters() - vehicles.position[v];
        return way < -0.1 ? safe : Math.min(safe, stop(v, Math.max(0.01, way)));
    }

    /** Distance kept to the end of a lane; on a very short one half of it, so that the lane can be entered at all. */
    private double lineGap(int lane) {
        return Math.min(LINE_GAP, road.segLength[lane] / 2);
    }

    private double stop(int v, double gap) {
        return CarFollowing.stopSpeed(gap, vehicles.decel[v], vehicles.headway[v], step);
    }
}
