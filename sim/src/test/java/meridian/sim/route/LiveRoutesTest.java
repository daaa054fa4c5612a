package meridian.sim.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import meridian.model.demand.LinkPath;
import meridian.model.network.Network;
import meridian.model.network.NodeControl;
import meridian.model.network.VehicleKind;
import meridian.testkit.Streets;
import meridian.testkit.Town;
import org.junit.jupiter.api.Test;

final class LiveRoutesTest {
    private static final long SEED = 20261125;

    @Test
    void wayUpTheTreeCostsWhatTheSearchInTheStreetsDoes() {
        Random random = new Random(SEED);
        for (int city = 0; city < 12; city++) {
            Network network = RandomCity.of(3 + city, 4 + city, random);
            Router router = Router.of(network);
            Router.Query query = router.query();
            Hierarchy hierarchy = Hierarchy.of(router.graph(), Dissection.order(network));
            Picture picture = new Picture(router.graph(), hierarchy);
            TreeSearch search = new TreeSearch(hierarchy);
            for (int moment = 0; moment < 2; moment++) {
                float[] seconds = jammed(router, random);
                picture.take(VehicleKind.CAR, seconds, 0, 0);
                for (int n = 0; n < 100; n++) {
                    int from = random.nextInt(network.links().size());
                    int to = random.nextInt(network.links().size());
                    String what = "seed " + SEED + ", city " + city + ", from " + from + " to " + to;
                    LinkPath expected = query.fastest(from, to, VehicleKind.CAR, seconds);
                    LinkPath found = search.run(from, to, picture, Float.POSITIVE_INFINITY);
                    assertEquals(expected == null, found == null, what);
                    if (expected != null && found != null) {
                        double best = query.seconds(expected, VehicleKind.CAR, seconds);
                        assertEquals(from, found.first(), what);
                        assertEquals(to, found.last(), what);
                        assertEquals(best, query.seconds(found, VehicleKind.CAR, seconds), best * 2e-5 + 1e-3, what);
                        float more = (float) (best * (1 + 1e-4) + 1e-2);
                        assertEquals(found, search.run(from, to, picture, more), what + " in less than " + more);
                        float less = (float) (best * (1 - 1e-4) - 1e-2);
                        assertNull(search.run(from, to, picture, less), what + " in less than " + less);
                    }
                }
            }
        }
    }

    @Test
    void fixedRoutesAreAsFastAsThoseOfTheSearchInTheStreets() {
        Random random = new Random(SEED);
        Network network = RandomCity.of(12, 12, random);
        Router router = Router.of(network);
        float[] seconds = jammed(router, random);
        FixedRoutes fixed = router.fixed(seconds);
        assertTrue(fixed.serves(VehicleKind.CAR));
        assertEquals(router.graph().likeCars(VehicleKind.BUS), fixed.serves(VehicleKind.BUS));
        FixedRoutes.Query query = fixed.query();
        Router.Query streets = router.query();
        float[] then = seconds.clone();
        Arrays.fill(seconds, 1);
        for (int n = 0; n < 200; n++) {
            int from = random.nextInt(network.links().size());
            int to = random.nextInt(network.links().size());
            LinkPath expected = streets.fastest(from, to, VehicleKind.CAR, then);
            LinkPath found = query.fastest(from, to);
            assertEquals(expected == null, found == null, "from " + from + " to " + to);
            if (expected != null && found != null) {
                double best = streets.seconds(expected, VehicleKind.CAR, then);
                assertEquals(best, streets.seconds(found, VehicleKind.CAR, then), best * 2e-5 + 1e-3);
            }
        }
    }

    @Test
    void everyLinkHasItsPlaceInTheOrder() {
        Network network = RandomCity.of(9, 14, new Random(SEED));
        int[] order = Dissection.order(network).clone();
        Arrays.sort(order);
        assertEquals(
                IntStream.range(0, network.links().size()).boxed().toList(),
                Arrays.stream(order).boxed().toList());
    }

    @Test
    void cutsKeepShortcutsFew() {
        // A grid of n nodes has separators of about sqrt(n) streets; without an order shortcuts would grow with n².
        Network grid = Streets.grid(30, 30, 100, 1, false).network();
        Router router = Router.of(grid);
        Hierarchy hierarchy = Hierarchy.of(router.graph(), Dissection.order(grid));
        int perLink = hierarchy.head.length / grid.links().size();
        assertTrue(perLink < 30, perLink + " shortcuts a link");
    }

