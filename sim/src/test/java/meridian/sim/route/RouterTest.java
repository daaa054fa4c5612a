package meridian.sim.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import meridian.model.demand.LinkPath;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;
import meridian.model.network.Access;
import meridian.model.network.Lane;
import meridian.model.network.Link;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.network.Node;
import meridian.model.network.NodeControl;
import meridian.model.network.RoadClass;
import meridian.model.network.Turn;
import meridian.model.network.VehicleKind;
import org.junit.jupiter.api.Test;

final class RouterTest {
    private static final long SEED = 20261124;

    @Test
    void fastestWayCostsWhatDijkstrasDoesInRandomCities() {
        Random random = new Random(SEED);
        for (int city = 0; city < 12; city++) {
            Network network = RandomCity.of(4 + city, 5 + city, random);
            Router.Query query = Router.of(network).query();
            float[] seconds = jammed(network, random);
            for (int n = 0; n < 60; n++) {
                int from = random.nextInt(network.links().size());
                int to = random.nextInt(network.links().size());
                VehicleKind kind = n % 3 == 0 ? VehicleKind.BUS : VehicleKind.CAR;
                String what = "seed " + SEED + ", city " + city + ", from " + from + " to " + to + " by " + kind;
                double expected = dijkstra(network, from, to, kind, seconds);
                LinkPath path = query.fastest(from, to, kind, seconds);
                if (expected == Double.POSITIVE_INFINITY) {
                    assertNull(path, what);
                } else {
                    assertNotNull(path, what);
                    assertEquals(from, path.first(), what);
                    assertEquals(to, path.last(), what);
                    assertEquals(expected, query.seconds(path, kind, seconds), expected * 2e-5 + 1e-3, what);
                }
            }
        }
    }

    @Test
    void alternativesAreDifferentStartWithTheFastestAndAreAtMostTwoFifthsLonger() {
        Random random = new Random(SEED);
        Network network = RandomCity.of(15, 15, random);
        Router.Query query = Router.of(network).query();
        float[] seconds = jammed(network, random);
        int several = 0;
        for (int n = 0; n < 100; n++) {
            int from = random.nextInt(network.links().size());
            int to = random.nextInt(network.links().size());
            List<LinkPath> ways = query.alternatives(from, to, VehicleKind.CAR, seconds, 4);
            LinkPath fastest = query.fastest(from, to, VehicleKind.CAR, seconds);
            assertEquals(fastest == null, ways.isEmpty());
            assertEquals(ways.size(), new HashSet<>(ways).size());
            for (LinkPath way : ways) {
                assertTrue(query.seconds(way, VehicleKind.CAR, seconds)
                        <= 1.4 * query.seconds(ways.getFirst(), VehicleKind.CAR, seconds));
            }
            if (fastest != null) {
                assertEquals(fastest, ways.getFirst(), "penalties of the search before must be gone");
                several += ways.size() > 2 ? 1 : 0;
            }
        }
        assertTrue(several > 50, several + " of 100 pairs have three ways or more");
    }

    /**
     * <pre>
     *      1
     *    /   \
     * 0-a-     -b-5     a: 0 to n1, b: n4 to 5; three ways between, by 1, 2 and 3
     * </pre>
     */
    @Test
    void wayThatTakesTenPercentLongerIsChosenAsOftenAsTheLogitSays() {
        Network network = threeWays(100, 110, 300);
        Router.Query query = Router.of(network).query();
        float[] seconds = Router.of(network).freeFlowSeconds();
        Map<Integer, Integer> times = new TreeMap<>();
        int draws = 20_000;
        for (int n = 0; n < draws; n++) {
            LinkPath path = query.choose(0, 1, VehicleKind.CAR, seconds, n);
            assertNotNull(path);
            times.merge(path.link(1), 1, Integer::sum);
        }
        // The last link counts for both ways: (110 + 10) / (100 + 10) = 1.0909, so e^-0.909 = 0.403 times as often.
        double share = 0.403 / 1.403;
        assertEquals(share, times.get(4) / (double) draws, 0.015);
        assertFalse(times.containsKey(6), "three times as long is no alternative");
    }

