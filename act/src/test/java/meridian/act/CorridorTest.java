package meridian.act;

import static meridian.act.CorridorScene.along;
import static meridian.act.CorridorScene.link;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import meridian.act.corridor.Alternative;
import meridian.act.corridor.Answer;
import meridian.act.corridor.CorridorDesk;
import meridian.act.corridor.CorridorTrial;
import meridian.act.corridor.CorridorTrip;
import meridian.act.corridor.Ending;
import meridian.act.corridor.LiveWays;
import meridian.act.corridor.PositionReport;
import meridian.decide.Deciders;
import meridian.decide.Snapshot;
import meridian.decide.corridor.CorridorTimes;
import meridian.decide.corridor.EmergencyRequest;
import meridian.decide.corridor.Need;
import meridian.decide.corridor.PriorityVehicle;
import meridian.decide.corridor.Urgency;
import meridian.decide.corridor.WayLink;
import meridian.field.plant.ObserveMode;
import meridian.model.City;
import meridian.model.control.ControlNetwork;
import meridian.model.demand.Trip;
import meridian.model.signal.Aspect;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RouteFinder;
import meridian.sim.route.Router;
import meridian.testkit.Avenue;
import meridian.testkit.Streets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Corridors through five signals of a main street. */
final class CorridorTest {
    /** The street's trips have warmed it up by then. */
    private static final int REQUEST_SECONDS = 400;
    /** The street's plans have cycles of 90 s. */
    private static final int CYCLE_SECONDS = 90;

    private static EmergencyRequest request(String id, boolean siren, String from, String to, Urgency urgency) {
        PriorityVehicle vehicle = siren ? PriorityVehicle.WITH_SIREN : PriorityVehicle.WITHOUT_SIREN;
        return new EmergencyRequest(id, vehicle, link(from), link(to), urgency);
    }

    private static EmergencyRequest eastward(String id, boolean siren) {
        return request(id, siren, "west>1", "5>east", Urgency.LIFE);
    }

