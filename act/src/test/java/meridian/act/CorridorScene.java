package meridian.act;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import meridian.act.corridor.CorridorDesk;
import meridian.act.corridor.Ending;
import meridian.act.corridor.LiveWays;
import meridian.act.corridor.PositionReport;
import meridian.decide.Decider;
import meridian.decide.Deciders;
import meridian.decide.DecisionTimes;
import meridian.decide.corridor.CorridorTimes;
import meridian.decide.corridor.EmergencyRequest;
import meridian.decide.corridor.Need;
import meridian.field.plant.DetectorFaults;
import meridian.field.plant.EnginePlant;
import meridian.field.plant.Observation;
import meridian.field.plant.ObserveMode;
import meridian.field.plant.PlantLost;
import meridian.field.plant.SignalCommand;
import meridian.model.City;
import meridian.model.demand.LinkPath;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.model.demand.VehicleType;
import meridian.model.network.VehicleKind;
import meridian.safety.Colour;
import meridian.safety.SafetyRules;
import meridian.safety.trial.LampLog;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.RoadView;
import meridian.sim.road.RouteFinder;
import meridian.sim.road.TripLog;
import meridian.sim.route.Router;
import meridian.testkit.Avenue;

/**
 * Five signals of the made-up main street with its traffic, by their plan, through the safety kernel; vehicles that ask for corridors and report
 * where they are; and somebody who watches every lamp, those of people on foot among them.
 */
final class CorridorScene implements AutoCloseable, CorridorDesk.Listener {
    static final int SIGNALS = 5;
    static final City STREET = Avenue.city(SIGNALS);

    private final EnginePlant plant;
    final ControlledCity city;
    final CorridorDesk desk;
    final ControlLoop loop;
    private final List<LampLog> lamps = new ArrayList<>();
    private final Map<String, Double> arrivals = new HashMap<>();
    /** What vehicles do that have asked: seconds in which they stood, and whether they report. */
    private final Map<String, Integer> stood = new HashMap<>();

    final Set<String> reporting = new TreeSet<>();
    final List<Need> needs = new ArrayList<>();
    final Map<String, Ending> endings = new HashMap<>();
    Observation seen;

    /** @param more trips besides the street's own, which are those of a quarter of an hour */
    CorridorScene(boolean traffic, List<Trip> more) {
        List<Trip> trips = new ArrayList<>(traffic ? Avenue.trips(STREET, 1, 900) : List.of());
        trips.addAll(more);
        Router router = Router.of(STREET.network());
        Router.Query query = router.query();
        float[] free = router.freeFlowSeconds();
        RouteFinder routes = (from, to, kind, seconds, random) -> query.fastest(from, to, kind, free);
        TripLog log = (trip, entered, left, meters, lost, waited, halts) -> arrivals.put(trip.id(), left);
        RoadEngine engine = new RoadEngine(
                RoadNetwork.of(STREET), TripSource.of(trips), routes, log, RoadSettings.startingAt(0, 1));
        plant = new EnginePlant(STREET, engine, ObserveMode.DETECTORS, DetectorFaults.NONE, 1e6);
        city = ControlledCity.lawful(STREET, plant.network(), 0);
        LiveWays ways = new LiveWays(
                STREET.network(), city, router, () -> engine.records().travelSeconds(), CorridorTimes.CORRIDOR, true);
        desk = new CorridorDesk(city, CorridorTimes.CORRIDOR, ways, false, (id, way) -> false, this);
        Decider fixed = Deciders.FIXED.in(city.network(), DecisionTimes.USUAL);
        ControlLoop.Listener eyes = new ControlLoop.Listener() {
            @Override
            public void saw(Observation now, List<SignalCommand> told) {
                seen = now;
            }
        };
        seen = plant.look();
        loop = new ControlLoop(plant, city, fixed, 5, eyes).fork(plant, city, desk, eyes);
        for (int j = 0; j < SIGNALS; j++) {
            lamps.add(new LampLog(turner(j).rules(), 0));
        }
    }

