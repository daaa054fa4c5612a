package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;
import static meridian.sim.road.Vehicles.UNKNOWN;

/**
 * What one thread does at a node in each phase of a step, and what it needs for itself to do so. A node with the lanes that end at
 * it and the movements through it is changed by one worker only.
 */
final class NodeWorker {
    private final RoadNetwork road;
    private final Vehicles vehicles;
    private final Occupancy occupancy;
    private final double step;

    final LaneChoice lanes;
    final Room room;
    final Junctions ruling;
    final Mover mover;
    final LaneChanger changer;
    private final Driver driver;
    private final RescueLane rescue;
    private final Gaps.Plan plan = new Gaps.Plan();

    /** Drivers who knocked, and those who may have to take another way, in the step that is being made. */
    final RowList knocking = new RowList();

    final RowList lost = new RowList();

    NodeWorker(RoadState state, RoadSettings settings) {
        road = state.road();
        vehicles = state.vehicles();
        occupancy = state.occupancy();
        Claims claims = state.claims();
        Signals signals = state.signals();
        Sirens sirens = state.sirens();
        LinkRecords records = state.records();
        LoopCounts loops = state.loops();
        step = settings.stepSeconds();
        lanes = new LaneChoice(road, vehicles, occupancy);
        room = new Room(road, vehicles, occupancy, claims, lanes, signals, settings.keepsNodesClear());
        ruling = new Junctions(road, vehicles, occupancy, claims, state.knocks(), signals, sirens, room, step);
        driver = new Driver(road, vehicles, occupancy, claims, ruling, lanes, step, knocking);
        mover = new Mover(road, vehicles, occupancy, claims, records, lanes, loops, step);
        changer = new LaneChanger(road, vehicles, occupancy, claims, room, lanes, step);
        rescue = new RescueLane(road, vehicles, occupancy, claims, records, lanes, changer, loops, step);
    }

    void commit(int node, long steps) {
        ruling.commit(node, steps, plan);
    }

    void decide(int node) {
        driver.decideAt(node);
    }

    void advance(int node, double after) {
        mover.advance(node, after);
    }

    /** Lets those who have just come onto the node's lanes find out where they are. */
    void lookAround(int node) {
        for (int k = road.nodeLaneStart[node]; k < road.nodeLaneStart[node + 1]; k++) {
            int lane = road.nodeLane[k];
            for (int v = occupancy.back[lane]; v != NONE && vehicles.movement[v] == UNKNOWN; v = vehicles.ahead[v]) {
                mover.look(v);
            }
        }
    }

    /** @param now second at which the step ends */
    void changeLanes(int node, long steps, double now, Detours detours, boolean anyClosed) {
        for (int k = road.nodeLaneStart[node]; k < road.nodeLaneStart[node + 1]; k++) {
            int lane = road.nodeLane[k];
            changeLanes(lane, steps);
            int first = occupancy.front[lane];
            if (first != NONE && detours.due(first, steps)) {
                lost.add(first);
            }
            if (anyClosed) {
                findDiverted(first, steps, now, detours);
            }
        }
    }

    private void changeLanes(int lane, long steps) {
        int link = road.laneLink[lane];
        if (lane == road.linkLane[link] && road.lanesOf(link) > 1) {
            changer.sweep(link, steps);
        }
        if (vehicles.emergencies > 0 && lane == road.linkLane[link]) {
            rescue.make(link, steps);
        }
    }

    private void findDiverted(int first, long steps, double now, Detours detours) {
        for (int v = first; v != NONE; v = vehicles.behind[v]) {
            if (detours.looksAround(v, steps, now, step) && !(v == first && detours.due(v, steps))) {
                lost.add(v);
            }
        }
    }

    void release(int node) {
        ruling.release(node);
    }
}
