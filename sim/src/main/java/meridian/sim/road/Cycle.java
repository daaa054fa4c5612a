package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;
import static meridian.sim.road.Vehicles.UNKNOWN;

import java.util.Arrays;
import java.util.function.Function;
import meridian.model.demand.TripSource;

/**
 * How a city goes on. Each {@link #step} first opens the gates, then lets drivers commit themselves at the nodes, lets every
 * driver choose a speed from the same moment's positions, moves them all, shows the signals of the next moment, and lets
 * drivers change lanes.
 *
 * <p>The work is cut by nodes: a node with the lanes that end at it and the movements through it is one unit, which changes
 * only its own rows and reads of others only what does not change in the same phase. So the phases give the same bytes on any
 * number of threads; what goes from one unit to another is done by one thread between them, in the order of the vehicles'
 * numbers.
 */
final class Cycle implements AutoCloseable {
    private static final double FADE_EVERY_SECONDS = 60;
    /** Weight of the last minute in the running means of flows. */
    private static final double NEWEST_MINUTE = 0.2;
    /** Steps between two sortings of the rows. */
    private static final int SORT_EVERY = 32;

    private final RoadNetwork road;
    private final Vehicles vehicles;
    private final Occupancy occupancy;
    private final Claims claims;
    private final Knocks knocks;
    private final Signals signals;
    private final Sirens sirens;
    private final LinkRecords records;
    private final LoopCounts loops;

    private final Conditions conditions;
    private final RouteFinder routes;
    private final TripLog log;
    private final double startSeconds;
    private final double step;

    private final Crew crew;
    private final NodeWorker[] workers;
    final Entry entry;
    private final Bays bays;
    final Detours detours;
    final Rerouting rerouting;
    private final ActiveNodes nodes;
    private final RowSorter sorter;
    private final NumberOrder order;
    /** Drivers who knocked in the last step. */
    final RowList knocking = new RowList();

    private final Crew.Task committing = this::commit;
    private final Crew.Task deciding = this::decide;
    private final Crew.Task advancing = this::advance;
    private final Crew.Task changingLanes = this::changeLanes;
    private final Crew.Task releasing = this::release;

    private long steps;
    private long updates;
    private long arrived;

    Cycle(
            RoadState state,
            Conditions conditions,
            TripSource trips,
            RouteFinder routes,
            TripLog log,
            RoadSettings settings) {
        road = state.road();
        vehicles = state.vehicles();
        occupancy = state.occupancy();
        claims = state.claims();
        knocks = state.knocks();
        signals = state.signals();
        sirens = state.sirens();
        records = state.records();
        loops = state.loops();
        this.conditions = conditions;
        this.routes = routes;
        this.log = log;
        startSeconds = settings.startSeconds();
        step = settings.stepSeconds();
        crew = new Crew(settings.threads());
        workers = new NodeWorker[crew.size()];
        Arrays.setAll(workers, i -> new NodeWorker(state, settings));
        NodeWorker first = first();
        detours = new Detours(road, vehicles, records, routes, first.lanes, first.room, step);
        rerouting = new Rerouting(road, vehicles, records, routes, settings);
        nodes = new ActiveNodes(road, occupancy, claims, knocks);
        sorter = new RowSorter(road, vehicles, occupancy, claims);
        order = new NumberOrder(vehicles);
        bays = new Bays(road, vehicles, occupancy, claims, first.changer, loops, order);
        entry = new Entry(
                road, vehicles, occupancy, claims, first.lanes, first.changer, records, routes, trips, settings);
    }

    /** What the one thread uses between the phases. */
    NodeWorker first() {
        return workers[0];
    }

    /** What has been counted, as part of the city's state. */
    void counts(Columns columns) {
        steps = columns.of(steps);
        updates = columns.of(updates);
        arrived = columns.of(arrived);
    }

    /** What drivers have chosen and what holds on the roads, as part of the city's state. */
    void choices(Columns columns) {
        detours.each(columns);
        rerouting.each(columns);
        conditions.each(columns);
        knocking.each(columns);
    }

    /** Second of the simulated day: the start and the steps since. */
    double timeSeconds() {
        return startSeconds + steps * step;
    }

    /** Vehicles moved since the start, each step counted. */
    long updates() {
        return updates;
    }

    long arrived() {
        return arrived;
    }

