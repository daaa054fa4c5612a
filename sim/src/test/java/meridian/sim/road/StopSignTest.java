package meridian.sim.road;

import static meridian.sim.road.Traffic.engine;
import static meridian.sim.road.Traffic.runChecked;
import static meridian.sim.road.Traffic.trip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.demand.VehicleType;
import meridian.model.network.ConflictFinder;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.network.NodeControl;
import meridian.model.network.Turn;
import meridian.model.signal.Aspect;
import meridian.model.signal.SignalController;
import meridian.model.signal.SignalPhase;
import meridian.model.signal.SignalPlan;
import meridian.testkit.Streets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stop signs, all-way stops and the turn at red after a stop. */
class StopSignTest {
    private static final RoadSettings FROM_MIDNIGHT = RoadSettings.startingAt(0, 1);
    private static final City ALL_WAY = Streets.crossroads(NodeControl.ALL_WAY_STOP);

    private static City with(City city, UnaryOperator<Movement> change, List<SignalController> signals) {
        Network old = city.network();
        List<Movement> movements = old.movements().stream().map(change).toList();
        Network network = new Network(
                old.nodes(),
                old.links(),
                movements,
                old.crossings(),
                ConflictFinder.find(old.nodes(), old.links(), movements));
        return new City(
                city.name(), city.projection(), network, signals, city.places(), city.trips(), city.attributions());
    }

    private static boolean comesFrom(City city, Movement m, String link) {
        return city.network().link(m.fromLink()).id().equals(link);
    }

    private static double[] halts(City city, List<Trip> trips) {
        List<String> log = new ArrayList<>();
        runChecked(engine(city, trips, log, FROM_MIDNIGHT), 600);
        assertEquals(trips.size(), log.size());
        return log.stream()
                .mapToDouble(line -> Double.parseDouble(line.split(" ")[6]))
                .toArray();
    }

