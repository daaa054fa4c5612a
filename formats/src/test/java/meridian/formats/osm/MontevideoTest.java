package meridian.formats.osm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.City;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The whole of Montevideo. The numbers are those of the issue that asked for it, counted apart from this code. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MontevideoTest {
    private final ReadReport report = new ReadReport();
    private City city;

    @BeforeAll
    void read() {
        Optional<Path> tiles = MvtFixtures.find("osm-qa-montevideo");
        assumeTrue(tiles.isPresent(), MvtFixtures.missing());
        city = new QaTilesReader().read(List.of(tiles.get()), report, Progress.NONE);
    }

    private long took(String what) {
        return report.taken().getOrDefault(what, 0L);
    }

    @Test
    void itsDrivableWaysAreTwoThousandNineHundredAndFortySixKilometresLong() {
        // On the sphere that the count was made on; on the ellipsoid the same ways are 0.15 % shorter.
        assertEquals(2_946_000, took("metre of drivable way"), 6_000);
    }

    @Test
    void atLeastNinetyNineOfAHundredVerticesAreInOneNetwork() {
        double share = (double) took("vertex of the connected network") / took("vertex of drivable ways");
        assertTrue(share >= 0.99, "share " + share);
    }

    @Test
    void itsSignalNodesAreClusteredToJunctions() {
        assertEquals(1_077, took("signal node"));
        assertEquals(681, took("signal cluster"));
    }

    @Test
    void itHasTheExpectedPlaces() {
        assertEquals(3_799, took("platform"));
        assertEquals(225, took("school"));
        assertEquals(35, took("hospital"));
        assertEquals(205_657, city.places().addresses().size());
        assertEquals(18, took("substation"));
    }

    @Test
    void itKnowsItsName() {
        assertEquals("Montevideo", city.name());
        assertEquals(List.of("© OpenStreetMap contributors"), city.attributions());
    }
}
