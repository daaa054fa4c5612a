package meridian.formats.osm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.City;
import meridian.model.network.Assumption;
import meridian.model.network.Link;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.network.NodeControl;
import meridian.model.network.Turn;
import meridian.model.place.Area;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cross of four streets, about 90 m each:
 *
 * <pre>
 *        3
 *        |
 *   2 -- 1 -- 4
 *        |
 *        5
 * </pre>
 */
class OsmPbfReaderTest {
    private static final double STEP = 0.001;

    @TempDir
    Path folder;

    private final ReadReport report = new ReadReport();

    private static PbfWriter cross() {
        return new PbfWriter()
                .node(1, 0, 0)
                .node(2, -STEP, 0)
                .node(3, 0, STEP)
                .node(4, STEP, 0)
                .node(5, 0, -STEP)
                .way(10, new long[] {2, 1, 4}, "highway", "secondary", "name", "High Street", "lanes", "2")
                .way(11, new long[] {3, 1, 5}, "highway", "residential", "name", "Low Street");
    }

    private City read(PbfWriter file) {
        return new OsmPbfReader().read(List.of(file.in(folder)), report, Progress.NONE);
    }

    private static Link link(Network network, String id) {
        return network.link(network.findLink(id).orElseThrow());
    }

    private static List<Turn> turnsFrom(Network network, String id) {
        return java.util.Arrays.stream(
                        network.movementsFrom(network.findLink(id).orElseThrow()))
                .mapToObj(network::movement)
                .map(Movement::turn)
                .toList();
    }

    @Test
    void twoStreetsThatShareANodeBecomeEightLinksAroundOneJunction() {
        Network network = read(cross()).network();
        assertEquals(5, network.nodes().size());
        assertEquals(8, network.links().size());
        assertEquals(
                List.of(NodeControl.PRIORITY),
                network.nodes().stream()
                        .map(n -> n.control())
                        .filter(c -> c != NodeControl.NONE)
                        .toList());
        // Three ways on at the junction, and round at each of four dead ends.
        assertEquals(4 * 3 + 4, network.movements().size());
    }

    @Test
    void theTwoDirectionsOfAStreetKeepToTheirRight() {
        Network network = read(cross()).network();
        Link east = link(network, "10#1");
        Link west = link(network, "-10#1");
        assertEquals("High Street", east.name());
        assertTrue(east.shape().first().xMeters() < east.shape().last().xMeters());
        assertEquals(-1.6, east.shape().first().yMeters(), 0.01);
        assertEquals(1.6, west.shape().first().yMeters(), 0.01);
    }

    @Test
    void linksEndBeforeTheJunction() {
        Network network = read(cross()).network();
        Link east = link(network, "10#1");
        // Half of the crossing road is 3.2 m, and 3 m are for its corner.
        assertEquals(-6.2, east.shape().last().xMeters(), 0.05);
        assertEquals(111.2 - 6.2, east.lengthMeters(), 0.3);
    }

    @Test
    void whatTheTagsDoNotSayIsMarkedAsAssumed() {
        Network network = read(cross()).network();
        assertTrue(link(network, "11#1").assumed().containsAll(List.of(Assumption.LANES, Assumption.SPEED)));
        assertFalse(link(network, "10#1").assumed().contains(Assumption.LANES));
        // No country: the world's default for a town.
        assertEquals(50 / 3.6, link(network, "11#1").speedLimitMps(), 1e-9);
    }

    @Test
    void aRestrictionForbidsItsTurnAndNoOther() {
        PbfWriter split = new PbfWriter()
                .node(1, 0, 0)
                .node(2, -STEP, 0)
                .node(3, 0, STEP)
                .node(4, STEP, 0)
                .way(10, new long[] {2, 1}, "highway", "secondary")
                .way(11, new long[] {1, 4}, "highway", "secondary")
                .way(12, new long[] {1, 3}, "highway", "residential")
                .relation(
                        20,
                        new long[] {10, 1, 12},
                        new int[] {1, 0, 1},
                        new String[] {"from", "via", "to"},
                        "type",
                        "restriction",
                        "restriction",
                        "no_left_turn");
        Network network = read(split).network();
        assertEquals(List.of(Turn.STRAIGHT), turnsFrom(network, "10#1"));
        assertEquals(
                List.of(Turn.RIGHT, Turn.STRAIGHT),
                turnsFrom(network, "-11#1").stream().sorted().toList().reversed());
    }