    /** A van along these links, with or without a siren. */
    static Trip van(String id, boolean siren, double depart, String... links) {
        VehicleType type = new VehicleType(
                "van " + siren,
                siren ? VehicleKind.EMERGENCY : VehicleKind.CAR,
                6.5,
                2.5,
                40,
                2.6,
                4.5,
                9,
                1,
                0,
                siren ? 1.3 : 1,
                0,
                VehicleType.Following.KRAUSS);
        int[] path = new int[links.length];
        for (int i = 0; i < links.length; i++) {
            path[i] = link(links[i]);
        }
        return new Trip(id, type, depart, LinkPath.of(path), true, List.of(), Trip.Departure.USUAL, -1);
    }

    /** From the west end to the east end. */
    static Trip along(String id, boolean siren, double depart) {
        return van(id, siren, depart, "west>1", "1>2", "2>3", "3>4", "4>5", "5>east");
    }

    static int link(String name) {
        return STREET.network().findLink(name).orElseThrow();
    }

    private KernelTurner turner(int junction) {
        return (KernelTurner) city.turners().get(junction).orElseThrow();
    }

    @Override
    public void needed(double seconds, List<Need> now) {
        needs.clear();
        needs.addAll(now);
    }

    @Override
    public void ended(String request, Ending why, double seconds) {
        endings.put(request, why);
        needs.removeIf(need -> need.request().equals(request));
    }

    void pass(int seconds) {
        for (int s = 0; s < seconds; s++) {
            second();
        }
    }

    /** A second, then who has asked reports, and every lamp is looked at. */
    void second() {
        double began = plant.seconds();
        try {
            loop.second();
        } catch (PlantLost e) {
            throw new AssertionError(e);
        }
        double now = plant.seconds();
        for (String id : List.copyOf(reporting)) {
            if (arrived(id)) {
                desk.close(id, now);
                reporting.remove(id);
            }
            report(id, now);
        }
        for (int j = 0; j < SIGNALS; j++) {
            SafetyRules rules = turner(j).rules();
            for (int g = 0; g < rules.groups(); g++) {
                lamps.get(j).note(g, turner(j).state().colour(g), Math.round(began * 1000));
            }
        }
    }

    private void report(String id, double now) {
        RoadView.findPlace(plant.engine(), id).ifPresent(place -> {
            desk.report(new PositionReport(id, place.link(), place.toEndMeters(), place.speedMps(), now));
            stood.merge(id, place.speedMps() < 0.1 ? 1 : 0, Integer::sum);
        });
    }

    /** Asks, and reports from now on. */
    void ask(EmergencyRequest request) {
        desk.open(request, loop.snapshot());
        reporting.add(request.id());
    }

    boolean arrived(String id) {
        return arrivals.containsKey(id);
    }

    double arrivedSeconds(String id) {
        return Optional.ofNullable(arrivals.get(id)).orElseThrow(() -> new AssertionError(id + " never arrived"));
    }

    /** In how many seconds it stood since it began to report. */
    int stoodSeconds(String id) {
        return stood.getOrDefault(id, 0);
    }

    /** What was wrong with any lamp, in words. */
    List<String> wrongs() {
        List<String> all = new ArrayList<>();
        lamps.forEach(log -> all.addAll(log.wrongs()));
        return all;
    }

    /** Greens of people on foot that have begun. */
    long walks() {
        long walks = 0;
        for (int j = 0; j < SIGNALS; j++) {
            SafetyRules rules = turner(j).rules();
            for (int g = 0; g < rules.groups(); g++) {
                walks += rules.group(g).walk() && turner(j).state().colour(g) == Colour.GREEN ? 1 : 0;
            }
        }
        return walks;
    }

    @Override
    public void close() {
        plant.close();
    }
}
