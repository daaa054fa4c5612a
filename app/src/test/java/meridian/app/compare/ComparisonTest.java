package meridian.app.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import meridian.bench.statistics.Estimate;
import meridian.model.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ComparisonTest {
    @TempDir
    private Path folder = Path.of("");

    private static SeedFigures seed(long seed, double travel, LinkFlow... links) {
        return new SeedFigures(OptionalLong.of(seed), travel, 10, 20, 1, 2, 100, List.of(links));
    }

    private static RunSet set(String network, SeedFigures... seeds) {
        return new RunSet(network, "Town", network, 0.0, List.of(seeds), Map.of());
    }

    /** Seeds 1 to 3: 100, 200, 300 against 104, 206, 305: differences 4, 6, 5: mean 5, error 1 / √3, times 4.302653. */
    @Test
    void differencesArePairedBySeedHoweverFarTheSeedsLieApart() {
        Comparison compared = Comparison.of(
                set("n", seed(1, 100), seed(2, 200), seed(3, 300)), set("n", seed(1, 104), seed(2, 206), seed(3, 305)));
        Comparison.Figure travel = compared.figures().getFirst();
        assertEquals("travel time", travel.name());
        assertEquals(5, travel.difference().mean(), 1e-9);
        assertEquals(4.302653 / Math.sqrt(3), width(travel.difference()), 1e-5);
        assertEquals(2.5, travel.percent(), 1e-9);
        assertTrue(travel.difference().differsFromZero());
        assertEquals(List.of(1L, 2L, 3L), compared.seeds());
        assertNull(compared.links());
    }

    private static double width(Estimate estimate) {
        Double width = estimate.halfWidth95();
        assertNotNull(width);
        return width;
    }

    @Test
    void equalRunsDifferByNothing() {
        RunSet set = set("n", seed(1, 100, new LinkFlow("l", 0, 900, 10, 100, 1000)), seed(2, 200));
        RunSet one = set("n", seed(1, 100, new LinkFlow("l", 0, 900, 10, 100, 1000)));
        assertEquals(
                0, Comparison.of(set, set).figures().getFirst().difference().mean());
        Comparison.LinkPair link = Comparison.of(one, one).linkPairs().getFirst();
        assertEquals(0, link.geh());
        assertEquals(40, link.flowA(), 1e-9);
        assertEquals(36, link.kmhA(), 1e-9);
    }

    /**
     * Half an hour in two slices, and one more that only A has. A: 25 + 25 vehicles, 100 an hour, 10 m/s; B: 40 + 38.32, a
     * GEH just below 5, 8 m/s.
     */
    @Test
    void linksAreComparedOverTheTimeThatBothHave() {
        RunSet a = set(
                "n",
                seed(
                        1,
                        100,
                        new LinkFlow("l", 0, 900, 25, 100, 1000),
                        new LinkFlow("l", 900, 1800, 25, 100, 1000),
                        new LinkFlow("l", 1800, 2000, 99, 1, 1)));
        RunSet b = set(
                "n",
                seed(
                        1,
                        100,
                        new LinkFlow("l", 0, 900, 40, 100, 800),
                        new LinkFlow("l", 900, 1800, 38.3, 100, 800),
                        new LinkFlow("m", 0, 900, 50, 100, 800)));
        Comparison compared = Comparison.of(a, b);
        Comparison.Links links = compared.links();
        assertNotNull(links);
        assertEquals(1800, links.endSeconds());
        assertEquals(2, links.count());
        assertEquals(0.5, links.gehBelow5());
        Comparison.LinkPair worst = compared.linkPairs().getFirst();
        assertEquals("m", worst.link());
        assertEquals(100, worst.flowB());
        assertNull(worst.kmhDifference());
        Comparison.LinkPair shared = compared.linkPairs().getLast();
        assertEquals(100, shared.flowA(), 1e-9);
        assertEquals(156.6, shared.flowB(), 1e-9);
        assertEquals(36, shared.kmhA(), 1e-9);
        assertEquals(28.8, shared.kmhB(), 1e-9);
        assertEquals(7.2, links.speedErrorKmh(), 1e-9);
    }

    @Test
    void slicesThatDoNotMeetLeaveOnlyTheTrips() {
        Comparison compared = Comparison.of(
                set("n", seed(1, 100, new LinkFlow("l", 0, 900, 25, 100, 1000))),
                set("n", seed(1, 100, new LinkFlow("l", 100, 700, 25, 100, 1000))));
        assertNull(compared.links());
        assertTrue(
                compared.notes().getFirst().contains("--slice-minutes"),
                compared.notes().toString());
    }

    @Test
    void runsOfOtherCitiesAreRefused() {
        BadInput refused =
                assertThrows(BadInput.class, () -> Comparison.of(set("n", seed(1, 100)), set("other", seed(1, 100))));
        assertTrue(String.valueOf(refused.getMessage()).contains("road networks differ"), refused.getMessage());
    }

    @Test
    void runsWithoutACommonSeedAreRefused() {
        BadInput refused = assertThrows(
                BadInput.class, () -> Comparison.of(set("n", seed(1, 100), seed(2, 100)), set("n", seed(7, 100))));
        assertTrue(
                String.valueOf(refused.getMessage()).contains("no seed in common (1, 2 and 7)"), refused.getMessage());
    }

    @Test
    void runsOfOtherHoursAreRefused() {
        RunSet later = new RunSet("n", "Town", "n", 3600.0, List.of(seed(1, 100)), Map.of());
        assertThrows(BadInput.class, () -> Comparison.of(set("n", seed(1, 100)), later));
    }

    @Test
    void onlyCommonSeedsAreComparedAndTheRestIsTold() {
        Comparison compared = Comparison.of(set("n", seed(1, 100), seed(2, 300)), set("n", seed(2, 330), seed(3, 1)));
        assertEquals(List.of(2L), compared.seeds());
        assertEquals(30, compared.figures().getFirst().difference().mean());
        assertTrue(
                compared.notes().getFirst().contains("left out are 2"),
                compared.notes().toString());
    }

    private static final String TRIPINFO = """
            <tripinfos>
                <tripinfo id="a" depart="0" departDelay="1" arrival="100" duration="100" routeLength="800" waitingTime="20"
                    waitingCount="2" timeLoss="35"/>
                <tripinfo id="b" depart="0" departDelay="3" arrival="200" duration="200" routeLength="800" waitingTime="40"
                    waitingCount="4" timeLoss="45"/>
            </tripinfos>
            """;
    private static final String EDGES = """
            <meandata>
                <interval begin="0" end="3600" id="hour">
                    <edge id="l" sampledSeconds="200" speed="5" departed="10" arrived="2" entered="0" left="8"/>
                    <edge id=":n_0" sampledSeconds="20" speed="5" departed="0" arrived="0" entered="8" left="8"/>
                </interval>
            </meandata>
            """;

    @Test
    void sumosOwnOutputsAreReadUnderAnyNames() throws IOException {
        Path run = Files.createDirectories(folder.resolve("sumo"));
        Files.writeString(run.resolve("first.xml"), TRIPINFO);
        Files.writeString(run.resolve("second.xml"), EDGES);
        Files.writeString(run.resolve("net.net.xml"), "<net/>");
        RunSet set = RunSet.read(run);
        assertTrue(set.isSumo());
        SeedFigures figures = set.seeds().getFirst();
        assertEquals(150, figures.travelSeconds());
        assertEquals(30, figures.standingSeconds());
        assertEquals(40, figures.lostSeconds());
        assertEquals(2, figures.enterSeconds());
        assertEquals(3, figures.stops());
        assertEquals(List.of(new LinkFlow("l", 0, 3600, 10, 200, 1000)), figures.links());
        Comparison pair = Comparison.of(set("n", seed(5, 100)), set);
        assertEquals(50, pair.figures().getFirst().difference().mean());
        RunSet alone = RunSet.read(run.resolve("first.xml"));
        assertEquals(150, alone.seeds().getFirst().travelSeconds());
        assertEquals(List.of(), alone.seeds().getFirst().links());
    }

    @Test
    void sumosSeedsStandInFoldersWithTheirNumbers() throws IOException {
        for (int seed : new int[] {2, 10}) {
            Path run = Files.createDirectories(folder.resolve("runs").resolve("seed-" + seed));
            Files.writeString(run.resolve("tripinfo.xml"), TRIPINFO);
        }
        RunSet set = RunSet.read(folder.resolve("runs"));
        assertEquals(
                List.of(2L, 10L),
                set.seeds().stream().map(s -> s.seed().orElseThrow()).toList());
        Comparison compared = Comparison.of(set, set("n", seed(2, 100), seed(10, 100)));
        assertEquals(-50, compared.figures().getFirst().difference().mean());
    }

    @Test
    void aFolderWithoutResultsIsRefusedWithWhatWasFound() throws IOException {
        Files.writeString(folder.resolve("letter.txt"), "hello");
        BadInput refused = assertThrows(BadInput.class, () -> RunSet.read(folder));
        assertTrue(String.valueOf(refused.getMessage()).contains("0 tripinfo"), refused.getMessage());
        assertThrows(BadInput.class, () -> RunSet.read(folder.resolve("missing")));
    }
}