    @Test
    void anOnlyRestrictionForbidsAllOtherTurns() {
        PbfWriter file = cross();
        file.relation(
                20,
                new long[] {10, 1, 11},
                new int[] {1, 0, 1},
                new String[] {"from", "via", "to"},
                "type",
                "restriction",
                "restriction",
                "only_right_turn");
        Network network = read(file).network();
        assertFalse(turnsFrom(network, "10#1").contains(Turn.STRAIGHT));
    }

    @Test
    void aBridgeJoinsNothingBelowIt() {
        PbfWriter file = new PbfWriter()
                .node(2, -STEP, 0)
                .node(4, STEP, 0)
                .node(3, 0, STEP)
                .node(5, 0, -STEP)
                .node(6, STEP, STEP)
                .way(10, new long[] {2, 4}, "highway", "secondary")
                .way(11, new long[] {3, 5}, "highway", "secondary", "bridge", "yes", "layer", "1")
                .way(12, new long[] {4, 6, 3}, "highway", "residential");
        Network network = read(file).network();
        assertEquals(4, network.nodes().size());
    }

    @Test
    void streetsThatNobodyCanLeaveAreLeftOutAndReported() {
        PbfWriter file =
                cross().node(6, 3 * STEP, STEP).way(12, new long[] {4, 6}, "highway", "residential", "oneway", "yes");
        City city = read(file);
        assertTrue(city.network().findLink("12#1").isEmpty());
        assertTrue(report.skipped().stream()
                .anyMatch(s -> s.what().equals("road") && s.places().contains("way/12")));
    }

