package meridian.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import meridian.testkit.MeasuredCities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real cities with real demand, from their own files to the last arrival. */
final class MeasuredRunsTest {
    /** SUMO 1.15 on the same files with the real signal plans. */
    private static final double BOLOGNA_SECONDS = 353.4;

    private static final double TOLERANCE = 0.15;

    private static Object[] command(String files, String... more) {
        List<Object> command = new ArrayList<>(List.of("run", "--json"));
        for (String name : files.split(" ")) {
            Path file = MeasuredCities.find(name).orElse(null);
            assumeTrue(file != null, MeasuredCities.missing(name));
            command.add(file);
        }
        command.addAll(List.of(more));
        return command.toArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bologna/acosta",
                "hangzhou",
                "jinan",
                "cologne/cologne1.net.xml cologne/cologne1.rou.xml",
                "cologne/cologne8.net.xml cologne/cologne8.rou.xml",
                "ingolstadt",
                "hamburg/run_simulation.sumocfg"
            })
    void everyTripArrives(String files) {
        Cli ran = Cli.run(command(files));
        assertEquals(0, ran.exitCode(), ran.err());
        assertTrue(ran.out().contains("\"ALL_ARRIVED\""), ran.out());
        assertTrue(ran.out().contains("\"unroutable\" : 0"), ran.out());
    }

    @Test
    void bolognaTakesAsLongAsSumoSays() {
        Cli ran = Cli.run(command("bologna/joined"));
        assertEquals(0, ran.exitCode(), ran.err());
        double mean = Double.parseDouble(
                ran.out().replaceFirst("(?s).*\"travelSeconds\" : \\{\\s*\"mean\" : ([\\d.]+).*", "$1"));
        assertEquals(BOLOGNA_SECONDS, mean, TOLERANCE * BOLOGNA_SECONDS);
    }

    /** All 126,669 trips of Nanchang take ten minutes of computing; its first minutes are enough here. */
    @Test
    void nanchangBegins() {
        Cli ran = Cli.run(command("nanchang", "--hours", "0.05"));
        assertEquals(0, ran.exitCode(), ran.err());
        assertTrue(ran.out().contains("\"TIME_UP\""), ran.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"monaco/monaco.osm.pbf", "geneva/geneva.osm.pbf"})
    void aCityWithoutTripsRunsOnComputedDemand(String files) {
        Cli ran = Cli.run(command(files, "--hours", "0.1"));
        assertEquals(0, ran.exitCode(), ran.err());
        assertTrue(ran.out().contains("computed from"), ran.out());
    }
}
