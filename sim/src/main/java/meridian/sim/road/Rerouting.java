package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

import meridian.model.demand.LinkPath;
import meridian.model.network.VehicleKind;

/**
 * Drivers who hear of travel times while they drive, and leave their way where another one is clearly faster. Only whose way
 * was not given; a stated share of them. Counts the changes.
 */
final class Rerouting {
    /** Seconds from one look at the travel times to the next. */
    private static final double EVERY_SECONDS = 120;
    /** Nobody looks for another way before the own one takes so much longer than on free roads: share, and seconds. */
    private static final double WORTH_LOOKING = 1.3;

    private static final double WORTH_LOOKING_SECONDS = 60;
    /** Another way is taken if it needs no more than this share of the own one's time. */
    private static final double CLEARLY_FASTER = 0.85;
    /** So far before the end of a link one can still sort into another lane, m. */
    private static final double TIME_TO_SORT_METERS = 60;

    /** Nor before the rest of it has become so much slower than when the driver last looked: share, and seconds. */
    private static final double WORSE = 1.1;

    private static final double WORSE_SECONDS = 30;

    private static final VehicleKind[] KINDS = VehicleKind.values();

    private final RoadNetwork road;
    private final Vehicles vehicles;
    private final LinkRecords records;
    private final RouteFinder routes;
    private final double share;
    /** Steps from one look to the next. */
    private final int every;

    long changed;

    private final Crew.Task asking = this::ask;
    private final RowList looking = new RowList();
    private boolean[] found = new boolean[0];
    private double now;

    Rerouting(RoadNetwork road, Vehicles vehicles, LinkRecords records, RouteFinder routes, RoadSettings settings) {
        this.road = road;
        this.vehicles = vehicles;
        this.records = records;
        this.routes = routes;
        share = settings.informedShare();
        every = (int) Math.round(EVERY_SECONDS / settings.stepSeconds());
    }

    void each(Columns columns) {
        changed = columns.of(changed);
    }

    /**
     * Lets the drivers look whose turn it is in this step.
     *
     * @param time second of the day
     * @param mover tells those who change their way where they are then
     */
    void look(long step, double time, Crew crew, Mover mover) {
        if (share == 0) {
            return;
        }
        now = time;
        looking.clear();
        for (int v = 0; v < vehicles.rows; v++) {
            // By their numbers: rows are sorted now and then, and somebody would come twice or never.
            boolean turn = (vehicles.serial[v] + step) % every == 0;
            if (turn && vehicles.used[v] && informed(v) && mayTurn(v)) {
                looking.add(v);
            }
        }
        if (looking.size == 0) {
            return;
        }
        if (found.length < looking.size) {
            found = new boolean[2 * looking.size];
        }
        if (routes.concurrent()) {
            routes.prepare(records.heardSeconds(), crew::all);
            crew.run(looking.size, asking);
        } else {
            for (int i = 0; i < looking.size; i++) {
                ask(0, i);
            }
        }
        for (int i = 0; i < looking.size; i++) {
            if (found[i]) {
                changed++;
                mover.look(looking.row[i]);
            }
        }
    }

    /** Changes only the driver's own row. */
    private void ask(int worker, int i) {
        found[i] = change(looking.row[i]);
    }

    private boolean informed(int v) {
        return !vehicles.trip[v].fixed()
                && vehicles.nextStop[v] == NONE
                && RandomStream.unit(RandomStream.seed(0, vehicles.serial[v])) < share;
    }

    private boolean mayTurn(int v) {
        return road.isLane(vehicles.segment[v])
                && vehicles.lineClaim[v] == NONE
                && vehicles.lastLeg[v] - vehicles.leg[v] > 1;
    }

    /**
     * Gives one driver another way who has asked for it.
     *
     * @param way from the link on which the driver is
     * @return whether it is taken: not any more where the driver has committed to the old one or cannot sort in for the new one
     */
    boolean guide(int v, LinkPath way, Mover mover) {
        if (way.link(0) != vehicles.link(v) || way.size() < 2 || !mayTurn(v)) {
            return false;
        }
        if (!canTake(v, way.link(1), vehicles.path[v][vehicles.leg[v] + 1])) {
            return false;
        }
        vehicles.goOn(v, way.toArray(), 1);
        changed++;
        mover.look(v);
        return true;
    }

    private boolean change(int v) {
        int[] path = vehicles.path[v];
        int leg = vehicles.leg[v];
        float[] heard = records.heardSeconds();
        double left = 0;
        double free = 0;
        for (int i = leg + 1; i < path.length; i++) {
            left += heard[path[i]];
            free += records.freeSeconds(path[i]);
        }
        if (left < WORTH_LOOKING * free + WORTH_LOOKING_SECONDS || asExpected(v, left)) {
            return false;
        }
        vehicles.told[v] = (float) left;
        vehicles.toldAt[v] = now;
        LinkPath way = routes.findFaster(
                path[leg], path[path.length - 1], KINDS[vehicles.kind(v)], heard, vehicles.serial[v], (float)
                        (CLEARLY_FASTER * left));
        if (way == null || way.size() < 2 || !canTake(v, way.link(1), path[leg + 1])) {
            return false;
        }
        double other = 0;
        for (int i = 1; i < way.size(); i++) {
            other += heard[way.link(i)];
        }
        if (other > CLEARLY_FASTER * left) {
            return false;
        }
        vehicles.goOn(v, way.toArray(), 1);
        vehicles.told[v] = (float) other;
        vehicles.toldAt[v] = now;
        return true;
    }

    /** Whether the rest of a way takes about as long as its driver knows since the last look. */
    private boolean asExpected(int v, double left) {
        double known = vehicles.told[v] - (now - vehicles.toldAt[v]);
        return vehicles.told[v] > 0 && left < WORSE * known + WORSE_SECONDS;
    }

    /** Whether a driver can still come onto another next link than was planned. */
    private boolean canTake(int v, int link, int planned) {
        int lane = vehicles.segment[v];
        if (link == planned || road.segLength[lane] - vehicles.position[v] > TIME_TO_SORT_METERS) {
            return true;
        }
        for (int i = road.laneOutStart[lane]; i < road.laneOutStart[lane + 1]; i++) {
            if (road.laneLink[road.moveTo[road.laneOut[i]]] == link) {
                return true;
            }
        }
        return false;
    }
}