    /** The cross with stop signs 22 m before the junction: on the western arm, and perhaps on both arms of Low Street. */
    private static PbfWriter stopSigns(boolean lowStreet, String... more) {
        String[] sign = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("highway", "stop"), java.util.Arrays.stream(more))
                .toArray(String[]::new);
        String[] none = {};
        return new PbfWriter()
                .node(1, 0, 0)
                .node(2, -STEP, 0)
                .node(7, -0.0002, 0, sign)
                .node(3, 0, STEP)
                .node(8, 0, 0.0002, lowStreet ? sign : none)
                .node(4, STEP, 0)
                .node(5, 0, -STEP)
                .way(10, new long[] {2, 7, 1, 4}, "highway", "secondary")
                .way(11, new long[] {3, 8, 1, 5}, "highway", "residential");
    }

    private static List<String> stopping(Network network) {
        return network.movements().stream()
                .filter(Movement::stops)
                .map(m -> network.link(m.fromLink()).id())
                .distinct()
                .sorted()
                .toList();
    }

    @Test
    void aStopSignHoldsForTheRoadAtWhoseEndItStandsAndMakesItTheMinorOne() {
        Network network = read(stopSigns(false)).network();
        assertEquals(List.of("10#1"), stopping(network));
        assertTrue(network.nodes().stream().noneMatch(n -> n.control() == NodeControl.ALL_WAY_STOP));
        int from = network.findLink("10#1").orElseThrow();
        int side = network.findLink("11#1").orElseThrow();
        int[] here = network.movementsAt(network.link(from).toNode());
        for (int a = 0; a < here.length; a++) {
            for (int b = 0; b < here.length; b++) {
                Movement one = network.movement(here[a]);
                Movement other = network.movement(here[b]);
                if (one.fromLink() == from
                        && other.fromLink() == side
                        && one.turn() == Turn.STRAIGHT
                        && other.turn() == Turn.STRAIGHT) {
                    assertTrue(network.conflicts(network.link(from).toNode()).yields(a, b));
                    assertFalse(network.conflicts(network.link(from).toNode()).yields(b, a));
                }
            }
        }
    }

    @Test
    void aSignThatSaysAllMakesAnAllWayStop() {
        Network network = read(stopSigns(true, "stop", "all")).network();
        assertEquals(
                1,
                network.nodes().stream()
                        .filter(n -> n.control() == NodeControl.ALL_WAY_STOP)
                        .count());
        assertTrue(read(stopSigns(true)).network().nodes().stream()
                .noneMatch(n -> n.control() == NodeControl.ALL_WAY_STOP));
    }

    @Test
    void signalsDrawnAtTheStopLineBelongToTheJunction() {
        PbfWriter file = new PbfWriter()
                .node(1, 0, 0)
                .node(2, -STEP, 0)
                .node(7, -0.0002, 0, "highway", "traffic_signals")
                .node(3, 0, STEP)
                .node(4, STEP, 0)
                .node(8, 0.0002, 0, "highway", "traffic_signals")
                .node(5, 0, -STEP)
                .way(10, new long[] {2, 7, 1, 8, 4}, "highway", "secondary")
                .way(11, new long[] {3, 1, 5}, "highway", "residential");
        City city = read(file);
        assertEquals(
                1,
                city.network().nodes().stream()
                        .filter(n -> n.control() == NodeControl.SIGNALS)
                        .count());
        assertEquals(5, city.network().nodes().size());
        assertEquals(1, city.signals().size());
    }

    @Test
    void aMultipolygonKeepsItsIsland() {
        PbfWriter file = cross();
        double[][] corners = {{1, 1}, {9, 1}, {9, 9}, {1, 9}, {4, 4}, {6, 4}, {6, 6}, {4, 6}};
        for (int i = 0; i < corners.length; i++) {
            file.node(100 + i, corners[i][0] * STEP, corners[i][1] * STEP);
        }
        file.way(30, new long[] {100, 101, 102});
        file.way(31, new long[] {100, 103, 102});
        file.way(32, new long[] {104, 105, 106, 107, 104});
        file.relation(
                40,
                new long[] {30, 31, 32},
                new int[] {1, 1, 1},
                new String[] {"outer", "outer", "inner"},
                "type",
                "multipolygon",
                "natural",
                "water",
                "name",
                "Lake");
        List<Area> areas = read(file).places().areas();
        assertEquals(1, areas.size());
        assertEquals(Area.Kind.WATER, areas.getFirst().kind());
        assertEquals(2, areas.getFirst().rings().size());
    }

    @Test
    void linesThatHaltAtAPlatformComeFromTheirRoutes() {
        PbfWriter file = cross().node(50, -STEP / 2, -0.0001, "public_transport", "platform", "name", "Market");
        file.relation(
                60,
                new long[] {50},
                new int[] {0},
                new String[] {"platform"},
                "type",
                "route",
                "route",
                "bus",
                "ref",
                "7");
        City city = read(file);
        var stop = city.places().stops().getFirst();
        assertEquals(List.of("7"), stop.lines());
        // South of the street: the side of those who drive east.
        assertEquals("10#1", city.network().link(stop.link()).id());
    }

    @Test
    void noContributorIsInTheCityOrTheReport() {
        PbfWriter file = cross().way(12, new long[] {4, 2}, "highway", "residential", "name", PbfWriter.CONTRIBUTOR);
        file.node(9, STEP / 3, STEP / 3, "shop", "books", "name", PbfWriter.CONTRIBUTOR);
        City city = read(file);
        assertEquals(1, city.places().points().size());
        for (String text : Strings.in(city, report.taken(), report.skipped())) {
            assertFalse(
                    text.contains(PbfWriter.CONTRIBUTOR) || text.contains("123456") || text.contains("987654321"),
                    text);
        }
    }

    @Test
    void theSameFileGivesTheSameNetworkTwice() {
        Network first = read(cross()).network();
        Network second = read(cross()).network();
        assertEquals(first.links(), second.links());
        assertEquals(first.movements(), second.movements());
        assertEquals(first.nodes(), second.nodes());
    }
}
