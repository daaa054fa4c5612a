package meridian.sim.road.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.RouteFinder;
import meridian.sim.road.TripLog;
import meridian.sim.road.oracle.State.Commitment;

/**
 * The road engine's rules as one plain loop over all vehicles: to be compared with the engine, step by step and bit by bit.
 *
 * <p><b>In it.</b> Krauß' and the intelligent drivers, imperfection, gates, choice and change of lanes, exchanges of places,
 * commitments with gaps, room and ranks, knocks at lines beyond the next, waiting inside a node, signals with fixed times and
 * with detectors, arrows at red, priority, stop signs, all-way stops, halts on the lane and in bays, detours, strays, travel
 * times and drivers who hear of them.
 *
 * <p><b>Not in it.</b> CityFlow's drivers, emergency vehicles, closures, other limits and weather, held phases, forecasts, forks
 * of regions, and what is only reported: who keeps whom from moving, records of links, counts of loops.
 */
public final class Oracle {
    private static final double FADE_EVERY_SECONDS = 60;

    private final Scene scene;
    private final RoadSettings settings;
    private final TripLog log;
    private final List<Vehicle> vehicles = new ArrayList<>();
    private final LaneRule lanes;
    private final CommitRule junctions;
    private final SpeedRule drivers;
    private final MoveRule mover;
    private final ChangeRule changes;
    private final GateRule gates;
    private final DetourRule detours;
    private final InformedRule informed;
    private final BayRule bays;

    /**
     * @param trips in order of departure
     * @param constants numbers of the rules
     */
    public Oracle(
            City city,
            Tables tables,
            Iterator<Trip> trips,
            RouteFinder routes,
            TripLog log,
            RoadSettings settings,
            Constants constants) {
        this.settings = settings;
        this.log = log;
        scene = new Scene(new Roads(city, tables, constants), tables, constants, settings.stepSeconds());
        lanes = new LaneRule(scene);
        RoomRule room = new RoomRule(scene, lanes, settings.keepsNodesClear());
        junctions = new CommitRule(scene, room, new GapRule(scene, room));
        drivers = new SpeedRule(scene, junctions, lanes);
        mover = new MoveRule(scene, lanes);
        changes = new ChangeRule(scene, room, lanes);
        gates = new GateRule(scene, lanes, changes, routes, trips, settings);
        detours = new DetourRule(scene, lanes, room, routes);
        bays = new BayRule(scene, changes, lanes);
        informed = new InformedRule(scene, lanes, routes, settings);
        scene.lights.show(time());
    }

    private double time() {
        return settings.startSeconds() + scene.stepNumber * scene.step;
    }

    /** Makes one step. */
    public void step() {
        double time = time();
        double after = time + scene.step;
        gates.admit(time, vehicles, travelSeconds());
        inOrder(vehicles).forEach(v -> bays.leave(v, time));
        hearKnocks();
        scene.roads.lanes.forEach(lane -> lane.takenBefore = lane.taken());
        scene.roads.junctions.forEach(junctions::commit);
        onTheRoad().forEach(v -> v.chosen = drivers.decide(v));
        move(after);
        arrive(after);
        inOrder(mover.parking).forEach(bays::enter);
        mover.parking.clear();
        scene.lights.show(after);
        changeLanes();
        List<Vehicle> lost = lost();
        scene.roads.junctions.forEach(junctions::release);
        lost.forEach(v -> detours.take(v, travelSeconds()));
        vehicles.forEach(v -> informed.listen(v, after, travelSeconds()));
        scene.stepNumber++;
        if (Math.floor(after / FADE_EVERY_SECONDS) > Math.floor(time / FADE_EVERY_SECONDS)) {
            refreshTravelTimes(after);
        }
    }

