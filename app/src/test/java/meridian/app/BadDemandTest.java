package meridian.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks and demand of SUMO in which something is wrong: told with place, reason and number, and the rest drives. */
final class BadDemandTest {
    /** Streets a to b and d to b end at a signal; from there they lead on to c and e. */
    private static final String NET = resource("crossing.net.xml");

    private static final String GOOD = "<vehicle id=\"good\" depart=\"5\"><route edges=\"ab bc\"/></vehicle>";

    @TempDir
    private Path folder = Path.of("");

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(BadDemandTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Cli run(String net, String routes, Object... more) {
        try {
            Path netFile = Files.writeString(folder.resolve("n.net.xml"), net);
            Path routeFile = Files.writeString(folder.resolve("r.rou.xml"), "<routes>\n" + routes + "\n</routes>");
            Object[] words = new Object[3 + more.length];
            words[0] = "run";
            words[1] = netFile;
            words[2] = routeFile;
            System.arraycopy(more, 0, words, 3, more.length);
            return Cli.run(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertDrives(Cli ran, int completed, String... words) {
        assertEquals(0, ran.exitCode(), ran.err());
        assertTrue(ran.out().matches("(?s).*completed +" + completed + "\n.*"), ran.out());
        for (String word : words) {
            assertTrue(ran.err().contains(word), word + " is missing in: " + ran.err());
        }
    }

    @Test
    void aGoodDemandHasNothingToTell() {
        Cli ran = run(NET, GOOD);
        assertDrives(ran, 1);
        assertEquals("", ran.err());
    }

    @Test
    void aRouteWithAGapIsLeftOut() {
        assertDrives(
                run(NET, "<vehicle id=\"gap\" depart=\"0\"><route edges=\"ab db\"/></vehicle>" + GOOD),
                1,
                "left out 1 vehicle: its route jumps between edges",
                "r.rou.xml line 2 (gap)");
    }

    @Test
    void aDepartureBeforeTheStartIsLeftOut() {
        String early = "<vehicle id=\"early\" depart=\"-5\"><route edges=\"ab bc\"/></vehicle>";
        assertDrives(run(NET, early + GOOD), 1, "left out 1 vehicle: it departs before", "line 2 (early)");
        assertDrives(
                run(NET, GOOD, "--start", "00:10", "--hours", "0.1"),
                0,
                "left out 1 trip: departure before the start (good)");
    }

    @Test
    void anUnknownLaneOrEdgeIsLeftOut() {
        String lane = "<vehicle id=\"a\" depart=\"0\" departLane=\"7\"><route edges=\"ab bc\"/></vehicle>";
        String edge = "<vehicle id=\"b\" depart=\"0\"><route edges=\"ab nowhere\"/></vehicle>";
        assertDrives(
                run(NET, lane + edge + GOOD),
                1,
                "its departLane does not exist",
                "(a)",
                "not a road of the network",
                "(b)");
    }

    @Test
    void aStopOnAnUnknownLaneIsLeftOutAndItsVehicleDrives() {
        String stops = "<vehicle id=\"a\" depart=\"0\"><route edges=\"ab bc\"/><stop lane=\"ab_4\" duration=\"5\"/>"
                + "<stop lane=\"zz_0\" duration=\"5\"/></vehicle>";
        assertDrives(run(NET, stops), 1, "stop of a vehicle, 2 times: its place is not known", "line 2 (a)");
    }

    @Test
    void aVehicleOfNegativeLengthIsLeftOut() {
        String type = "<vType id=\"n\" length=\"-4\"/>";
        String vehicle = "<vehicle id=\"short\" type=\"n\" depart=\"0\"><route edges=\"ab bc\"/></vehicle>";
        assertDrives(run(NET, type + vehicle + GOOD), 1, "length in metres must be above 0", "got -4.0", "(short)");
    }

    @Test
    void aLinkWithoutLengthIsToldAndGetsTheLeast() {
        String net = NET.replace("length=\"192.80\" shape=\"0.00,198.40", "length=\"0\" shape=\"0.00,198.40");
        assertDrives(run(net, GOOD), 1, "lane length, 1 time: shorter than 0.1 m, taken as that", "edge ab of 0.0 m");
    }

    @Test
    void aLinkOfNegativeLengthIsRefused() {
        Cli ran = run(NET.replace("length=\"192.80\" shape=\"0.00,198.40", "length=\"-3\" shape=\"0.00,198.40"), GOOD);
        assertEquals(3, ran.exitCode());
        assertTrue(ran.err().contains("n.net.xml line 16: <lane> has length=\"-3\""), ran.err());
    }

    @Test
    void aConnectionOfAnUnknownLaneIsRefused() {
        Cli ran =
                run(NET.replace("from=\"ab\" to=\"bc\" fromLane=\"0\"", "from=\"ab\" to=\"bc\" fromLane=\"9\""), GOOD);
        assertEquals(3, ran.exitCode());
        assertTrue(ran.err().contains("the connection names lane 9 of edge ab"), ran.err());
    }

    @Test
    void aPlanWithConflictingGreensIsTold() {
        assertDrives(run(NET.replace("GGrr", "GGGG"), GOOD), 1, "1 signal with conflicting greens", "(b)", "validate");
    }

    @Test
    void aFlowOfAHundredMillionVehiclesIsRefused() {
        Cli ran = run(NET, "<flow id=\"f\" begin=\"0\" end=\"3600\" number=\"100000000\" from=\"ab\" to=\"bc\"/>");
        assertEquals(3, ran.exitCode());
        assertTrue(ran.err().contains("r.rou.xml line 2: more than 2000000 vehicles"), ran.err());
    }
}
