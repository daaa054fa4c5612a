package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

import meridian.model.demand.StopVisit;

/**
 * Moves vehicles by the speeds their drivers have chosen, over the lines and to their halts, and measures what it costs them.
 * One for each thread; it changes only what belongs to the node in hand, and lists who leaves that.
 */
final class Mover {
    /** A vehicle that is this close to the end of its last lane has arrived, m. */
    private static final double ARRIVED_METERS = 0.01;

    private final RoadNetwork road;
    private final Vehicles vehicles;
    private final Occupancy occupancy;
    private final Claims claims;
    private final LinkRecords records;
    private final LaneChoice lanes;
    private final LoopCounts loops;
    private final double step;

    /** Vehicles that have passed the end of a movement, and those that have arrived. */
    final RowList crossing = new RowList();

    final RowList arriving = new RowList();
    /** Vehicles that have begun a halt in a bay. */
    final RowList parking = new RowList();

    Mover(
            RoadNetwork road,
            Vehicles vehicles,
            Occupancy occupancy,
            Claims claims,
            LinkRecords records,
            LaneChoice lanes,
            LoopCounts loops,
            double step) {
        this.road = road;
        this.vehicles = vehicles;
        this.occupancy = occupancy;
        this.claims = claims;
        this.records = records;
        this.lanes = lanes;
        this.loops = loops;
        this.step = step;
    }

    /** @param after second at which the step ends */
    void advance(int node, double after) {
        long inside = occupancy.inside[node];
        int end = road.nodeMoveStart[node + 1];
        for (int k = road.nextMove(node, inside, road.nodeMoveStart[node]);
                k < end;
                k = road.nextMove(node, inside, k + 1)) {
            int segment = road.laneCount + road.nodeMove[k];
            move(segment, after);
            for (int v = occupancy.front[segment]; passed(v, segment); v = vehicles.behind[v]) {
                crossing.add(v);
            }
        }
        for (int k = road.nodeLaneStart[node]; k < road.nodeLaneStart[node + 1]; k++) {
            move(road.nodeLane[k], after);
            enterNode(road.nodeLane[k], after);
        }
    }

    boolean passed(int v, int segment) {
        return v != NONE && vehicles.position[v] > road.segLength[segment];
    }

    private void move(int segment, double after) {
        if (occupancy.front[segment] == NONE) {
            return;
        }
        boolean onLane = segment < road.laneCount;
        if (onLane && loops.on(segment)) {
            passLoops(segment);
        }
        double limit = road.segLimit[segment];
        double vehicleSeconds = 0;
        double vehicleMeters = 0;
        double lost = 0;
        for (int v = occupancy.front[segment]; v != NONE; v = vehicles.behind[v]) {
            double speed = vehicles.nextSpeed[v];
            vehicles.nextSpeed[v] = Double.MAX_VALUE;
            vehicleSeconds += step;
            if (onLane) {
                vehicles.committed[v] = claims.wholeOf(v);
            }
            if (speed == 0 && vehicles.speed[v] == 0 && vehicles.standing[v] > 0 && vehicles.nextStop[v] < 0) {
                // Stands as it stood.
                vehicles.lost[v] += (float) step;
                vehicles.standing[v] += (float) step;
                vehicles.waited[v] += (float) step;
                lost += step;
                continue;
            }
            double way = way(v, speed);
            if (vehicles.types.cityFlow[vehicles.type[v]]) {
                speed = Math.max(0, speed);
            }
            vehicles.speed[v] = speed;
            vehicles.position[v] += way;
            vehicles.odometer[v] += way;
            vehicleMeters += way;
            if (onLane && vehicles.movement[v] == NONE) {
                noteArrival(v, segment);
            }
            if (!vehicles.halting(v)) {
                lost += measure(v, speed, limit);
            }
            if (vehicles.nextStop[v] >= 0) {
                halt(v, after);
            }
        }
        int link = road.linkOf(segment);
        records.seconds[link] += vehicleSeconds;
        records.meters[link] += vehicleMeters;
        records.lost[link] += lost;
    }

    /** Tells the loops of a lane which way all on it are about to drive. */
    private void passLoops(int lane) {
        for (int v = occupancy.front[lane]; v != NONE; v = vehicles.behind[v]) {
            double from = vehicles.position[v];
            loops.drives(v, lane, from, from + way(v, vehicles.nextSpeed[v]));
        }
    }

