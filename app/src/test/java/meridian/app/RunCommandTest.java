package meridian.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunCommandTest {
    private static final List<String> FILES = List.of(
            "junction_slices.csv",
            "junction_slices.parquet",
            "link_slices.csv",
            "link_slices.parquet",
            "links.csv",
            "links.parquet",
            "run.json",
            "summary.html",
            "trips.csv",
            "trips.parquet");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aCityWithItsOwnTripsRunsUntilAllHaveArrived() {
        Cli ran = Cli.run("run", Cli.townWithTrips(folder, 300));
        assertEquals(0, ran.exitCode(), ran.err());
        assertTrue(ran.out().contains("all trips have arrived"), ran.out());
        ran.out().lines().forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
        Path city = Cli.townFile(folder);
        Map<String, String> one = results(city, "one", 7);
        assertEquals(FILES, List.copyOf(one.keySet()));
        assertEquals(one, results(city, "two", 7));
        Map<String, String> other = results(city, "other", 8);
        assertFalse(one.get("trips.csv").equals(other.get("trips.csv")));
    }

    private Map<String, String> results(Path city, String name, long seed) throws IOException {
        Path out = folder.resolve(name);
        Cli ran = Cli.run("run", city, "--hours", "0.1", "--seed", seed, "--out", out);
        assertEquals(0, ran.exitCode(), ran.err());
        return content(out);
    }

    private static Map<String, String> content(Path out) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.list(out)) {
            for (Path file : files.toList()) {
                content.put(
                        file.getFileName().toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return content;
    }

    /** 07:30 to 07:42 in one run, and the same with a pause in which the city is a file. */
    @Test
    void aSavedCityGoesOnAsIfNothingHadBeen() throws IOException {
        Path city = Cli.townFile(folder);
        Path state = folder.resolve("half.state");
        assertEquals(
                0,
                Cli.run("run", city, "--hours", "0.2", "--seed", 7, "--out", folder.resolve("whole"))
                        .exitCode());
        Cli first = Cli.run("run", city, "--hours", "0.1", "--seed", 7, "--out", folder.resolve("a"), "--save", state);
        assertEquals(0, first.exitCode(), first.err());
        assertTrue(first.err().contains("The city as it is at 07:36:00 is in " + state), first.err());
        Cli second = Cli.run("run", city, "--hours", "0.1", "--out", folder.resolve("b"), "--from", state);
        assertEquals(0, second.exitCode(), second.err());
        assertTrue(second.out().contains("simulated 07:36:00 to 07:42:00, seed 7"), second.out());
        assertTrue(second.out().contains("since 07:30:00, times of trips"), second.out());

        List<String> later = arrivals("b");
        List<String> all = arrivals("whole");
        List<String> earlier = arrivals("a");
        assertTrue(earlier.size() > 5 && later.size() > 5, earlier.size() + " and " + later.size());
        assertEquals(
                all, Stream.concat(earlier.stream(), later.stream()).sorted().toList());
    }

    private List<String> arrivals(String name) throws IOException {
        try (Stream<String> rows = Files.lines(folder.resolve(name).resolve("trips.csv"))) {
            return rows.skip(1)
                    .filter(row -> !row.split(",", -1)[7].isEmpty())
                    .sorted()
                    .toList();
        }
    }

    /** Of each link: vehicles that came and left, seconds and metres driven in them. */
    private List<String> slicesFrom(String name, String begin) throws IOException {
        try (Stream<String> rows = Files.lines(folder.resolve(name).resolve("link_slices.csv"))) {
            List<String> slices = rows.map(row -> row.split(",", -1))
                    .filter(row -> row[1].equals(begin))
                    .map(row -> String.join(",", List.of(row).subList(0, 8)))
                    .toList();
            assertTrue(slices.size() > 5, slices.toString());
            return slices;
        }
    }

    @Test
    void aStateIsRefusedWhereItCannotBeGoneOnFrom() throws IOException {
        Path city = Cli.townFile(folder);
        Path state = folder.resolve("now.state");
        assertEquals(0, Cli.run("run", city, "--hours", "0.01", "--save", state).exitCode());
        refused(3, "it is there already", "run", city, "--hours", "0.01", "--save", state);
        refused(2, "--seed is saved with the city", "run", city, "--from", state, "--seed", "2");
        refused(2, "not for --seeds", "run", city, "--from", state, "--seeds", "2");
        refused(3, "which it expects next", "run", Cli.townWithTrips(folder, 3), "--from", state);
        refused(3, "other trips come next", "run", city, "--from", state, "--model", "idm");
        refused(
                3,
                "no folder",
                "run",
                city,
                "--hours",
                "0.01",
                "--save",
                folder.resolve("none").resolve("x.state"));
        assertFalse(Files.exists(folder.resolve("none")));
        Path link = Files.createSymbolicLink(folder.resolve("link.state"), state);
        refused(3, "a link or a device", "run", city, "--hours", "0.01", "--force", "--save", link);
        refused(3, "a link or a device", "run", city, "--hours", "0.01", "--force", "--save", "/dev/null");
        refused(3, "no ordinary file", "run", city, "--from", "/dev/zero");
        byte[] bytes = Files.readAllBytes(state);
        bytes[bytes.length / 2] ^= 1;
        Files.write(state, bytes);
        refused(3, "it is damaged", "run", city, "--from", state);
    }

    /** The closure is in the saved city alone; the second run is not told of it. */
    @Test
    void aCityThatGoesOnNamesWhatIsInForceInIt() throws IOException {
        Path city = Cli.townFile(folder);
        Path state = folder.resolve("works.state");
        Path events = Files.writeString(folder.resolve("works.yaml"), "events:\n  - {weather: rain, to: \"09:00\"}\n");
        Cli first = Cli.run("run", city, "--hours", "0.05", "--events", events, "--save", state);
        assertEquals(0, first.exitCode(), first.err());
        String line = first.out()
                .lines()
                .filter(l -> l.startsWith("In force: weather"))
                .findFirst()
                .orElseThrow();
        Cli second = Cli.run("run", city, "--hours", "0.05", "--from", state);
        assertEquals(0, second.exitCode(), second.err());
        assertTrue(second.out().contains(line), second.out());
    }

    private static void refused(int code, String why, Object... words) {
        Cli ran = Cli.run(words);
        assertEquals(code, ran.exitCode(), ran.err());
        assertTrue(ran.err().contains(why), ran.err());
    }

    @Test
    void theSummaryNamesWhatWasInForceAndTheRunFollowsIt() throws IOException {
        Path city = Cli.townFile(folder);
        Map<String, String> without = results(city, "without", 7);
        Path events = Files.writeString(folder.resolve("works.yaml"), """
                events:
                  - {weather: heavy-snow, from: "07:31"}
                  - {weather: snow, from: "12:00"}
                """);
        Path out = folder.resolve("with");
        Cli ran = Cli.run("run", city, "--hours", "0.1", "--seed", 7, "--out", out, "--events", events);
        assertEquals(0, ran.exitCode(), ran.err());
        String said = "weather: 87 % of free speeds, 78 % of capacities, from 07:31:00 on";
        assertTrue(ran.out().contains("In force: " + said), ran.out());
        assertFalse(ran.out().contains("12:00"), ran.out());
        assertTrue(content(out).get("run.json").contains(said));
        assertTrue(content(out).get("summary.html").contains(said));
        assertFalse(without.get("trips.csv").equals(content(out).get("trips.csv")), "nobody minds the snow");
    }

    @Test
    void eventsOnRoadsThatAreNotThereAreRefusedWithTheirLine() throws IOException {
        Path events = Files.writeString(folder.resolve("works.yaml"), "events:\n  - close: moon\n");
        Cli ran = Cli.run("run", Cli.townFile(folder), "--hours", "0.1", "--events", events);
        assertEquals(3, ran.exitCode(), ran.err());
        assertTrue(ran.err().contains("works.yaml line 2: the city has no link \"moon\""), ran.err());
    }

    @Test
    void earlierResultsAreOnlyReplacedWhenForced() throws IOException {
        Path city = Cli.townFile(folder);
        Map<String, String> before = results(city, "out", 1);
        Path out = folder.resolve("out");
        Cli refused = Cli.run("run", city, "--hours", "0.1", "--seed", "2", "--out", out);
        assertEquals(3, refused.exitCode(), refused.err());
        assertTrue(refused.err().contains("--force"), refused.err());
        assertEquals(before, content(out));
        Cli forced = Cli.run("run", city, "--hours", "0.1", "--seed", "2", "--out", out, "--force");
        assertEquals(0, forced.exitCode(), forced.err());
        assertFalse(before.equals(content(out)));
    }

    @Test
    void aFolderWithOtherFilesIsNeverReplaced() throws IOException {
        Path out = Files.createDirectory(folder.resolve("home"));
        Files.writeString(out.resolve("letter.txt"), "precious");
        Cli ran = Cli.run("run", Cli.townFile(folder), "--hours", "0.01", "--out", out, "--force");
        assertEquals(3, ran.exitCode(), ran.err());
        assertTrue(ran.err().contains("letter.txt"), ran.err());
        assertEquals("precious", Files.readString(out.resolve("letter.txt")));
    }

    @Test
    void aFailedRunLeavesEarlierResultsAndNoDraft() throws IOException {
        Map<String, String> before = results(Cli.townFile(folder), "out", 1);
        Cli failed = Cli.run("run", folder.resolve("out"), "--out", folder.resolve("out"), "--force");
        assertEquals(3, failed.exitCode(), failed.err());
        assertEquals(before, content(folder.resolve("out")));
        try (Stream<Path> files = Files.list(folder)) {
            assertTrue(files.noneMatch(f -> f.getFileName().toString().startsWith(".out")));
        }
    }

    @Test
    void jsonHasTheFiguresAndNothingElseIsOnStandardOutput() {
        Cli ran = Cli.run("run", Cli.townFile(folder), "--hours", "0.05", "--json");
        assertTrue(ran.out().startsWith("{") && ran.out().strip().endsWith("}"), ran.out());
        assertTrue(ran.out().contains("\"simulated\" : true"), ran.out());
    }

    @Test
    void theSummaryAsksForNothingAndSaysWhatItIs() throws IOException {
        String html = results(Cli.townFile(folder), "out", 1).get("summary.html");
        assertTrue(html.contains("SIMULATED"));
        assertTrue(html.contains("default-src 'none'"));
        for (String request : List.of("http://", "https://", "src=", "href=", "url(", "@import", "<script")) {
            assertFalse(html.contains(request), request);
        }
    }

    @Test
    void aSeriesHasForEachSeedTheSameBytesAsARunOfThatSeedAlone() throws IOException {
        Path city = Cli.townFile(folder);
        Path out = folder.resolve("series");
        Cli ran = Cli.run("run", city, "--hours", "0.1", "--seed", 7, "--seeds", 3, "--out", out);
        assertEquals(0, ran.exitCode(), ran.err());
        assertTrue(ran.out().contains("3 seeds (7 to 9)"), ran.out());
        assertTrue(ran.out().contains("95 % interval"), ran.out());
        ran.out().lines().forEach(line -> assertTrue(line.length() <= 80, line));
        for (int seed = 7; seed <= 9; seed++) {
            assertEquals(results(city, "alone-" + seed, seed), content(out.resolve("seed-" + seed)));
        }
        assertEquals(
                List.of("seed-7", "seed-8", "seed-9", "seeds.csv", "seeds.parquet", "series.json", "summary.html"),
                names(out));
    }

    private static List<String> names(Path out) throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void twoThreadsGiveTheSameBytesAsOne() throws IOException {
        Path city = Cli.townFile(folder);
        Path out = folder.resolve("two");
        Cli ran = Cli.run("run", city, "--hours", "0.1", "--seed", 7, "--threads", 2, "--out", out);
        assertEquals(0, ran.exitCode(), ran.err());
        assertEquals(results(city, "one", 7), content(out));
    }

    @Test
    void aSeriesReplacesEarlierResultsOnlyWhenForcedAndThenWhole() throws IOException {
        Path city = Cli.townFile(folder);
        results(city, "out", 1);
        Path out = folder.resolve("out");
        assertEquals(
                3,
                Cli.run("run", city, "--hours", "0.02", "--seeds", 2, "--out", out)
                        .exitCode());
        assertEquals(FILES, names(out));
        assertEquals(
                0,
                Cli.run("run", city, "--hours", "0.02", "--seeds", 2, "--out", out, "--force")
                        .exitCode());
        assertEquals(
                List.of("seed-1", "seed-2", "seeds.csv", "seeds.parquet", "series.json", "summary.html"), names(out));
        assertEquals(
                0,
                Cli.run("run", city, "--hours", "0.02", "--out", out, "--force").exitCode());
        assertEquals(FILES, names(out));
        assertEquals(List.of("out", "town.gpkg"), names(folder));
    }

    @Test
    void aSeedFolderWithSomethingElseInItIsNeverReplaced() throws IOException {
        Path out = Files.createDirectories(folder.resolve("home").resolve("seed-1"))
                .getParent();
        Files.writeString(out.resolve("seed-1").resolve("letter.txt"), "precious");
        Cli ran = Cli.run("run", Cli.townFile(folder), "--hours", "0.01", "--seeds", 2, "--out", out, "--force");
        assertEquals(3, ran.exitCode(), ran.err());
        assertTrue(ran.err().contains("seed-1/letter.txt"), ran.err());
    }

    @Test
    void theCorridorsDiagramIsOnThePageAndAnUnknownLinkIsRefused() throws IOException {
        Path city = Cli.townWithTrips(folder, 300);
        Path out = folder.resolve("out");
        results(city, "plain", 1);
        String busiest = Files.readString(folder.resolve("plain").resolve("links.csv"))
                .lines()
                .skip(1)
                .max(java.util.Comparator.comparingDouble(line -> Double.parseDouble(line.split(",")[8])))
                .orElseThrow()
                .split(",")[0];
        Cli ran = Cli.run("run", city, "--corridor", busiest, "--out", out);
        assertEquals(0, ran.exitCode(), ran.err());
        assertTrue(Files.readString(out.resolve("summary.html")).contains("Time–space diagram of the corridor"));
        Cli refused = Cli.run("run", city, "--corridor", "atlantis");
        assertEquals(3, refused.exitCode());
        assertTrue(refused.err().contains("atlantis"), refused.err());
        assertTrue(refused.err().contains("links.csv"), refused.err());
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        Path city = Cli.townFile(folder);
        assertEquals(2, Cli.run("run", city, "--seeds", "0").exitCode());
        assertEquals(2, Cli.run("run", city, "--slice-minutes", "0").exitCode());
        assertEquals(2, Cli.run("run", city, "--threads", "0").exitCode());
    }

    @Test
    void theOtherModelGivesOtherResults() throws IOException {
        Path city = Cli.townFile(folder);
        String krauss = Cli.run("run", city, "--hours", "0.1", "--json").out();
        String idm = Cli.run("run", city, "--hours", "0.1", "--model", "idm", "--json")
                .out();
        assertFalse(withoutPace(krauss).equals(withoutPace(idm)));
        assertEquals(
                withoutPace(krauss),
                withoutPace(Cli.run("run", city, "--hours", "0.1", "--json").out()));
    }

    private static String withoutPace(String json) {
        return json.substring(0, json.indexOf("\"computing\""));
    }
}