    /** Shows the signals of this moment. */
    void show() {
        signals.update(timeSeconds(), crew);
    }

    /** Makes the roads what they are to be now. */
    void follow() {
        follow(timeSeconds());
    }

    /** Ends the threads; it cannot go on then. */
    @Override
    public void close() {
        crew.close();
    }

    void step() {
        double time = timeSeconds();
        double after = time + step;
        follow(time);
        entry.admit(time, crew);
        bays.leave(time, workers[0].mover);
        gatherKnocks(time);
        sirens.gather();
        nodes.gather();
        occupancy.note();
        crew.run(nodes.pieces, committing);
        crew.run(nodes.pieces, deciding);
        for (NodeWorker worker : workers) {
            knocking.takeAll(worker.knocking);
        }
        crew.run(nodes.pieces, advancing);
        updates += vehicles.alive - vehicles.parkedCount;
        handOver(after);
        leave(after);
        bays.enter(inOrder(w -> w.mover.parking));
        loops.moved();
        signals.update(after, crew);
        crew.run(nodes.pieces, changingLanes);
        crew.run(nodes.pieces, releasing);
        takeDetours();
        rerouting.look(steps, after, crew, workers[0].mover);
        steps++;
        if (steps % SORT_EVERY == 0) {
            sortRows();
        }
        if (Math.floor(after / FADE_EVERY_SECONDS) > Math.floor(time / FADE_EVERY_SECONDS)) {
            refreshTravelTimes(after);
        }
    }

    /** Drivers who knocked in the last step, unless what they have passed or claimed since then makes it void. */
    private void gatherKnocks(double time) {
        knocks.clear();
        for (int i = 0; i < knocking.size; i++) {
            int v = knocking.row[i];
            if (v != NONE && vehicles.used[v] && vehicles.entered[v] < time) {
                vehicles.knockMeters[v] -= vehicles.speed[v] * step;
                if (knockHolds(v)) {
                    knocks.add(v);
                }
            }
        }
        knocking.clear();
    }

    private boolean knockHolds(int v) {
        int before = vehicles.knockAfter[v];
        boolean onItsWay = vehicles.segment[v] == road.laneCount + before || claims.find(v, before) != NONE;
        return onItsWay
                && vehicles.segment[v] != road.moveFrom[vehicles.knock[v]]
                && (road.laneAccess[road.moveTo[vehicles.knock[v]]] & 1 << vehicles.kind(v)) != 0;
    }

    private void commit(int worker, int piece) {
        NodeWorker w = workers[worker];
        for (int i = nodes.start[piece]; i < nodes.start[piece + 1]; i++) {
            w.commit(nodes.node[i], steps);
        }
    }

    private void decide(int worker, int piece) {
        NodeWorker w = workers[worker];
        for (int i = nodes.start[piece]; i < nodes.start[piece + 1]; i++) {
            w.decide(nodes.node[i]);
        }
    }

    private void advance(int worker, int piece) {
        NodeWorker w = workers[worker];
        double after = timeSeconds() + step;
        for (int i = nodes.start[piece]; i < nodes.start[piece + 1]; i++) {
            w.advance(nodes.node[i], after);
        }
    }

    private void changeLanes(int worker, int piece) {
        NodeWorker w = workers[worker];
        double after = timeSeconds() + step;
        for (int i = nodes.start[piece]; i < nodes.start[piece + 1]; i++) {
            int n = nodes.node[i];
            if (nodes.cameTo(n)) {
                w.lookAround(n);
            }
            w.changeLanes(n, steps, after, detours, conditions.closed);
        }
    }

    private void release(int worker, int piece) {
        NodeWorker w = workers[worker];
        for (int i = nodes.start[piece]; i < nodes.start[piece + 1]; i++) {
            w.release(nodes.node[i]);
        }
    }

    /** Takes over one list of every thread. */
    private RowList inOrder(Function<NodeWorker, RowList> list) {
        for (NodeWorker worker : workers) {
            order.take(list.apply(worker));
        }
        return order.sorted();
    }

    /** Takes the vehicles that have passed the end of a movement onto the next lane: the one place where units meet. */
    private void handOver(double after) {
        RowList crossing = inOrder(w -> w.mover.crossing);
        for (int i = 0; i < crossing.size; i++) {
            ontoLane(crossing.row[i], after);
        }
        nodes.endPiece();
    }