    @Test
    void driversTakeSensibleWaysAndNotAllTheSame() {
        Network network = RandomCity.of(15, 15, new Random(SEED));
        Router router = Router.of(network);
        Router.Query query = router.query();
        LiveRoutes routes = Router.of(network).live();
        float[] seconds = jammed(router, new Random(SEED));
        Random random = new Random(SEED);
        int different = 0;
        for (int n = 0; n < 300; n++) {
            int from = random.nextInt(network.links().size());
            int to = random.nextInt(network.links().size());
            LinkPath fastest = query.fastest(from, to, VehicleKind.CAR, seconds);
            LinkPath taken = routes.find(from, to, VehicleKind.CAR, seconds, n);
            assertEquals(fastest == null, taken == null);
            if (fastest != null && taken != null) {
                double best = query.seconds(fastest, VehicleKind.CAR, seconds);
                assertTrue(query.seconds(taken, VehicleKind.CAR, seconds) <= 1.3 * best + 1e-3);
                different += taken.equals(fastest) ? 0 : 1;
            }
        }
        assertTrue(different > 20, different + " drivers differ");
    }

    @Test
    void sameQuestionsGetTheSameAnswersThoughTheTrafficChanges() {
        Network network = RandomCity.of(10, 10, new Random(SEED));
        LiveRoutes one = Router.of(network).live();
        LiveRoutes two = Router.of(network).live();
        float[] seconds = Router.of(network).freeFlowSeconds();
        Random random = new Random(SEED);
        for (int n = 0; n < 3_000; n++) {
            int from = random.nextInt(network.links().size());
            int to = random.nextInt(network.links().size());
            seconds[random.nextInt(seconds.length)] *= 1.5f;
            if (n % 100 == 0) {
                one.timesChanged();
                two.timesChanged();
            }
            assertEquals(
                    one.find(from, to, VehicleKind.CAR, seconds, n), two.find(from, to, VehicleKind.CAR, seconds, n));
        }
    }

    @Test
    void driversHearOfAJamWithinFourMinutes() {
        Network town = Town.city().network();
        LiveRoutes routes = Router.of(town).live();
        float[] seconds = Router.of(town).freeFlowSeconds();
        int from = town.findLink("west-gate>mill").orElseThrow();
        int to = town.findLink("port>east-gate").orElseThrow();
        int jam = town.findLink("zebra>market").orElseThrow();
        assertTrue(passes(routes.find(from, to, VehicleKind.CAR, seconds, 1), jam));
        seconds[jam] = 2_000;
        assertTrue(passes(routes.find(from, to, VehicleKind.CAR, seconds, 1), jam), "nobody has told them yet");
        for (int minute = 0; minute < 4; minute++) {
            routes.timesChanged();
        }
        assertTrue(!passes(routes.find(from, to, VehicleKind.CAR, seconds, 1), jam));
    }

    private static boolean passes(LinkPath path, int link) {
        assertNotNull(path);
        return Arrays.stream(path.toArray()).anyMatch(l -> l == link);
    }

    @Test
    void busesTakeBusLanesThatCarsMayNot() {
        Network network = RandomCity.of(12, 12, new Random(SEED));
        Router router = Router.of(network);
        LiveRoutes routes = Router.of(network).live();
        Random random = new Random(SEED);
        float[] seconds = router.freeFlowSeconds();
        for (int n = 0; n < 200; n++) {
            int from = random.nextInt(network.links().size());
            int to = random.nextInt(network.links().size());
            LinkPath bus = routes.find(from, to, VehicleKind.BUS, seconds, n);
            assertEquals(router.query().fastest(from, to, VehicleKind.BUS, seconds) == null, bus == null);
        }
    }

    @Test
    void thereIsNoWayOutOfANetworkWithoutMovements() {
        Network cross = Streets.crossroads(NodeControl.PRIORITY).network();
        Network cut =
                new Network(cross.nodes(), cross.links(), java.util.List.of(), java.util.List.of(), java.util.Map.of());
        LiveRoutes routes = Router.of(cut).live();
        float[] seconds = Router.of(cut).freeFlowSeconds();
        assertNull(routes.find(0, 1, VehicleKind.CAR, seconds, 1));
        assertEquals(LinkPath.of(2), routes.find(2, 2, VehicleKind.CAR, seconds, 1));
    }

    private static float[] jammed(Router router, Random random) {
        float[] seconds = router.freeFlowSeconds();
        for (int l = 0; l < seconds.length; l++) {
            seconds[l] *= random.nextInt(5) == 0 ? 4 : 1.1f;
        }
        return seconds;
    }
}
