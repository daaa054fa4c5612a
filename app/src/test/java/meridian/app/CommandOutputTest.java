package meridian.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import meridian.formats.cityfile.CityFile;
import meridian.model.City;
import meridian.testkit.MeasuredCities;
import meridian.testkit.Town;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What commands print: lines for a narrow screen, JSON for programs, and a failure where it could not be printed. */
final class CommandOutputTest {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @TempDir
    private Path folder = Path.of("");

    private static void assertNarrow(Cli ran) {
        ran.out().lines().forEach(line -> assertTrue(line.codePointCount(0, line.length()) <= 80, line));
    }

    private void assertJson(Object... command) {
        List<Object> words = new ArrayList<>(Arrays.asList(command));
        words.add("--json");
        Cli ran = Cli.run(words.toArray());
        assertEquals(0, ran.exitCode(), ran.err());
        assertFalse(STRICT.readTree(ran.out()).isMissingNode(), ran.out());
    }

    @Test
    void jsonIsAllThatIsOnStandardOutput() {
        Path town = Cli.townFile(folder);
        assertJson("version");
        assertJson("city", "import", town, "-o", folder.resolve("copy.gpkg"));
        assertJson("city", "show", town);
        assertJson("city", "validate", town);
        assertJson("run", town, "--hours", "0.02", "--out", folder.resolve("out"));
        Cli doctor = Cli.run("doctor", "--json");
        assertTrue(STRICT.readTree(doctor.out()).isArray(), doctor.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hamburg", "monaco/monaco.osm.pbf", "hangzhou"})
    void nothingIsWiderThanTheScreen(String name) {
        Path city = MeasuredCities.find(name).orElse(null);
        assumeTrue(city != null, MeasuredCities.missing(name));
        assertNarrow(Cli.run("city", "import", city, "-o", folder.resolve("city.gpkg")));
        assertNarrow(Cli.run("city", "show", folder.resolve("city.gpkg")));
        assertNarrow(Cli.run("city", "validate", "--all", folder.resolve("city.gpkg")));
        assertNarrow(Cli.run("run", folder.resolve("city.gpkg"), "--hours", "0.02"));
    }

    @Test
    void showTellsRoadsLanesJunctionsSignalsAndPlacesByKind() {
        Cli ran = Cli.run("city", "show", Cli.townFile(folder));
        for (String row : List.of("roads ", "lanes ", "junctions ", "signals ", "places ", "1 hospital", "school")) {
            assertTrue(ran.out().contains(row), row + " in " + ran.out());
        }
    }

    @Test
    void aPlaceThatIsNotOnTheEarthIsGivenInMetres() {
        Optional<Path> hangzhou = MeasuredCities.find("hangzhou");
        assumeTrue(hangzhou.isPresent(), MeasuredCities.missing("hangzhou"));
        String out = Cli.run("city", "validate", hangzhou.orElseThrow()).out();
        assertTrue(out.contains("dead end at road_1_1_2 (x -800 m, y 6 m)"), out);
    }

    @Test
    void aCityOfTwoFilesIsNamedAfterItsNetwork() {
        Optional<Path> roads = MeasuredCities.find("nanchang/roadnet_nanchang.txt");
        Optional<Path> flow = MeasuredCities.find("nanchang/flow_nanchang.txt");
        assumeTrue(roads.isPresent() && flow.isPresent(), MeasuredCities.missing("nanchang"));
        Cli ran = Cli.run("city", "show", flow.orElseThrow(), roads.orElseThrow());
        assertTrue(ran.out().startsWith("city       roadnet_nanchang\n"), ran.out());
    }

    @Test
    void routesThatLieBesideANetworkAreSaidOnStandardError() {
        Optional<Path> net = MeasuredCities.find("cologne/cologne1.net.xml");
        assumeTrue(net.isPresent(), MeasuredCities.missing("cologne"));
        for (String command : List.of("city show", "city validate", "run --hours 0.01")) {
            List<Object> words = new ArrayList<>(Arrays.asList((Object[]) command.split(" ")));
            words.add(net.orElseThrow());
            Cli ran = Cli.run(words.toArray());
            assertTrue(ran.err().contains("cologne1.rou.xml as well"), ran.err());
        }
    }

    /** The program in a process of its own. */
    private Process start(ProcessBuilder.Redirect out, Path err, Object... words) throws IOException {
        return start("-Xmx1g", out, err, words);
    }

    private Process start(String memory, ProcessBuilder.Redirect out, Path err, Object... words) throws IOException {
        List<String> command = Cli.program(words);
        command.add(1, memory);
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out).redirectError(err.toFile());
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }

    private static int end(Process process) throws InterruptedException {
        assertTrue(process.waitFor(120, TimeUnit.SECONDS), "it does not end");
        return process.exitValue();
    }

    @Test
    void dataThatCannotBePrintedIsAFailure() throws Exception {
        File full = new File("/dev/full");
        assumeTrue(full.exists(), "no /dev/full here");
        Path err = folder.resolve("err");
        Process process = start(ProcessBuilder.Redirect.to(full), err, "city", "show", Cli.townFile(folder));
        assertEquals(ExitCode.FAILURE, end(process));
        String said = Files.readString(err);
        assertTrue(said.contains("standard output: No space left on device"), said);
        assertEquals(1, said.lines().count(), said);
    }

    @Test
    void tooLittleMemoryIsSaidWithTheWayToMore() throws Exception {
        Path nanchang = MeasuredCities.find("nanchang").orElse(null);
        assumeTrue(nanchang != null, MeasuredCities.missing("nanchang"));
        Path err = folder.resolve("err");
        Process process = start("-Xmx24m", ProcessBuilder.Redirect.DISCARD, err, "city", "show", nanchang);
        assertEquals(ExitCode.FAILURE, end(process));
        String said = Files.readString(err).lines().toList().getLast();
        assertTrue(said.contains("MiB are not enough") && said.contains("MERIDIAN_JAVA_OPTS"), said);
    }

    @Test
    void aNameCannotCommandTheTerminal() {
        City town = Town.city();
        Path file = folder.resolve("town.gpkg");
        CityFile.write(
                new City(
                        "\u001b[2JTown\u009b31m",
                        town.projection(),
                        town.network(),
                        town.signals(),
                        town.places(),
                        List.of(),
                        List.of("\u0007bell")),
                file);
        Cli ran = Cli.run("city", "import", file, "-o", folder.resolve("copy.gpkg"));
        String all = ran.out() + ran.err() + Cli.run("city", "show", file).out();
        assertTrue(all.contains("·[2JTown·31m"), all);
        assertTrue(all.codePoints().allMatch(c -> c == '\n' || !Character.isISOControl(c)), all);
    }

    @Test
    void namesArePrintedInUtf8WhateverTheLocale() throws Exception {
        Path geneva = MeasuredCities.find("geneva/geneva.osm.pbf").orElse(null);
        assumeTrue(geneva != null, MeasuredCities.missing("geneva"));
        Path out = folder.resolve("out");
        Process process = start(
                ProcessBuilder.Redirect.to(out.toFile()), folder.resolve("err"), "city", "show", "--json", geneva);
        assertEquals(0, end(process));
        assertEquals(
                "Genève", STRICT.readTree(Files.readAllBytes(out)).get("name").asString());
    }

    @Test
    void ctrlCEndsAnImportWith130AndLeavesTheEarlierFile() throws Exception {
        Path geneva = MeasuredCities.find("geneva/geneva.osm.pbf").orElse(null);
        assumeTrue(geneva != null, MeasuredCities.missing("geneva"));
        Path town = Cli.townFile(folder);
        byte[] before = Files.readAllBytes(town);
        Path err = folder.resolve("err");
        Process process = start(ProcessBuilder.Redirect.DISCARD, err, "city", "import", geneva, "-o", town);
        while (process.isAlive() && !isReading(process)) {
            Thread.sleep(20);
        }
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
        int code = end(process);
        assumeTrue(code != 0, "the import was faster than the signal");
        assertEquals(ExitCode.INTERRUPTED, code, () -> text(err));
        assertTrue(Arrays.equals(before, Files.readAllBytes(town)), "the earlier file has changed");
        try (var files = Files.list(folder)) {
            assertTrue(files.noneMatch(f -> f.toString().endsWith(".draft")), "a draft was left behind");
        }
    }

    /** Whether the program has got as far as opening its source. */
    private static boolean isReading(Process process) {
        try (var files = Files.list(Path.of("/proc", String.valueOf(process.pid()), "fd"))) {
            return files.anyMatch(f -> target(f).endsWith(".pbf"));
        } catch (IOException e) {
            return true;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