    /** Over one end of a segment after the other, as far as the vehicle has come: short ones can be passed in a step. */
    private void ontoLane(int v, double after) {
        Mover mover = workers[0].mover;
        while (mover.passed(v, vehicles.segment[v])) {
            int segment = vehicles.segment[v];
            if (segment < road.laneCount) {
                if (vehicles.leavesHere(v)) {
                    return;
                }
                mover.overLine(v, segment, after);
                continue;
            }
            int lane = road.moveTo[segment - road.laneCount];
            double beyond = vehicles.position[v] - road.segLength[segment];
            occupancy.remove(v);
            occupancy.leave(v, segment, beyond);
            occupancy.nodeCount[road.nodeOf(segment)]--;
            occupancy.nodeCount[road.laneNode[lane]]++;
            nodes.come(road.laneNode[lane]);
            vehicles.position[v] = beyond;
            vehicles.leg[v]++;
            vehicles.linkEntered[v] = after;
            vehicles.committed[v] = false;
            records.entered[road.laneLink[lane]]++;
            occupancy.insert(v, lane);
            if (loops.on(lane)) {
                loops.comes(v, lane, beyond);
            }
            vehicles.movement[v] = UNKNOWN;
            if (mover.passed(v, lane)) {
                mover.look(v);
            }
            mover.noteArrival(v, lane);
        }
    }

    /** Lets those who have arrived leave the road. */
    private void leave(double time) {
        RowList arriving = inOrder(w -> w.mover.arriving);
        for (int i = 0; i < arriving.size; i++) {
            leave(arriving.row[i], time);
        }
    }

    private void leave(int v, double time) {
        log.arrived(
                vehicles.trip[v],
                vehicles.entered[v],
                time,
                vehicles.odometer[v],
                vehicles.lost[v],
                vehicles.waited[v],
                vehicles.halts[v]);
        records.passed(vehicles.link(v), time - vehicles.linkEntered[v]);
        claims.releaseAll(v);
        occupancy.nodeCount[road.nodeOf(vehicles.segment[v])]--;
        occupancy.remove(v);
        vehicles.remove(v);
        arrived++;
    }

    private void takeDetours() {
        RowList lost = inOrder(w -> w.lost);
        for (int i = 0; i < lost.size; i++) {
            int v = lost.row[i];
            boolean changed = conditions.closed && detours.closedAhead(v)
                    ? detours.around(v) || detours.due(v, steps) && detours.take(v, steps)
                    : detours.take(v, steps);
            if (changed) {
                workers[0].mover.look(v);
            }
        }
    }

    private void sortRows() {
        sorter.sort();
        sorter.follow(knocking);
        loops.follow(sorter);
    }

    /** What was long ago is forgotten, and who has been on a link for long tells even though nobody leaves it. */
    private void refreshTravelTimes(double time) {
        double minutes = Math.max(1, steps * step / FADE_EVERY_SECONDS);
        records.noteFlows(FADE_EVERY_SECONDS, Math.max(NEWEST_MINUTE, 1 / minutes));
        float factor = (float) Math.pow(0.5, FADE_EVERY_SECONDS / 600);
        for (int link = 0; link < road.linkCount; link++) {
            records.fade(link, factor);
        }
        for (int lane = 0; lane < road.laneCount; lane++) {
            int first = occupancy.front[lane];
            if (first != NONE) {
                records.takesAtLeast(road.laneLink[lane], time - vehicles.linkEntered[first]);
            }
        }
        records.lookAhead(time);
        routes.timesChanged();
    }

    /** Makes the roads what they are to be at this second, and lets drivers see it where lanes have been closed or opened. */
    private void follow(double time) {
        if (!conditions.due(time) || !conditions.change(time)) {
            return;
        }
        routes.forget();
        NodeWorker first = workers[0];
        for (int v = 0; v < vehicles.rows; v++) {
            if (vehicles.used[v]) {
                first.ruling.takeBackClosed(v);
                if (road.isLane(vehicles.segment[v]) && vehicles.lineClaim[v] == NONE) {
                    seeClosures(v);
                }
            }
        }
        for (int n = 0; n < road.nodeCount; n++) {
            first.ruling.release(n);
        }
    }

    private void seeClosures(int v) {
        Mover mover = workers[0].mover;
        mover.look(v);
        if (conditions.closed && detours.closedAhead(v) && detours.around(v)) {
            mover.look(v);
        }
    }
}
