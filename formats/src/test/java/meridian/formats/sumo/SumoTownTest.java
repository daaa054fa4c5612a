package meridian.formats.sumo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.City;
import meridian.model.CityCheck;
import meridian.model.Finding;
import meridian.model.demand.Trip;
import meridian.model.demand.VehicleType;
import meridian.model.event.Period;
import meridian.model.event.RoadEvent;
import meridian.model.event.RoadEvent.LaneClosed;
import meridian.model.event.RoadEvent.LinkClosed;
import meridian.model.event.RoadEvent.SpeedSet;
import meridian.model.geo.Point;
import meridian.model.network.Access;
import meridian.model.network.Conflicts;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.network.NodeControl;
import meridian.model.network.RoadClass;
import meridian.model.network.Turn;
import meridian.model.network.VehicleKind;
import meridian.model.place.Detector;
import meridian.model.signal.Actuation;
import meridian.model.signal.Aspect;
import meridian.model.signal.SignalPhase;
import meridian.model.signal.SignalPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A T junction with everything that SUMO's files can say about it; drawn in tee.net.xml. */
class SumoTownTest {
    private final ReadReport report = new ReadReport();
    private final SumoScenario scenario =
            new SumoReader().readScenario(List.of(file("tee.sumocfg")), report, Progress.NONE);
    private final City city = scenario.city();

    static Path file(String name) {
        try {
            return Path.of(
                    Objects.requireNonNull(SumoTownTest.class.getResource(name)).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private int link(String id) {
        return city.network().findLink(id).orElseThrow();
    }

    private int movement(String from, String to) {
        List<Movement> all = city.network().movements();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).fromLink() == link(from) && all.get(i).toLink() == link(to)) {
                return i;
            }
        }
        throw new AssertionError("no movement from " + from + " to " + to);
    }

    /** Place among the movements of node m. */
    private int place(String from, String to) {
        int[] here = city.network().movementsAt(city.network().findNode("m").orElseThrow());
        return java.util.stream.IntStream.range(0, here.length)
                .filter(i -> here[i] == movement(from, to))
                .findFirst()
                .orElseThrow();
    }

