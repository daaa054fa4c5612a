package meridian.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import meridian.bench.sumo.Sumo;
import meridian.testkit.MeasuredCities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlantCheckCommandTest {
    private static final Path EXAMPLE = Path.of("..", "docs", "examples", "line_plant.py");

    @TempDir
    private Path folder;

    @Test
    void cologneInSumoCountsVehicles() throws Exception {
        Path net = MeasuredCities.find("cologne/cologne1.net.xml").orElse(null);
        assumeTrue(net != null, MeasuredCities.missing("cologne"));
        assumeTrue(Sumo.find().isPresent(), "SUMO is not installed");
        Path configuration = Files.writeString(
                folder.resolve("run.sumocfg"),
                "<configuration><input><net-file value=\"" + net + "\"/><route-files value=\""
                        + net.resolveSibling("cologne1.rou.xml")
                        + "\"/></input><time><begin value=\"25200\"/></time></configuration>");
        Cli ran = Cli.run("plant", "check", "--sumo", configuration, "--seconds", "300");
        assertEquals(0, ran.exitCode(), ran.err());
        assertTrue(ran.out().matches("(?s).*of them silent +0\\n.*"), ran.out());
        // 2,015 trips an hour: some 170 in five minutes, most of them over three loops.
        assertTrue(ran.out().matches("(?s).*vehicles counted +[1-9][0-9]{2}\\n.*"), ran.out());
        ran.out().lines().forEach(line -> assertTrue(line.length() <= 80, line));
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