    /** What a vehicle drives in this step, whose driver has chosen this speed, m. */
    private double way(int v, double speed) {
        return vehicles.types.cityFlow[vehicles.type[v]]
                ? CityFlowRules.way(vehicles.speed[v], speed, vehicles.types.hardest[vehicles.type[v]], step)
                : speed * step;
    }

    /** @return time lost in this step, s */
    private double measure(int v, double speed, double limit) {
        double wanted = vehicles.wanted(v, limit);
        double loss = speed < wanted ? step * (1 - speed / wanted) : 0;
        vehicles.lost[v] += (float) loss;
        if (speed < Junctions.STANDING_MPS) {
            if (vehicles.standing[v] == 0) {
                vehicles.halts[v]++;
            }
            vehicles.standing[v] += (float) step;
            vehicles.waited[v] += (float) step;
        } else {
            vehicles.standing[v] = 0;
            vehicles.blocker[v] = NONE;
        }
        return loss;
    }

    /** Lists a vehicle that has come to the end of its trip on this lane. */
    void noteArrival(int v, int lane) {
        if (vehicles.onLastLeg(v) && vehicles.position[v] >= goal(v, road.segLength[lane])) {
            arriving.add(v);
        }
    }

    private double goal(int v, double length) {
        double end = length - ARRIVED_METERS;
        double stated = vehicles.trip[v].arrivalMeters();
        return stated < 0 ? end : Math.min(stated, end);
    }

    /** Takes the vehicles that have passed a lane's end into the node. */
    private void enterNode(int lane, double after) {
        int v = occupancy.front[lane];
        while (passed(v, lane)) {
            int next = vehicles.behind[v];
            if (!vehicles.leavesHere(v)) {
                overLine(v, lane, after);
                if (passed(v, vehicles.segment[v])) {
                    crossing.add(v);
                }
            }
            v = next;
        }
    }

    /** Takes a vehicle that has passed the end of its lane into the node. */
    void overLine(int v, int lane, double after) {
        if (vehicles.movement[v] < 0) {
            throw new IllegalStateException("vehicle " + vehicles.trip[v].id() + " drove over the end of "
                    + road.describe(lane) + ", which does not lead on");
        }
        double beyond = vehicles.position[v] - road.segLength[lane];
        occupancy.remove(v);
        occupancy.leave(v, lane, beyond);
        vehicles.position[v] = beyond;
        vehicles.lineClaim[v] = NONE;
        records.passed(road.laneLink[lane], after - vehicles.linkEntered[v]);
        occupancy.insert(v, road.laneCount + vehicles.movement[v]);
    }

    /** A driver who has come onto a lane finds out which movement to take, and whether it is claimed already. */
    void look(int v) {
        lanes.orient(v);
        if (road.accessChanged) {
            int c = claims.findFrom(v, vehicles.segment[v]);
            vehicles.movement[v] = c == NONE ? vehicles.movement[v] : claims.movement[c];
        }
        vehicles.lineClaim[v] = vehicles.movement[v] < 0 ? NONE : claims.find(v, vehicles.movement[v]);
        vehicles.committed[v] = claims.wholeOf(v);
    }

    /** Ends a planned halt. */
    void goOn(int v) {
        vehicles.haltUntil[v] = -1;
        vehicles.pastStop(v);
        look(v);
    }

    /** Begins and ends planned halts. */
    private void halt(int v, double time) {
        StopVisit stop = vehicles.stopVisit(v);
        if (stop == null || stop.link() != vehicles.link(v) || !road.isLane(vehicles.segment[v])) {
            return;
        }
        if (vehicles.halting(v)) {
            if (time >= vehicles.haltUntil[v]) {
                goOn(v);
            }
            return;
        }
        double way = stop.endMeters() - vehicles.position[v];
        boolean there = way < 1
                && vehicles.speed[v] < Junctions.STANDING_MPS
                && vehicles.segment[v] == road.linkLane[stop.link()] + stop.lane();
        if (there) {
            vehicles.haltUntil[v] = Math.max(time + stop.dwellSeconds(), stop.untilSeconds());
            vehicles.standing[v] = 0;
            if (stop.besideLane()) {
                parking.add(v);
            }
        } else if (way < -1) {
            // Could not reach the lane of the stop in time: goes on without it.
            vehicles.pastStop(v);
            look(v);
        }
    }
}