    @Test
    void wayThatTakesTenPercentLongerSeemsFasterToOneDriverInTen() {
        Network network = threeWays(100, 110, 134);
        Router.Query query = Router.of(network).query();
        float[] seconds = Router.of(network).freeFlowSeconds();
        Map<Integer, Integer> times = new TreeMap<>();
        int drivers = 20_000;
        for (int driver = 0; driver < drivers; driver++) {
            LinkPath path = query.perceived(0, 1, VehicleKind.CAR, seconds, driver);
            assertNotNull(path);
            times.merge(path.link(1), 1, Integer::sum);
        }
        // Two links of 50 s and two of 55 s, each up to 30 % longer: the difference has mean 1.15 * 10 = 11.5 s and
        // deviation 0.3 * sqrt(2 * 50² / 12 + 2 * 55² / 12) = 9.1 s; of a normal distribution 0.10 is below 0.
        assertEquals(0.10, times.get(4) / (double) drivers, 0.015);
        assertFalse(times.containsKey(6), "nobody takes a way that is more than 1.3 times as long");
    }

    @Test
    void nobodyBelievesInAWayMoreThanThreeTenthsLongerThanTheFastest() {
        Random random = new Random(SEED);
        Network network = RandomCity.of(15, 15, random);
        Router.Query query = Router.of(network).query();
        float[] seconds = jammed(network, random);
        for (int n = 0; n < 300; n++) {
            int from = random.nextInt(network.links().size());
            int to = random.nextInt(network.links().size());
            LinkPath fastest = query.fastest(from, to, VehicleKind.CAR, seconds);
            LinkPath chosen = query.perceived(from, to, VehicleKind.CAR, seconds, n);
            assertEquals(fastest == null, chosen == null);
            if (fastest != null && chosen != null) {
                double best = query.seconds(fastest, VehicleKind.CAR, seconds);
                double taken = query.seconds(chosen, VehicleKind.CAR, seconds);
                assertTrue(taken <= 1.3 * best + 1e-3, "seed " + SEED + ": " + taken + " s against " + best + " s");
                assertEquals(fastest, query.fastest(from, to, VehicleKind.CAR, seconds), "what one sees is forgotten");
            }
        }
    }

    @Test
    void sameNumberMakesTheSameChoice() {
        Network network = threeWays(100, 105, 110);
        float[] seconds = Router.of(network).freeFlowSeconds();
        for (long driver = 0; driver < 20; driver++) {
            assertEquals(
                    Router.of(network).query().choose(0, 1, VehicleKind.CAR, seconds, driver),
                    Router.of(network).query().choose(0, 1, VehicleKind.CAR, seconds, driver));
        }
    }

    @Test
    void driversAvoidTheJam() {
        Network network = threeWays(100, 110, 300);
        Router router = Router.of(network);
        float[] seconds = router.freeFlowSeconds();
        seconds[2] = 500;
        LinkPath path = router.query().fastest(0, 1, VehicleKind.CAR, seconds);
        assertEquals(LinkPath.of(0, 4, 5, 1), path);
    }

    @Test
    void timesBelowFreeFlowCountAsFreeFlow() {
        Network network = threeWays(100, 110, 300);
        Router.Query query = Router.of(network).query();
        float[] seconds = new float[network.links().size()];
        assertEquals(LinkPath.of(0, 2, 3, 1), query.fastest(0, 1, VehicleKind.CAR, seconds));
        assertEquals(110, query.seconds(LinkPath.of(0, 2, 3, 1), VehicleKind.CAR, seconds), 1e-3);
    }

    @Test
    void wayToWhereOneIsHasOneLink() {
        Network network = threeWays(100, 110, 300);
        Router router = Router.of(network);
        assertEquals(LinkPath.of(2), router.query().fastest(2, 2, VehicleKind.CAR, router.freeFlowSeconds()));
        assertEquals(
                List.of(LinkPath.of(2)),
                router.query().alternatives(2, 2, VehicleKind.CAR, router.freeFlowSeconds(), 3));
        assertNull(router.query().choose(1, 0, VehicleKind.CAR, router.freeFlowSeconds(), 7), "no way back");
    }

    @Test
    void timesOfAnotherNetworkAreRefused() {
        Router router = Router.of(threeWays(100, 110, 300));
        assertThrows(IllegalArgumentException.class, () -> router.query().fastest(0, 1, VehicleKind.CAR, new float[3]));
    }