    @Test
    void noClearanceIsShortenedAndPeopleOnFootFinishWhileCorridorsCross() {
        List<Trip> vans = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            vans.add(along("along " + i, true, REQUEST_SECONDS + 100 * i));
            vans.add(CorridorScene.van("across " + i, true, REQUEST_SECONDS + 100 * i + 30, "3S>3", "3>3N"));
        }
        try (CorridorScene scene = new CorridorScene(true, vans)) {
            scene.pass(REQUEST_SECONDS);
            long walks = 0;
            for (int s = 0; s < 450; s++) {
                if (s % 100 == 0 && s < 400) {
                    scene.ask(eastward("along " + s / 100, true));
                }
                if (s % 100 == 30 && s < 400) {
                    scene.ask(request("across " + s / 100, true, "3S>3", "3>3N", Urgency.DAMAGE));
                }
                scene.second();
                walks += scene.walks();
            }
            assertEquals(List.of(), scene.wrongs());
            assertTrue(walks > 450, "hardly anybody could walk: " + walks + " crossing seconds of green");
            assertEquals(
                    8,
                    scene.endings.values().stream()
                            .filter(why -> why == Ending.DONE)
                            .count());
        }
    }

    private static CorridorScene driven(boolean siren, boolean asks) {
        CorridorScene scene = new CorridorScene(true, List.of(along("van", siren, REQUEST_SECONDS)));
        scene.pass(REQUEST_SECONDS);
        if (asks) {
            scene.ask(eastward("van", siren));
        } else {
            scene.reporting.add("van");
        }
        for (int s = 0; s < 600 && !scene.arrived("van"); s++) {
            scene.second();
        }
        return scene;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theQueueAheadIsGoneSoThatAVehicleWithACorridorIsFasterAndHardlyStands(boolean siren) {
        try (CorridorScene without = driven(siren, false);
                CorridorScene with = driven(siren, true)) {
            double before = without.arrivedSeconds("van") - REQUEST_SECONDS;
            double now = with.arrivedSeconds("van") - REQUEST_SECONDS;
            assertTrue(now < 0.95 * before, now + " s in a corridor, " + before + " s without");
            assertTrue(with.stoodSeconds("van") <= 5, "it stood for " + with.stoodSeconds("van") + " s");
        }
    }

    private static Map<Integer, List<Aspect>> lamps(CorridorScene scene) {
        Map<Integer, List<Aspect>> all = new java.util.TreeMap<>();
        for (int j = 0; j < CorridorScene.SIGNALS; j++) {
            List<Aspect> aspects = new ArrayList<>();
            for (int g = 0; g < scene.city.network().junctions().get(j).groups(); g++) {
                aspects.add(scene.seen.shown(j, g));
            }
            all.put(j, aspects);
        }
        return all;
    }

    @Test
    void oneCycleAfterTheVehicleTheJunctionsShowWhatTheyWouldHaveShownWithoutIt() {
        Trip van = along("van", true, 100);
        try (CorridorScene usual = new CorridorScene(false, List.of(van));
                CorridorScene scene = new CorridorScene(false, List.of(van))) {
            usual.pass(100);
            scene.pass(100);
            scene.ask(eastward("van", true));
            int different = 0;
            while (!scene.arrived("van")) {
                usual.second();
                scene.second();
                different += lamps(usual).equals(lamps(scene)) ? 0 : 1;
            }
            assertTrue(different > 20, "the corridor changed next to nothing: " + different + " s");
            usual.pass(CYCLE_SECONDS);
            scene.pass(CYCLE_SECONDS);
            for (int s = 0; s < 2 * CYCLE_SECONDS; s++) {
                usual.second();
                scene.second();
                assertEquals(lamps(usual), lamps(scene), s + " s later");
            }
        }
    }

    /** Both need junction 3 (index 2), which is some 75 s of driving away from the west end. */
    @Test
    void ofTwoCorridorsThatCrossTheMoreUrgentHasTheJunctionAndBothGetThrough() {
        Trip along = along("along", true, REQUEST_SECONDS);
        Trip across = CorridorScene.van("across", true, REQUEST_SECONDS + 40, "3S>3", "3>3N");
        try (CorridorScene scene = new CorridorScene(true, List.of(along, across))) {
            scene.pass(REQUEST_SECONDS);
            scene.ask(request("along", true, "west>1", "5>east", Urgency.DAMAGE));
            scene.pass(40);
            scene.ask(request("across", true, "3S>3", "3>3N", Urgency.LIFE));
            long urgent = 0;
            while (!scene.arrived("across")) {
                scene.second();
                List<Need> third = scene.needs.stream()
                        .filter(need -> need.junction() == 2)
                        .toList();
                assertTrue(third.size() <= 1, "two have the junction: " + third);
                urgent +=
                        third.stream().filter(c -> c.request().equals("across")).count();
            }
            for (int s = 0; s < 300 && !scene.arrived("along"); s++) {
                scene.second();
            }
            assertTrue(urgent > 5, "the more urgent one had the junction for " + urgent + " s");
            assertTrue(scene.arrived("along"), "the other one never came through");
            assertEquals(List.of(), scene.wrongs());
        }
    }

    @Test
    void aVehicleThatHasNotReportedForMoreThanTenSecondsHasNothingAnyMore() {
        try (CorridorScene scene = new CorridorScene(true, List.of(along("van", true, REQUEST_SECONDS)))) {
            scene.pass(REQUEST_SECONDS);
            scene.ask(eastward("van", true));
            scene.pass(30);
            assertTrue(!scene.needs.isEmpty(), "it had nothing to lose");
            scene.reporting.clear();
            // The last report was made now; the desk is asked at the beginning of each second.
            scene.pass(CorridorDesk.SILENT_SECONDS + 1);
            assertEquals(Map.of(), scene.endings);
            scene.pass(1);
            assertEquals(Map.of("van", Ending.SILENT), scene.endings);
            assertEquals(List.of(), scene.needs);
            assertEquals(List.of(), scene.desk.openRequests());
        }
    }

    @Test
    void reportsOfNobodyWhoAskedAreForgottenAndTheSameRequestOpensOnce() {
        try (CorridorScene scene = new CorridorScene(false, List.of())) {
            Snapshot now = scene.loop.snapshot();
            assertInstanceOf(Answer.Opened.class, scene.desk.open(eastward("van", true), now));
            Answer twice = scene.desk.open(eastward("van", true), now);
            assertTrue(assertInstanceOf(Answer.Refused.class, twice).reason().contains("van"), twice.toString());
            scene.desk.report(new PositionReport("somebody", 0, 10, 5, 0));
            assertEquals(1, scene.desk.strangers());
            assertEquals(List.of("van"), scene.desk.openRequests());
        }
    }

    /** A grid of two streets and three avenues; the way along the southern street is closed before its second crossing. */
    private static final class Grid {
        final City city = Streets.grid(2, 3, 200, 2, true);
        final ControlledCity controlled = ControlledCity.lawful(city, ControlNetwork.of(city), 0);
        final Router router = Router.of(city.network());
        final float[] live = router.freeFlowSeconds();
        final List<List<WayLink>> told = new ArrayList<>();
        final List<Ending> endings = new ArrayList<>();
        final CorridorDesk desk = new CorridorDesk(
                controlled,
                CorridorTimes.CORRIDOR,
                new LiveWays(city.network(), controlled, router, () -> live, CorridorTimes.CORRIDOR, true),
                false,
                (id, way) -> told.add(way),
                new CorridorDesk.Listener() {
                    @Override
                    public void ended(String request, Ending why, double seconds) {
                        endings.add(why);
                    }
                });

        int link(String name) {
            return city.network().findLink(name).orElseThrow();
        }

        void close(String name) {
            live[link(name)] = 86_400;
        }

        Snapshot at(double seconds) {
            return new Snapshot.Builder(controlled.network()).at(seconds).build();
        }

        Answer ask() {
            EmergencyRequest request = new EmergencyRequest(
                    "van", PriorityVehicle.WITH_SIREN, link("0/-1>0/0"), link("0/2>0/3"), Urgency.LIFE);
            return desk.open(request, at(0));
        }

        void drive(int seconds) {
            for (int s = 1; s <= seconds; s++) {
                int second = s;
                desk.report(new PositionReport("van", link("0/-1>0/0"), 150, 10, s));
                desk.second(second, () -> at(second));
            }
        }
    }

    private static List<Integer> links(List<WayLink> way) {
        return way.stream().map(WayLink::link).collect(Collectors.toList());
    }

    @Test
    void aRoadThatIsClosedOnTheWayIsDrivenAroundAndTheVehicleIsTold() {
        Grid grid = new Grid();
        Answer.Opened opened = assertInstanceOf(Answer.Opened.class, grid.ask());
        assertTrue(links(opened.corridor().way()).contains(grid.link("0/1>0/2")), "the straight way was not taken");
        grid.close("0/1>0/2");
        grid.drive(20);
        assertEquals(1, grid.told.size());
        assertTrue(!links(grid.told.getFirst()).contains(grid.link("0/1>0/2")), "it is led over the closed road");
        assertEquals(grid.link("0/2>0/3"), links(grid.told.getFirst()).getLast());
        assertEquals(List.of("van"), grid.desk.openRequests());
    }

    @Test
    void whereEveryWayIsClosedTheCorridorEndsAndAnotherOneIsRefused() {
        Grid grid = new Grid();
        grid.ask();
        grid.close("0/2>0/3");
        grid.drive(20);
        assertEquals(List.of(Ending.NO_WAY), grid.endings);
        Answer.Refused again = assertInstanceOf(Answer.Refused.class, grid.ask());
        assertTrue(again.reason().contains("no open way"), again.reason());
    }

    private static List<CorridorTrip> trial() {
        City city = CorridorScene.STREET.withTrips(Avenue.trips(CorridorScene.STREET, 1, 1500));
        Router router = Router.of(city.network());
        Router.Query query = router.query();
        float[] free = router.freeFlowSeconds();
        RouteFinder routes = (from, to, kind, seconds, random) -> query.fastest(from, to, kind, free);
        CorridorTrial trial = new CorridorTrial(
                Deciders.FIXED, ObserveMode.DETECTORS, PriorityVehicle.WITHOUT_SIREN, 0, 300, 60, 3, 60, 1);
        return trial.run(
                city, RoadNetwork.of(city), router, routes, _ -> new int[] {link("west>1"), link("5>east")}, _ -> {});
    }

    @Test
    void theSameTripsAreDrivenInEachAlternativeAndTheSameAgainTheNextTime() {
        List<CorridorTrip> trips = trial();
        assertEquals(trips, trial());
        assertEquals(3, trips.size());
        for (CorridorTrip trip : trips) {
            assertTrue(trip.complete(List.of(Alternative.values())), "somebody never arrived");
            long lengths = trip.runs().values().stream()
                    .map(run -> run.lost().size())
                    .distinct()
                    .count();
            assertEquals(1, lengths, "the alternatives ran for different times");
            assertEquals(0, trip.extraSeconds(Alternative.NONE));
            double bound = trip.freeSeconds();
            assertTrue(
                    trip.runs().values().stream().allMatch(run -> run.travelSeconds() > 0.95 * bound),
                    "faster than alone with all lights green");
        }
    }
}
