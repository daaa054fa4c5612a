package meridian.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import meridian.testkit.MeasuredCities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CityCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void showTellsWhatIsInTheTown() {
        Cli ran = Cli.run("city", "show", Cli.townFile(folder));
        assertEquals(0, ran.exitCode(), ran.err());
        assertTrue(ran.out().contains("Meridian Town"), ran.out());
        assertTrue(ran.out().contains("none of its own"), ran.out());
        ran.out().lines().forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @Test
    void showPrintsJson() {
        Cli ran = Cli.run("city", "show", "--json", Cli.townFile(folder));
        assertTrue(ran.out().startsWith("{") && ran.out().contains("\"name\" : \"Meridian Town\""), ran.out());
    }

    @Test
    void findingsAreNoFailureUnlessStrict() {
        Path town = Cli.townFile(folder);
        assertEquals(0, Cli.run("city", "validate", town).exitCode());
        int strict = Cli.run("city", "validate", "--strict", town).exitCode();
        assertTrue(strict == 0 || strict == 1);
    }

    @Test
    void aMeasuredCityIsImportedWithAReportOfWhatWasLeftOut() {
        Path bologna = measured("bologna/joined");
        Path file = folder.resolve("bologna.gpkg");
        Cli ran = Cli.run("city", "import", bologna, "-o", file);
        assertEquals(0, ran.exitCode(), ran.err());
        assertTrue(ran.out().contains("11,255"), ran.out());
        assertTrue(ran.out().contains("left out"), ran.out());
        ran.out().lines().forEach(line -> assertTrue(line.length() <= 80, line));
        assertTrue(Cli.run("city", "show", file).out().contains("13 with a given plan"));
    }

    private static Path measured(String name) {
        Optional<Path> found = MeasuredCities.find(name);
        assumeTrue(found.isPresent(), MeasuredCities.missing(name));
        return found.orElseThrow();
    }
}