    @Test
    void aStopSignMakesDriversStandAlsoWhereNobodyComes() {
        City open = Streets.crossroads(NodeControl.PRIORITY);
        City signed = with(open, m -> comesFrom(open, m, "south>middle") ? m.withStop() : m, List.of());
        List<Trip> alone = List.of(trip(open, "a", 0, "south>middle", "middle>north"));
        assertEquals(0, halts(open, alone)[0]);
        assertEquals(1, halts(signed, alone)[0]);
        // Everybody in a queue stands at the line, not only the first.
        List<Trip> queue = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            queue.add(trip(open, "q" + i, 3 * i, "south>middle", "middle>north"));
        }
        for (double halts : halts(signed, queue)) {
            assertTrue(halts >= 1, "somebody did not stand");
        }
    }

    @Test
    void whoHasAStopSignWaitsForWhoHasNoneWhateverTheStreet() {
        City open = Streets.crossroads(NodeControl.PRIORITY);
        // The main street has the sign, as at the end of a street that was once the more important one.
        City signed = with(
                open,
                m -> comesFrom(open, m, "west>middle") || comesFrom(open, m, "east>middle") ? m.withStop() : m,
                List.of());
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            trips.add(trip(open, "side" + i, 4 * i, "south>middle", "middle>north"));
        }
        trips.add(trip(open, "main", 0, "west>middle", "middle>east"));
        trips.sort((a, b) -> Double.compare(a.departSeconds(), b.departSeconds()));
        List<String> log = new ArrayList<>();
        runChecked(engine(signed, trips, log, FROM_MIDNIGHT), 600);
        for (String line : log) {
            boolean side = line.startsWith("side");
            double waited = Double.parseDouble(line.split(" ")[5]);
            assertEquals(side, waited == 0, line);
        }
    }

    /** They stop up to two metres and more before a line, by the way they have had to it. */
    @ParameterizedTest
    @ValueSource(ints = {140, 143, 146, 149, 152, 155, 158, 161})
    void driversOfTheOtherSimulatorStandAtTheLineTooAndGoOn(int blockMeters) {
        City grid = Streets.grid(3, 3, blockMeters, 1, false);
        City signed = with(grid, Movement::withStop, List.of());
        VehicleType type = VehicleType.CAR.withFollowing(VehicleType.Following.CITYFLOW);
        List<Trip> trips = Traffic.random(signed, 400, 0.05, blockMeters).stream()
                .map(trip -> trip.withType(type))
                .toList();
        halts(signed, trips);
    }

    /** What happened to one car at the crossing: second at which it first stood at the line, and at which it drove in. */
    private static final class Passage {
        double stood = Double.NaN;
        double entered = Double.NaN;
        int movement;
    }

    private static Map<String, Passage> passages(City city, List<Trip> trips, double seconds) {
        RoadEngine engine = engine(city, trips, new ArrayList<>(), FROM_MIDNIGHT);
        RoadNetwork road = engine.road();
        Vehicles vehicles = engine.vehicles;
        Map<String, Passage> passages = new HashMap<>();
        while (engine.timeSeconds() < seconds && !engine.done()) {
            engine.step();
            assertEquals(List.of(), Invariants.broken(engine));
            for (int v = 0; v < vehicles.rows; v++) {
                if (!vehicles.used[v]) {
                    continue;
                }
                Passage passage = passages.computeIfAbsent(vehicles.trip[v].id(), id -> new Passage());
                int segment = vehicles.segment[v];
                if (segment >= road.laneCount) {
                    if (Double.isNaN(passage.entered)) {
                        passage.entered = engine.timeSeconds();
                        passage.movement = segment - road.laneCount;
                    }
                } else if (Double.isNaN(passage.stood)
                        && vehicles.standing[v] > 0
                        && road.segLength[segment] - vehicles.position[v] <= Junctions.AT_LINE_METERS) {
                    passage.stood = engine.timeSeconds();
                }
            }
        }
        assertTrue(engine.done(), engine.stuck(4));
        return passages;
    }

    private static boolean cross(Network network, int m, int other) {
        int[] here = network.movementsAt(network.movement(m).node());
        int a = java.util.Arrays.binarySearch(here, m);
        int b = java.util.Arrays.binarySearch(here, other);
        return m != other && network.conflicts(network.movement(m).node()).crosses(a, b);
    }

    /** The rule, said once more: angle from one approach to the other, positive where that one comes from the right. */
    private static double degreesFromRight(Network network, int m, int other) {
        double own = network.link(network.movement(m).fromLink()).shape().lastHeading();
        double theirs = network.link(network.movement(other).fromLink()).shape().lastHeading();
        return Math.toDegrees(Math.IEEEremainder(theirs - own, 2 * Math.PI));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void atAnAllWayStopWhoCameFirstGoesFirstAndInATieWhoComesFromTheRight(long seed) {
        Random random = new Random(seed);
        String[] ends = {"north", "east", "south", "west"};
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int from = random.nextInt(4);
            int to = (from + 1 + random.nextInt(3)) % 4;
            // Three at once on arms of one length: ties are frequent.
            trips.add(trip(ALL_WAY, "r" + i, 7 * (i / 3), ends[from] + ">middle", "middle>" + ends[to]));
        }
        trips.sort((a, b) -> Double.compare(a.departSeconds(), b.departSeconds()));
        Map<String, Passage> passages = passages(ALL_WAY, trips, 1200);
        assertEquals(60, passages.size());
        int ties = 0;
        for (Passage a : passages.values()) {
            assertTrue(a.stood < a.entered, "somebody did not stand");
            for (Passage b : passages.values()) {
                if (!cross(ALL_WAY.network(), a.movement, b.movement)) {
                    continue;
                }
                double right = degreesFromRight(ALL_WAY.network(), a.movement, b.movement);
                if (a.stood < b.stood) {
                    assertTrue(a.entered <= b.entered, "came at " + a.stood + " and " + b.stood);
                } else if (a.stood == b.stood && right > 0 && right < 120 && at(passages, a.stood) == 2) {
                    ties++;
                    assertTrue(b.entered <= a.entered, "both came at " + a.stood);
                }
            }
        }
        assertTrue(ties > 0, "no tie was looked at");
    }

    /** How many came at a moment: three may wait for each other in a circle, and who begins is no matter of the rule. */
    private static long at(Map<String, Passage> passages, double second) {
        return passages.values().stream().filter(p -> p.stood == second).count();
    }

    @Test
    void fourWhoComeAtOnceAllGetThroughOneAfterTheOther() {
        List<Trip> trips = List.of(
                trip(ALL_WAY, "a", 0, "north>middle", "middle>south"),
                trip(ALL_WAY, "b", 0, "east>middle", "middle>west"),
                trip(ALL_WAY, "c", 0, "south>middle", "middle>north"),
                trip(ALL_WAY, "d", 0, "west>middle", "middle>east"));
        Map<String, Passage> passages = passages(ALL_WAY, trips, 120);
        assertEquals(
                1,
                passages.values().stream().mapToDouble(p -> p.stood).distinct().count());
        double first =
                passages.values().stream().mapToDouble(p -> p.entered).min().orElseThrow();
        double last =
                passages.values().stream().mapToDouble(p -> p.entered).max().orElseThrow();
        assertTrue(last - first > 2 && last - first < 20, "from " + first + " to " + last);
    }

    @Test
    void aBusyTownOfAllWayStopsFlows() {
        City town = with(Streets.grid(3, 3, 120, 1, false), m -> m.withStop(), List.of());
        runToTheEnd(town);
        runToTheEnd(allWay(Streets.grid(3, 3, 120, 1, false)));
    }

    private static City allWay(City city) {
        Network old = city.network();
        var nodes = old.nodes().stream()
                .map(n -> n.control() == NodeControl.PRIORITY
                        ? new meridian.model.network.Node(n.id(), n.at(), NodeControl.ALL_WAY_STOP)
                        : n)
                .toList();
        Network network = new Network(
                nodes,
                old.links(),
                old.movements(),
                old.crossings(),
                ConflictFinder.find(nodes, old.links(), old.movements()));
        return new City(
                city.name(), city.projection(), network, List.of(), city.places(), List.of(), city.attributions());
    }

    private static void runToTheEnd(City town) {
        RoadEngine engine = engine(town, Traffic.random(town, 1200, 0.25, 5), new ArrayList<>(), FROM_MIDNIGHT);
        runChecked(engine, 3600);
        assertTrue(engine.done(), engine.stuck(4));
    }

    /** The crossing with a lamp for each movement: main street green for 60 s, side street for 30 s, right turns on arrows. */
    private static City arrows(boolean arrow) {
        City plain = Streets.crossroads(NodeControl.SIGNALS);
        Network network = plain.network();
        int middle = network.findNode("middle").orElseThrow();
        int[] here = network.movementsAt(middle);
        List<Aspect> main = new ArrayList<>();
        List<Aspect> side = new ArrayList<>();
        for (int m : here) {
            Movement way = network.movement(m);
            boolean onMain = comesFrom(plain, way, "west>middle") || comesFrom(plain, way, "east>middle");
            Aspect green = way.turn() == Turn.LEFT ? Aspect.GREEN_PERMITTED : Aspect.GREEN_PROTECTED;
            Aspect red = arrow && way.turn() == Turn.RIGHT ? Aspect.STOP_THEN_GO : Aspect.RED;
            main.add(onMain ? green : red);
            side.add(onMain ? red : green);
        }
        SignalPlan plan = new SignalPlan(
                "arrows", 0, List.of(new SignalPhase(300, main), new SignalPhase(300, side)), SignalPlan.Source.GIVEN);
        int[] next = {0};
        return with(
                plain,
                m -> m.node() == middle ? m.governed(0, next[0]++, m.waitMeters()) : m,
                List.of(new SignalController("s", List.of(middle), here.length, plan)));
    }

    private static double enteredAfter(City city, List<Trip> trips, String id) {
        return passages(city, trips, 900).get(id).entered;
    }

    @Test
    void onARedLightWithAnArrowWhoTurnsRightStandsAndGoesAndWhoDrivesOnWaits() {
        List<Trip> right = List.of(trip(arrows(true), "a", 0, "south>middle", "middle>east"));
        List<Trip> on = List.of(trip(arrows(true), "a", 0, "south>middle", "middle>north"));
        Passage turned = passages(arrows(true), right, 900).get("a");
        assertTrue(turned.stood < turned.entered && turned.entered < 60, "turned at " + turned.entered);
        assertTrue(enteredAfter(arrows(true), on, "a") >= 300);
        assertTrue(enteredAfter(arrows(false), right, "a") >= 300);
    }

    @Test
    void whoTurnsRightOnRedLetsEverybodyPassWhoHasGreen() {
        City city = arrows(true);
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            trips.add(trip(city, "main" + i, 0, "west>middle", "middle>east"));
        }
        trips.add(trip(city, "right", 0, "south>middle", "middle>east"));
        trips.sort((a, b) -> Double.compare(a.departSeconds(), b.departSeconds()));
        List<String> log = new ArrayList<>();
        runChecked(engine(city, trips, log, FROM_MIDNIGHT), 290);
        List<String> order = log.stream().map(line -> line.split(" ")[0]).toList();
        assertEquals("right", order.getLast(), order::toString);
        assertEquals(16, order.size());
        for (String line : log) {
            if (line.startsWith("main")) {
                assertEquals(0, Double.parseDouble(line.split(" ")[5]), line);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void tripsThroughStopsEndAlikeOnAnyNumberOfThreads(int threads) {
        assertEquals(trips(1), trips(threads));
    }

    private static List<String> trips(int threads) {
        City town = allWay(Streets.grid(4, 4, 120, 1, false));
        List<String> log = new ArrayList<>();
        RoadSettings settings = RoadSettings.startingAt(0, 7).withThreads(threads);
        try (RoadEngine engine = engine(town, Traffic.random(town, 2000, 0.15, 7), log, settings)) {
            for (int t = 0; t < 900; t++) {
                engine.step();
            }
        }
        assertTrue(log.size() > 100, "only " + log.size() + " arrived");
        return log;
    }
}
