package meridian.formats.osm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.City;
import meridian.model.geo.LonLat;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;
import meridian.model.network.Movement;
import meridian.model.network.NodeControl;
import meridian.model.place.Area;
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
    void everyLaneLeadsSomewhereAndEveryLinkIsReached() {
        assertEquals(List.of(), Soundness.faults(city.network()));
    }

    @Test
    void itHasASignalPlanForEverySignalledMovement() {
        assertTrue(city.signals().size() >= 675, city.signals().size() + " controllers");
        assertTrue(city.network().movements().stream()
                .filter(m -> city.network().node(m.node()).control() == NodeControl.SIGNALS)
                .allMatch(Movement::signalled));
    }

    @Test
    void noLinkIsTooShortForACarInsideAJunction() {
        assertTrue(city.network().links().stream().allMatch(l -> l.lengthMeters() >= 4));
    }

    @Test
    void theRiverIsWaterAndTheCityHallIsNot() {
        Area sea = city.places().areas().getFirst();
        assertEquals(Area.Kind.WATER, sea.kind());
        assertTrue(contains(sea.rings().getFirst(), new LonLat(-56.19, -34.925)), "in front of the Rambla");
        assertTrue(contains(sea.rings().getFirst(), new LonLat(-56.225, -34.89)), "in the bay");
        assertFalse(contains(sea.rings().getFirst(), new LonLat(-56.1866, -34.9060)), "the Intendencia");
        assertFalse(contains(sea.rings().getFirst(), new LonLat(-56.1645, -34.8941)), "the stadium");
    }

    private boolean contains(Polyline ring, LonLat place) {
        Point at = city.projection().toPlane(place);
        boolean in = false;
        for (int i = 0; i + 1 < ring.size(); i++) {
            boolean crosses = ring.y(i) > at.yMeters() != ring.y(i + 1) > at.yMeters();
            if (crosses
                    && at.xMeters()
                            < (ring.x(i + 1) - ring.x(i)) * (at.yMeters() - ring.y(i)) / (ring.y(i + 1) - ring.y(i))
                                    + ring.x(i)) {
                in = !in;
            }
        }
        return in;
    }

    @Test
    void noContributorOfTheRealDataIsInTheCityOrTheReport() throws IOException {
        Set<String> contributors =
                TileContributors.in(MvtFixtures.find("osm-qa-montevideo").orElseThrow());
        assertTrue(contributors.size() > 300, contributors.size() + " contributors");
        Set<String> shown = Strings.in(city, report.taken(), report.skipped());
        shown.retainAll(contributors);
        assertEquals(Set.of(), shown);
    }

    @Test
    void itKnowsItsName() {
        assertEquals("Montevideo", city.name());
        assertEquals(List.of("© OpenStreetMap contributors"), city.attributions());
    }
}