    private Trip trip(String id) {
        return city.trips().stream().filter(t -> t.id().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void routesBesideANetworkAreReadAndThatIsSaid(@TempDir Path folder) throws IOException {
        Path net = Files.copy(file("tee.net.xml"), folder.resolve("tee.net.xml"));
        Path routes = Files.writeString(
                folder.resolve("tee.rou.xml"), "<routes><trip id=\"a\" depart=\"0\" from=\"wm\" to=\"me\"/></routes>");
        ReadReport both = new ReadReport();
        City town = new SumoReader().read(List.of(net), both, Progress.NONE);
        assertEquals(1, town.trips().size());
        assertEquals(1, both.notes().size());
        assertTrue(
                both.notes().getFirst().contains(routes.toString()),
                both.notes().getFirst());
        // Who names both knows it.
        ReadReport named = new ReadReport();
        new SumoReader().read(List.of(routes, net), named, Progress.NONE);
        assertEquals(List.of(), named.notes());
    }

    @Test
    void aSignalWithoutProgramGetsAComputedPlanThatSaysSo(@TempDir Path folder) throws IOException {
        String tee = Files.readString(file("tee.net.xml"));
        Path net = Files.writeString(folder.resolve("bare.net.xml"), tee.replaceAll("(?s)<tlLogic.*?</tlLogic>", ""));
        ReadReport left = new ReadReport();
        City bare = new SumoReader().read(List.of(net), left, Progress.NONE);
        assertEquals(1, bare.signals().size());
        assertEquals(SignalPlan.Source.ASSUMED, bare.signals().getFirst().plan().source());
        assertTrue(bare.network().movements().stream().allMatch(Movement::signalled));
        assertTrue(
                left.skipped().stream().anyMatch(s -> s.why().contains("its plan is computed")),
                left.skipped()::toString);
        assertEquals(
                List.of(),
                CityCheck.validate(bare).stream()
                        .filter(f -> f.severity() != Finding.Severity.NOTE)
                        .toList());
    }

    @Test
    void aFootpathIsNoLinkButAPavementIsALaneForNobody() {
        assertTrue(city.network().findLink("path").isEmpty());
        assertEquals(6, city.network().links().size());
        assertEquals(2, city.network().link(link("wm")).lanes().size());
        assertEquals(Access.NONE, city.network().link(link("wm")).lanes().get(0).access());
        assertEquals(
                Access.ALL.without(VehicleKind.TRAM),
                city.network().link(link("wm")).lanes().get(1).access());
        assertEquals(
                Access.of(VehicleKind.BUS),
                city.network().link(link("em")).lanes().get(0).access());
    }

    @Test
    void theMiddleOfALinkIsThatOfAllItsLanesSoThatLanesLieWhereSumoDrawsThem() {
        // Lane 1 is drawn at y = 98.4, the narrower pavement beside it at 95.8.
        assertEquals(98.4, city.network().link(link("wm")).laneShape(1).first().yMeters(), 1e-9);
        assertEquals(95.8, city.network().link(link("wm")).laneShape(0).first().yMeters(), 1e-9);
        assertEquals(101.6, city.network().link(link("em")).laneShape(1).first().yMeters(), 1e-9);
    }

    @Test
    void nameClassAndLengthOfALinkAreTheEdges() {
        assertEquals("Main Street", city.network().link(link("wm")).name());
        assertEquals(RoadClass.SECONDARY, city.network().link(link("wm")).roadClass());
        assertEquals(90, city.network().link(link("sm")).lengthMeters());
        assertEquals(
                NodeControl.SIGNALS,
                city.network().node(city.network().findNode("m").orElseThrow()).control());
    }

    @Test
    void aLeftTurnThatIsCutInTwoHasTheLengthOfBothPartsAndWaitsAfterTheFirst() {
        Movement left = city.network().movement(movement("em", "ms"));
        assertEquals(10, left.lengthMeters());
        assertEquals(4, left.waitMeters());
        assertEquals(7, left.speedLimitMps());
        assertEquals(Turn.LEFT, left.turn());
        assertEquals(0, city.network().movement(movement("em", "mw")).waitMeters());
    }

    @Test
    void movementsOfANodeStandInTheOrderOfItsRequests() {
        assertEquals(0, place("wm", "me"));
        assertEquals(1, place("wm", "ms"));
        assertEquals(2, place("em", "ms"));
        assertEquals(3, place("em", "mw"));
        assertEquals(4, place("sm", "me"));
    }

    @Test
    void responsesAndFoesAreReadFromTheRight() {
        Conflicts conflicts =
                city.network().conflicts(city.network().findNode("m").orElseThrow());
        int straight = place("wm", "me");
        int right = place("wm", "ms");
        int left = place("em", "ms");
        int opposite = place("em", "mw");
        int side = place("sm", "me");
        assertTrue(conflicts.yields(left, straight), "the left turn waits for who comes towards it");
        assertTrue(conflicts.yields(left, right), "and for who turns right into the same street");
        assertTrue(conflicts.yields(side, straight), "the side road waits for the main road");
        assertFalse(conflicts.yields(straight, left));
        assertTrue(conflicts.crosses(straight, left));
        assertFalse(conflicts.crosses(opposite, left));
        assertFalse(conflicts.crosses(opposite, side));
    }

    @Test
    void theProgramLoadedLastRunsWithItsStatedDurationsAndOffset() {
        var signal = city.signals().getFirst();
        assertEquals("new", signal.plan().id());
        assertEquals(40, signal.plan().cycleSeconds());
        assertEquals(7, signal.plan().offsetSeconds());
        assertEquals(5, signal.groups());
        assertEquals(
                List.of(
                        Aspect.GREEN_PROTECTED,
                        Aspect.GREEN_PROTECTED,
                        Aspect.GREEN_PERMITTED,
                        Aspect.GREEN_PROTECTED,
                        Aspect.RED),
                signal.plan().phases().getFirst().aspects());
        assertEquals(2, city.network().movement(movement("em", "ms")).group());
    }

    @Test
    void greensOfAnActuatedProgramVaryAndItsAmbersDoNot() {
        SignalPlan plan = city.signals().getFirst().plan();
        assertTrue(plan.actuated());
        assertEquals(new Actuation(4.5, 2, 1.9), plan.actuation());
        SignalPhase green = plan.phases().getFirst();
        assertEquals(List.of(5.0, 60.0), List.of(green.leastSeconds(), green.mostSeconds()));
        // Without minDur the duration is the least, and without maxDur the most time as well.
        for (SignalPhase phase : plan.phases().subList(1, 3)) {
            assertFalse(phase.varies());
            assertEquals(phase.durationSeconds(), phase.leastSeconds());
        }
        assertEquals(
                List.of("jam-threshold is not known"),
                report.skipped().stream()
                        .filter(s -> s.what().equals("parameter of an actuated signal"))
                        .map(ReadReport.Skipped::why)
                        .toList());
    }

    @Test
    void stopSignsAndAllWayStopsAreTakenOver(@TempDir Path folder) throws IOException {
        String tee = Files.readString(file("tee.net.xml"))
                .replaceAll("(?s)<tlLogic.*?</tlLogic>", "")
                .replace("tl=\"m\" linkIndex=\"4\" dir=\"r\" state=\"o\"", "dir=\"r\" state=\"s\"")
                .replaceAll("tl=\"m\" linkIndex=\"\\d\"", "");
        Path net = Files.writeString(
                folder.resolve("stop.net.xml"), tee.replace("\"traffic_light\"", "\"priority_stop\""));
        City signed = new SumoReader().read(List.of(net), new ReadReport(), Progress.NONE);
        assertEquals(
                List.of("sm"),
                signed.network().movements().stream()
                        .filter(Movement::stops)
                        .map(m -> signed.network().link(m.fromLink()).id())
                        .toList());
        Path all =
                Files.writeString(folder.resolve("all.net.xml"), tee.replace("\"traffic_light\"", "\"allway_stop\""));
        Network allWay = new SumoReader()
                .read(List.of(all), new ReadReport(), Progress.NONE)
                .network();
        assertEquals(
                NodeControl.ALL_WAY_STOP,
                allWay.node(allWay.findNode("m").orElseThrow()).control());
    }

    @Test
    void aProgramThatSwitchesByLostTimeRunsByGapsAndThatIsSaid(@TempDir Path folder) throws IOException {
        String delays = Files.readString(file("tee.add.xml")).replace("\"actuated\"", "\"delay_based\"");
        Path more = Files.writeString(folder.resolve("tee.add.xml"), delays);
        ReadReport left = new ReadReport();
        City delayed = new SumoReader().read(List.of(file("tee.net.xml"), more), left, Progress.NONE);
        assertTrue(delayed.signals().getFirst().plan().actuated());
        assertTrue(left.skipped().stream().anyMatch(s -> s.why().contains("delay_based")), left.skipped()::toString);
    }

    @Test
    void aCrossingNamesTheLinksItCrossesAndItsSignal() {
        var crossing = city.network().crossings().getFirst();
        assertEquals(List.of(link("sm"), link("ms")), crossing.links());
        assertTrue(crossing.signalled());
        assertEquals(4, crossing.widthMeters());
    }

    @Test
    void utmWithAnOffsetLeadsBackToTheEarth() {
        // 500 km east and 5,000 km north in zone 32 is 9° east and 45.15° north (EPSG:32632).
        assertEquals(9.0, city.projection().toEarth(new Point(0, 0)).lonDegrees(), 1e-9);
        assertEquals(45.1534, city.projection().toEarth(new Point(0, 0)).latDegrees(), 1e-3);
    }

    @Test
    void aVehicleEntersAndLeavesWhereItsAttributesSay() {
        Trip late = trip("late");
        assertEquals(100, late.departSeconds());
        assertEquals(new Trip.Departure(Trip.Departure.BEST_LANE, 90, Trip.Departure.MAX_SPEED), late.departure());
        assertEquals(85, late.arrivalMeters());
        assertTrue(late.fixed());
        // SUMO's defaults: rightmost lane that is open, one vehicle length in, standing.
        assertEquals(
                new Trip.Departure(0, Trip.Departure.BASE, 0), trip("early").departure());
        assertEquals(1, trip("line.0").departure().lane());
    }

    @Test
    void aTypeHasTheDefaultsOfItsClassWhereItSaysNothing() {
        VehicleType slow = trip("early").type();
        assertEquals(VehicleKind.TRUCK, slow.kind());
        assertEquals(7.1, slow.lengthMeters());
        assertEquals(1.3, slow.accelerationMps2());
        assertEquals(20, slow.maxSpeedMps());
        assertEquals(0.9, slow.speedFactorMean());
        assertEquals(0.2, slow.speedFactorDeviation());
    }

    @Test
    void aTripBetweenTwoEdgesLeavesItsWayOpen() {
        Trip free = trip("free");
        assertFalse(free.fixed());
        assertEquals(link("em"), free.path().first());
        assertEquals(link("ms"), free.path().last());
        assertTrue(List.of("small", "large").contains(free.type().id()));
    }

    @Test
    void flowsBecomeTheirVehicles() {
        assertEquals(50, trip("line.2").departSeconds());
        assertEquals(
                10,
                city.trips().stream().filter(t -> t.id().startsWith("hourly.")).count());
        long drawn =
                city.trips().stream().filter(t -> t.id().startsWith("chance.")).count();
        assertEquals(90, drawn, 30, "900 s before the end, a tenth of them");
        assertTrue(city.trips().stream().allMatch(t -> t.departSeconds() < 900), "none departs after the end");
    }

    @Test
    void stopsAreMadeInTheOrderOfTheRoute() {
        Trip halting = trip("halting");
        assertEquals(2, halting.stops().size());
        assertEquals(30, halting.stops().getFirst().endMeters());
        assertEquals(90, halting.stops().getFirst().untilSeconds());
        assertEquals(75, halting.stops().getLast().endMeters());
        assertFalse(halting.stops().getFirst().besideLane());
        assertTrue(halting.stops().getLast().besideLane());
        assertEquals(List.of("1", "2"), city.places().stops().getFirst().lines());
    }

    @Test
    void vehiclesThatCannotDriveAreCountedByReasonWithTheirPlace() {
        List<String> rejected = report.skipped().stream()
                .filter(s -> s.what().equals("vehicle") && !s.why().contains("after the simulation ends"))
                .flatMap(s -> s.places().stream())
                .toList();
        assertEquals(4, rejected.size(), rejected.toString());
        for (String id : List.of("nowhere", "jump", "untyped", "onFoot")) {
            assertTrue(rejected.stream().anyMatch(p -> p.contains("line ") && p.endsWith("(" + id + ")")), id);
        }
    }

    @Test
    void detectorsAndTheConfiguredTimeAreKeptBesideTheCity() {
        assertEquals(2, scenario.detectors().size());
        assertEquals(80, scenario.detectors().getFirst().positionMeters());
        assertEquals(OptionalDouble.of(60), scenario.detectors().getFirst().periodSeconds());
        assertEquals(900, scenario.endSeconds());
    }

    @Test
    void detectorsThatSenseOtherThanAllVehiclesOrStandTwiceAreReported(@TempDir Path folder) throws IOException {
        Path more = Files.writeString(folder.resolve("more.add.xml"), """
                <additional>
                    <inductionLoop id="a" lane="em_1" pos="5" period="0:01:30" file="x"/>
                    <inductionLoop id="a" lane="em_1" pos="9" file="x"/>
                    <inductionLoop id="b" lane="em_1" pos="500" freq="-1" vTypes="bus" file="x"/>
                    <inductionLoop id="c" lane="em_1" pos="5" detectPersons="walk" file="x"/>
                </additional>
                """);
        ReadReport told = new ReadReport();
        List<Detector> detectors = SumoDetectors.read(more, scenario.city().network(), told);
        assertEquals(List.of("a", "b"), detectors.stream().map(Detector::id).toList());
        assertEquals(OptionalDouble.of(90), detectors.getFirst().periodSeconds());
        assertEquals(OptionalDouble.empty(), detectors.getLast().periodSeconds());
        assertEquals(95, detectors.getLast().positionMeters());
        assertEquals(3, told.skippedCount(), told.skipped().toString());
    }

    @Test
    void aNetworkAloneTakesTheRoutesBesideItThatHaveItsName() {
        City alone = new SumoReader().read(List.of(file("tee.net.xml")), new ReadReport(), Progress.NONE);
        assertFalse(alone.trips().isEmpty());
        assertEquals("0", alone.signals().getFirst().plan().id());
    }

    @Test
    void closuresAndSpeedSignsComeWithTheCity(@TempDir Path folder) throws IOException {
        Path works = Files.writeString(folder.resolve("works.add.xml"), """
                <additional>
                  <rerouter id="r" edges="em">
                    <interval begin="0:01:00" end="120">
                      <closingReroute id="me" disallow="passenger"/>
                      <closingLaneReroute id="em_1"/>
                    </interval>
                    <interval begin="200" end="100"><closingReroute id="me"/></interval>
                  </rerouter>
                  <variableSpeedSign id="v" edges="me" lanes="em_1"><step time="30" speed="5"/></variableSpeedSign>
                </additional>
                """);
        ReadReport told = new ReadReport();
        City closed = new SumoReader().read(List.of(file("tee.net.xml"), works), told, Progress.NONE);
        Period minute = new Period(60, 120);
        Period later = new Period(30, Double.POSITIVE_INFINITY);
        assertEquals(
                List.of(
                        new LinkClosed(link("me"), Access.ALL.without(VehicleKind.CAR), minute),
                        new LaneClosed(link("em"), 1, Access.NONE, minute),
                        new SpeedSet(link("em"), 1, 5, later),
                        new SpeedSet(link("me"), RoadEvent.ALL_LANES, 5, later)),
                closed.events());
        assertEquals(
                List.of("edge", "interval"),
                told.skipped().stream().map(ReadReport.Skipped::what).toList());
    }

    @Test
    void readingTwiceGivesTheSameTrips() {
        City again = new SumoReader().read(List.of(file("tee.sumocfg")), new ReadReport(), Progress.NONE);
        assertEquals(city.trips(), again.trips());
    }
}