    @Test
    void landmarksNeverClaimMoreThanTheTruth() {
        Random random = new Random(SEED);
        Network network = RandomCity.of(9, 9, random);
        LinkGraph graph = LinkGraph.of(network);
        Landmarks.Towards towards = Landmarks.of(graph).new Towards();
        float[] free = Router.of(network).freeFlowSeconds();
        double claimed = 0;
        double true_ = 0;
        for (int n = 0; n < 400; n++) {
            int from = random.nextInt(network.links().size());
            int to = random.nextInt(network.links().size());
            towards.aim(graph.placeOf[from], graph.placeOf[to]);
            double distance = dijkstra(network, from, to, VehicleKind.BUS, free);
            float bound = towards.bound(graph.placeOf[from]);
            assertTrue(bound <= distance + 1e-4, "seed " + SEED + ": " + bound + " > " + distance);
            if (distance < Double.POSITIVE_INFINITY) {
                claimed += bound;
                true_ += distance;
            }
        }
        assertTrue(claimed > 0.6 * true_, "bounds are worth little: " + claimed + " of " + true_);
    }

    private static float[] jammed(Network network, Random random) {
        float[] seconds = Router.of(network).freeFlowSeconds();
        for (int l = 0; l < seconds.length; l++) {
            seconds[l] *= random.nextInt(5) == 0 ? 4 : 1.1f;
        }
        return seconds;
    }

    /** The slow oracle. */
    private static double dijkstra(Network network, int from, int to, VehicleKind kind, float[] seconds) {
        record Reached(int link, double seconds) {}
        double[] best = new double[network.links().size()];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        PriorityQueue<Reached> open = new PriorityQueue<>((a, b) -> Double.compare(a.seconds(), b.seconds()));
        best[from] = 0;
        open.add(new Reached(from, 0));
        while (!open.isEmpty()) {
            Reached at = open.remove();
            for (int m : network.movementsFrom(at.link())) {
                Movement movement = network.movement(m);
                int next = movement.toLink();
                double turn = movement.turn() == Turn.U_TURN
                        ? 15
                        : movement.turn() == Turn.LEFT ? 3 : movement.turn() == Turn.RIGHT ? 1 : 0;
                double t = at.seconds()
                        + turn
                        + Math.max(seconds[next], network.link(next).freeFlowSeconds());
                if (network.successors(at.link(), kind).contains(next) && t < best[next]) {
                    best[next] = t;
                    open.add(new Reached(next, t));
                }
            }
        }
        return best[to];
    }

    /** Link 0 in, link 1 out (10 s), and between them links 2–3, 4–5, 6–7 that take these seconds together. */
    private static Network threeWays(double... waySeconds) {
        java.util.List<Node> nodes = new java.util.ArrayList<>();
        for (int i = 0; i < 7; i++) {
            nodes.add(new Node("n" + i, new Point(100 * i, i % 3 * 50), NodeControl.PRIORITY));
        }
        java.util.List<Link> links = new java.util.ArrayList<>();
        links.add(link("in", 0, 1, 10, nodes));
        links.add(link("out", 5, 6, 10, nodes));
        java.util.List<Movement> movements = new java.util.ArrayList<>();
        for (int way = 0; way < 3; way++) {
            links.add(link("first " + way, 1, 2 + way, waySeconds[way] / 2, nodes));
            links.add(link("second " + way, 2 + way, 5, waySeconds[way] / 2, nodes));
            movements.add(straight(1, 0, 2 + 2 * way));
            movements.add(straight(2 + way, 2 + 2 * way, 3 + 2 * way));
            movements.add(straight(5, 3 + 2 * way, 1));
        }
        return new Network(nodes, links, movements, List.of(), Map.of());
    }

    private static Movement straight(int node, int from, int to) {
        return new Movement(node, from, 0, to, 0, Turn.STRAIGHT, 5, 10, -1, -1, 0);
    }

    private static Link link(String id, int from, int to, double seconds, List<Node> nodes) {
        Polyline shape = Polyline.between(nodes.get(from).at(), nodes.get(to).at());
        List<Lane> lanes = List.of(new Lane(3.2, 10, Access.ALL));
        return new Link(id, from, to, "", RoadClass.RESIDENTIAL, shape, 10 * seconds, lanes, Set.of());
    }
}
