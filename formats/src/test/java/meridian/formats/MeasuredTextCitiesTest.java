package meridian.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import meridian.formats.citybrain.CityBrainReader;
import meridian.formats.cityflow.CityFlowReader;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.signal.SignalPlan;
import meridian.testkit.MeasuredCities;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Cities of CityFlow and of the City Brain Challenge; numbers are counted in the files themselves. */
class MeasuredTextCitiesTest {
    private final ReadReport report = new ReadReport();

    private City read(CityReader reader, String name) {
        Assumptions.assumeTrue(MeasuredCities.find(name).isPresent(), MeasuredCities.missing(name));
        Path folder = MeasuredCities.find(name).orElseThrow();
        assertTrue(reader.recognises(folder), name + " is recognised");
        City city = reader.read(List.of(folder), report, Progress.NONE);
        assertEquals(List.of(), report.skipped());
        return city;
    }

    private static void assertSizes(City city, int nodes, int links, int movements, int signals, int trips) {
        assertEquals(nodes, city.network().nodes().size(), "nodes");
        assertEquals(links, city.network().links().size(), "links");
        assertEquals(movements, city.network().movements().size(), "movements");
        assertEquals(signals, city.signals().size(), "signals");
        assertEquals(trips, city.trips().size(), "trips");
    }

    @Test
    void hangzhouIsReadWhole() {
        City city = read(new CityFlowReader(), "hangzhou");
        assertSizes(city, 32, 80, 576, 16, 2_983);
        assertTrue(city.trips().stream().allMatch(Trip::fixed), "every route names all its roads");
        assertEquals(245, city.signals().getFirst().plan().cycleSeconds());
    }

    @Test
    void jinanIsReadWhole() {
        assertSizes(read(new CityFlowReader(), "jinan"), 26, 62, 432, 12, 6_295);
    }

    @Test
    void nanchangIsReadWholeAndItsPlansAreMarkedAsAssumed() {
        City city = read(new CityBrainReader(), "nanchang");
        assertEquals(2_048, city.network().nodes().size());
        assertEquals(6_024, city.network().links().size());
        assertEquals(859, city.signals().size());
        assertEquals(126_669, city.trips().size());
        assertTrue(city.signals().stream().allMatch(s -> s.plan().source() == SignalPlan.Source.ASSUMED));
    }
}
