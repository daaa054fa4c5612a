package meridian.formats.sumo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.City;
import meridian.model.geo.LonLat;
import meridian.model.geo.Projection;
import meridian.testkit.MeasuredCities;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The measured cities of SUMO, as they lie in shared/data; numbers are counted in the files themselves with grep. */
class SumoCitiesTest {
    private final ReadReport report = new ReadReport();

    private SumoScenario read(String... names) {
        List<Path> files = Arrays.stream(names)
                .map(name -> {
                    Assumptions.assumeTrue(MeasuredCities.find(name).isPresent(), MeasuredCities.missing(name));
                    return MeasuredCities.find(name).orElseThrow();
                })
                .toList();
        return new SumoReader().readScenario(files, report, Progress.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "bologna/joined, 162, 271, 585, 13, 11255",
        "bologna/acosta, 112, 179, 347, 7, 8779",
        "bologna/acosta-pedestrians, 112, 178, 351, 7, 0",
        "cologne/cologne1.net.xml, 9, 10, 25, 1, 2015",
        "cologne/cologne8.net.xml, 78, 149, 352, 8, 2046",
        "ingolstadt, 8, 11, 18, 1, 1716",
        "hamburg, 422, 617, 1503, 43, 7098"
    })
    void everyMeasuredCityIsReadWhole(String name, int nodes, int links, int movements, int signals, int trips) {
        City city = read(name).city();
        assertEquals(nodes, city.network().nodes().size(), "nodes");
        assertEquals(links, city.network().links().size(), "links");
        assertEquals(movements, city.network().movements().size(), "movements");
        assertEquals(signals, city.signals().size(), "signals");
        assertEquals(trips, city.trips().size(), "trips");
    }

    @Test
    void bolognaRunsThePlansOfItsAdditionalFileAndNotTheOnesOfTheNetwork() {
        City city = read("bologna/joined").city();
        assertTrue(city.signals().stream().allMatch(s -> s.plan().id().equals("utopia")));
        assertEquals(
                0,
                report.skipped().stream()
                        .filter(s -> s.what().equals("vehicle"))
                        .count());
    }

    @Test
    void colognesTripsKeepTheTimeOfDayOfTheirFile() {
        City city = read("cologne/cologne8.net.xml", "cologne/cologne8.rou.xml").city();
        assertEquals(25_200, city.trips().getFirst().departSeconds());
    }

    @Test
    void hamburgLiesInHamburg() {
        City city = read("hamburg").city();
        LonLat middle = city.projection().toEarth(city.network().box().center());
        assertEquals(9.98, middle.lonDegrees(), 0.05);
        assertEquals(53.56, middle.latDegrees(), 0.05);
    }

    @Test
    void bolognaOfTheYear2014IsNotTiedToTheEarth() {
        assertEquals(
                new Projection.Unreferenced(), read("bologna/joined").city().projection());
    }

    @Test
    void peopleOnFootAreCountedAndLeftOut() {
        read("bologna/acosta-pedestrians/acosta_peds.net.xml", "bologna/acosta-pedestrians/persontrips.xml");
        assertEquals(
                7_200,
                report.skipped().stream()
                        .filter(s -> s.what().equals("person"))
                        .mapToLong(ReadReport.Skipped::count)
                        .sum());
    }
}
