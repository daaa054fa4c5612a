package meridian.sim.road;

import static meridian.sim.road.Traffic.engine;
import static meridian.sim.road.Traffic.runChecked;
import static meridian.sim.road.Traffic.trip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.demand.VehicleType;
import meridian.model.network.NodeControl;
import meridian.model.network.VehicleKind;
import meridian.testkit.Streets;
import meridian.testkit.Town;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmergencyTest {
    private static final VehicleType AMBULANCE = new VehicleType(
            "ambulance", VehicleKind.EMERGENCY, 6.5, 2.5, 40, 2.6, 4.5, 9, 1, 0, 1.3, 0, VehicleType.Following.KRAUSS);
    private static final String[] CORRIDOR = {"0/-1>0/0", "0/0>0/1", "0/1>0/2", "0/2>0/3"};

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 1", "1, 0.5", "3, 0.2"})
    void anAmbulanceIsMuchFasterThanACarThroughAJammedCorridorWithThreeRedLights(int lanes, double step) {
        double car = corridorSeconds(lanes, step, Traffic.CALM);
        double ambulance = corridorSeconds(lanes, step, AMBULANCE);
        // 1,200 m at 60 km/h are 72 s.
        assertTrue(car > 250, "the corridor is not jammed: the car takes " + car + " s");
        assertTrue(ambulance < 0.4 * car, "the ambulance takes " + ambulance + " s, the car " + car + " s");
    }

    private static double corridorSeconds(int lanes, double step, VehicleType type) {
        City city = Streets.grid(1, 3, 300, lanes, true);
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            trips.add(trip(city, "east " + i, VehicleType.CAR, i * 4.0, List.of(), CORRIDOR));
            int c = i % 3;
            trips.add(trip(city, "north " + i, i * 5.0, "-1/" + c + ">0/" + c, "0/" + c + ">1/" + c));
        }
        double depart = 900;
        trips.add(trip(city, "measured", type, depart, List.of(), CORRIDOR));
        List<String> log = new ArrayList<>();
        RoadEngine engine = engine(city, trips, log, new RoadSettings(step, 3, 0));
        while (log.stream().noneMatch(line -> line.startsWith("measured"))) {
            runChecked(engine, step);
            assertTrue(engine.timeSeconds() < 4000, engine.stuck(5));
        }
        String[] words = log.getLast().split(" ");
        return Double.parseDouble(words[2]) - Double.parseDouble(words[1]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whoDrivesSlowlyAheadOnAllLanesLetsAnAmbulancePass(int lanes) {
        VehicleType slow = new VehicleType(
                "slow", VehicleKind.TRUCK, 12, 2.5, 5, 1.3, 4, 7, 1, 0, 1, 0, VehicleType.Following.KRAUSS);
        City city = Streets.straight(lanes, 1000);
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < 2 * lanes; i++) {
            trips.add(trip(city, "slow " + i, slow, 0, List.of(), "start>end"));
        }
        trips.add(trip(city, "ambulance", AMBULANCE, 40, List.of(), "start>end"));
        List<String> log = new ArrayList<>();
        RoadEngine engine = engine(city, trips, log, RoadSettings.startingAt(0, 1));
        runChecked(engine, 400);
        // They need 200 s; the ambulance needs 55 s alone, and 20 s more for coming up to them and passing twice.
        String[] first = log.getFirst().split(" ");
        assertEquals("ambulance", first[0]);
        assertTrue(Double.parseDouble(first[2]) < 40 + 55 + 40, log.getFirst());
        assertEquals(trips.size(), log.size());
    }

    @ParameterizedTest
    @CsvSource({"1, true, 3", "0.5, true, 3", "0.1, true, 2", "1, false, 3", "1, true, 1", "0.3, false, 1"})
    void noVehicleIsEverInsideAnotherThoughManyAmbulancesPass(double step, boolean signals, int lanes) {
        City grid = Streets.grid(3, 3, 150, lanes, signals);
        VehicleType truck = new VehicleType(
                "truck", VehicleKind.TRUCK, 12, 2.5, 25, 1.3, 4, 7, 1, 0.5, 1, 0.1, VehicleType.Following.KRAUSS);
        VehicleType smart = new VehicleType(
                "smart", VehicleKind.CAR, 4.5, 2, 50, 1.5, 2, 9, 1.2, 0, 1, 0.1, VehicleType.Following.IDM);
        List<Trip> trips = Traffic.random(
                grid, 4000, 0.15, 11, VehicleType.CAR, truck, smart, AMBULANCE, VehicleType.CAR, VehicleType.CAR);
        RoadEngine engine = engine(grid, trips, new ArrayList<>(), new RoadSettings(step, 11, 0));
        runChecked(engine, 900);
        assertTrue(engine.arrivedCount() > 100, "only " + engine.arrivedCount() + " arrived");
        long everyone =
                engine.arrivedCount() + engine.vehicleCount() + engine.waitingCount() + engine.unroutableCount();
        assertEquals(trips.size(), everyone, "a trip was lost or doubled");
    }

    @Test
    void anAmbulancePassesARedLightSlowlyAndOnlyAfterWhoCannotStop() {
        City city = Streets.crossroads(NodeControl.SIGNALS);
        List<String> log = new ArrayList<>();
        List<Trip> trips = List.of(trip(city, "ambulance", AMBULANCE, 0, List.of(), "north>middle", "middle>south"));
        RoadEngine engine = engine(city, trips, log, RoadSettings.startingAt(0, 1));
        int closed = phaseWithoutGreen(city, "north>middle");
        engine.holdPhase(0, closed);
        double fastest = 0;
        while (log.isEmpty() && engine.timeSeconds() < 200) {
            runChecked(engine, 1);
            for (int v = 0; v < engine.vehicles.rows; v++) {
                if (engine.vehicles.used[v] && !engine.road().isLane(engine.vehicles.segment[v])) {
                    fastest = Math.max(fastest, engine.vehicles.speed[v]);
                }
            }
        }
        assertEquals(1, log.size(), "it never came through");
        assertTrue(fastest <= 20 / 3.6 + 0.1, "it drove through the red light at " + fastest + " m/s");
    }

    private static int phaseWithoutGreen(City city, String from) {
        int link = city.network().findLink(from).orElseThrow();
        var plan = city.signals().getFirst().plan();
        for (int p = 0; p < plan.phases().size(); p++) {
            var aspects = plan.phases().get(p).aspects();
            if (city.network().movements().stream()
                    .filter(m -> m.fromLink() == link)
                    .noneMatch(m -> aspects.get(m.group()).open())) {
                return p;
            }
        }
        throw new AssertionError("every phase lets somebody go from " + from);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void ambulancesGiveTheSameTrafficOnAnyNumberOfThreads(int threads) {
        assertEquals(townLog(1), townLog(threads));
    }

    private static List<String> townLog(int threads) {
        City town = Town.city();
        List<Trip> trips = new ArrayList<>();
        var all = Town.trips(town, 1).trips(27_000);
        for (int i = 0; i < 500 && all.hasNext(); i++) {
            Trip trip = all.next();
            trips.add(i % 10 == 0 && trip.stops().isEmpty() ? trip.withType(AMBULANCE) : trip);
        }
        List<String> log = new ArrayList<>();
        try (RoadEngine engine =
                engine(town, trips, log, RoadSettings.startingAt(27_000, 4).withThreads(threads))) {
            for (int i = 0; i < 900; i++) {
                engine.step();
            }
        }
        assertTrue(log.size() > 50, "only " + log.size() + " trips ended");
        return log;
    }
}