    /** Who asked in the last step is answered in this one, unless what has happened since makes it void. */
    private void hearKnocks() {
        scene.roads.junctions.forEach(junction -> junction.knocks.clear());
        for (Knock earlier : drivers.knocks) {
            Knock knock = earlier.nearer(earlier.vehicle().speed * scene.step);
            Vehicle v = knock.vehicle();
            boolean onItsWay = v.on == knock.after() || v.claimOn(knock.after()) != null;
            if (!v.gone && onItsWay && v.on != knock.movement().from) {
                knock.movement().junction.knocks.add(knock);
            }
        }
        drivers.knocks.clear();
        Comparator<Knock> nearestFirst = Comparator.comparingDouble(Knock::meters);
        scene.roads.junctions.forEach(
                junction -> junction.knocks.sort(nearestFirst.thenComparing(knock -> knock.vehicle().number)));
    }

    private void move(double after) {
        onTheRoad().forEach(v -> mover.move(v, after));
        scene.roads.lanes.forEach(lane -> mover.enterNode(lane, after));
        inOrder(vehicles.stream().filter(v -> v.on instanceof Movement).toList())
                .forEach(v -> mover.ontoLane(v, after));
    }

    /** All but who halts in a bay. */
    private List<Vehicle> onTheRoad() {
        return vehicles.stream().filter(v -> !v.parked).toList();
    }

    private static List<Vehicle> inOrder(List<Vehicle> some) {
        return some.stream().sorted(Comparator.comparing(v -> v.number)).toList();
    }

    private void arrive(double time) {
        for (Vehicle v : inOrder(mover.arriving)) {
            log.arrived(v.trip, v.entered, time, v.odometer, v.lost, v.waited, v.halts);
            Link link = scene.roads.links.get(v.path[v.leg]);
            link.passed(time - v.linkEntered, scene.constants.newestShare);
            List.copyOf(v.claims).forEach(Claim::release);
            v.on.vehicles.remove(v);
            v.gone = true;
            vehicles.remove(v);
        }
        mover.arriving.clear();
    }

    private void changeLanes() {
        vehicles.stream().filter(v -> v.isNewOnLane).forEach(lanes::look);
        scene.roads.links.stream().filter(link -> link.lanes.size() > 1).forEach(changes::sweep);
    }

    /** The first of every lane who stand there in vain. */
    private List<Vehicle> lost() {
        return inOrder(scene.roads.lanes.stream()
                .map(Lane::first)
                .filter(Objects::nonNull)
                .filter(detours::isDue)
                .toList());
    }

    /** What drivers hear that each link takes, s. */
    public float[] travelSeconds() {
        float[] seconds = new float[scene.roads.links.size()];
        scene.roads.links.forEach(link -> seconds[link.number] = link.travelSeconds);
        return seconds;
    }

    /** What was long ago is forgotten, and who has been on a link for long tells though nobody leaves it. */
    private void refreshTravelTimes(double time) {
        float factor = (float) Math.pow(0.5, 1 / scene.constants.fadeMinutes);
        for (Link link : scene.roads.links) {
            link.fade(factor);
            for (Lane lane : link.lanes) {
                Vehicle first = lane.first();
                if (first != null) {
                    link.travelSeconds = (float) Math.max(link.travelSeconds, time - first.linkEntered);
                }
            }
        }
    }

    /** All vehicles on the road, in the order of their trips. */
    public List<State> states() {
        return inOrder(vehicles).stream().map(Oracle::state).toList();
    }

    private static State state(Vehicle v) {
        List<Commitment> claims = v.claims.stream()
                .map(c -> new Commitment(c.movement.index, c.whole))
                .sorted(Comparator.comparingInt(Commitment::movement))
                .toList();
        return new State(
                v.trip.id(),
                v.on.number,
                v.position,
                v.speed,
                v.odometer,
                v.asked,
                v.movement == null ? -1 : v.movement.index,
                v.laneOffset,
                v.wish,
                v.standing,
                v.waited,
                v.lost,
                v.haltUntil,
                claims);
    }
}
