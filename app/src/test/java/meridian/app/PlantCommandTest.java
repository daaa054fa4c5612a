package meridian.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meridian.bench.sumo.Sumo;
import meridian.testkit.MeasuredCities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlantCommandTest {
    private static final Path EXAMPLE = Path.of("..", "docs", "examples", "line_plant.py");

    @TempDir
    private Path folder;

    /** A configuration of Cologne 1; the test is skipped where it or SUMO is not here. */
    private Path cologne() throws Exception {
        Path net = MeasuredCities.find("cologne/cologne1.net.xml").orElse(null);
        assumeTrue(net != null, MeasuredCities.missing("cologne"));
        assumeTrue(Sumo.find().isPresent(), "SUMO is not installed");
        return Files.writeString(
                folder.resolve("run.sumocfg"),
                "<configuration><input><net-file value=\"" + net + "\"/><route-files value=\""
                        + net.resolveSibling("cologne1.rou.xml")
                        + "\"/></input><time><begin value=\"25200\"/><end value=\"28800\"/></time></configuration>");
    }

    @Test
    void cologneInSumoCountsVehicles() throws Exception {
        Path configuration = cologne();
        Cli ran = Cli.run("plant", "check", "--sumo", configuration, "--seconds", "300");
        assertEquals(0, ran.exitCode(), ran.err());
        assertTrue(ran.out().matches("(?s).*of them silent +0\\n.*"), ran.out());
        // 2,015 trips an hour: some 170 in five minutes, most of them over three loops.
        assertTrue(ran.out().matches("(?s).*vehicles counted +[1-9][0-9]{2}\\n.*"), ran.out());
        ran.out().lines().forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @Test
    void maxPressureInSumoLosesLessTimeThanColognesOwnPlan() throws Exception {
        Path trips = folder.resolve("trips.xml");
        Cli ran = Cli.run(
                "plant", "control", "--sumo", cologne(), "--decider", "max-pressure", "--trips", trips, "--json");
        assertEquals(0, ran.exitCode(), ran.err());
        assertTrue(ran.out().contains("\"seconds\" : 3600"), ran.out());
        assertTrue(ran.out().contains("\"fallbacks\" : 0"), ran.out());
        Matcher loss = Pattern.compile("\"timeLossSeconds\" : ([0-9.]+)").matcher(ran.out());
        assertTrue(loss.find(), ran.out());
        // SUMO 1.15 alone, with the file's plan: 45.5 s. The best of seven published controllers: 25.8 s.
        double seconds = Double.parseDouble(loss.group(1));
        assertTrue(seconds > 15 && seconds < 45.5, ran.out());
    }

    @Test
    void aPlantOfAnotherCityIsNotControlled() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "Python 3 is not installed");
        Cli ran = Cli.run("plant", "control", "--line-program", "/usr/bin/python3 " + EXAMPLE, Cli.townFile(folder));
        assertEquals(3, ran.exitCode(), ran.out());
        assertTrue(ran.err().contains("its junctions are [J]"), ran.err());
    }

    @Test
    void theExampleOfTheLineProtocolIsHeard() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "Python 3 is not installed");
        Cli ran = Cli.run("plant", "check", "--line-program", "/usr/bin/python3 " + EXAMPLE, "--json");
        assertEquals(0, ran.exitCode(), ran.err());
        assertTrue(ran.out().contains("\"network\" : \"two streets\""), ran.out());
        assertTrue(ran.out().contains("\"seconds\" : 60"), ran.out());
        assertTrue(ran.out().contains("\"silent\" : [ ]"), ran.out());
    }

    @Test
    void whatCannotBeAPlantIsRefusedInOneLine() {
        assertEquals(2, Cli.run("plant", "check").exitCode());
        assertEquals(2, Cli.run("plant", "check", "--line", "nowhere").exitCode());
        assertEquals(
                2, Cli.run("plant", "check", "--line", "a:1", "--traci", "b:2").exitCode());
        assertEquals(2, Cli.run("plant", "check", "--traci", "localhost:1").exitCode());
        Cli nobody = Cli.run("plant", "check", "--line", "localhost:1");
        assertEquals(3, nobody.exitCode());
        assertTrue(nobody.err().contains("nobody answers there"), nobody.err());
        assertEquals(
                3, Cli.run("plant", "check", "--line-program", "echo hello").exitCode());
    }
}
