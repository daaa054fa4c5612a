package meridian.formats.osm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.City;
import meridian.model.place.Area;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two tiles beside each other, 8 km wide, with a street that their border cuts. */
class QaTilesReaderTest {
    private static final int E = TileWriter.EXTENT;
    /** About 77 m here. */
    private static final int STEP = 10_000;

    @TempDir
    Path folder;

    private final ReadReport report = new ReadReport();
    private final TileWriter west = new TileWriter();
    private final TileWriter east = new TileWriter();

    private City read() {
        west.in(folder, "12-1408-2471.mvt");
        east.in(folder, "12-1409-2471.mvt.gz");
        return new QaTilesReader().read(List.of(folder), report, Progress.NONE);
    }

    private void cutStreet() {
        west.line(7, new int[] {E - 3 * STEP, STEP, E, STEP}, "highway", "residential", "name", "Long Street");
        east.line(7, new int[] {0, STEP, 2 * STEP, STEP}, "highway", "residential", "name", "Long Street");
    }

    @Test
    void aStreetCutAtATileBorderIsOneStreet() {
        cutStreet();
        City city = read();
        assertEquals(2, city.network().links().size());
        // By hand: 50,000 of 2^32 units around the equator, times cos 34.814° and 1.0011 for the flattened earth.
        assertEquals(383.4, city.network().link(0).lengthMeters(), 0.2);
    }

    @Test
    void streetsThatTheBorderCutsAtOnePointDoNotMeetThere() {
        cutStreet();
        west.line(8, new int[] {E - 3 * STEP, 2 * STEP, E, STEP}, "highway", "residential");
        east.line(8, new int[] {0, STEP, 2 * STEP, 0}, "highway", "residential");
        west.line(9, new int[] {E - 3 * STEP, STEP, E - 3 * STEP, 2 * STEP}, "highway", "residential");
        City city = read();
        // One chain of three streets with two ends: no junction at the border.
        assertTrue(
                city.network().nodes().stream().allMatch(n -> n.control() == meridian.model.network.NodeControl.NONE));
    }

    @Test
    void anObjectInTwoTilesIsTakenOnce() {
        cutStreet();
        west.point(5, E, STEP, "amenity", "school", "name", "Border School");
        east.point(5, 0, STEP, "amenity", "school", "name", "Border School");
        west.polygon(6, new int[] {E - STEP, 0, E, 0, E, STEP, E - STEP, STEP}, "amenity", "hospital");
        east.polygon(6, new int[] {0, 0, STEP, 0, STEP, STEP, 0, STEP}, "amenity", "hospital");
        City city = read();
        assertEquals(2, city.places().points().size());
        assertEquals(
                2,
                city.places().areas().stream()
                        .filter(a -> a.kind() == Area.Kind.CAMPUS)
                        .count());
    }

    @Test
    void noContributorIsInTheCityOrTheReport() {
        cutStreet();
        west.point(5, 100, 100, "addr:housenumber", "12", "addr:street", "Long Street", "note", "by someone");
        west.point(6, 200, 100, "shop", "books", "name", TileWriter.CONTRIBUTOR);
        City city = read();
        for (String text : Strings.in(city, report.taken(), report.skipped())) {
            assertFalse(
                    text.contains(TileWriter.CONTRIBUTOR) || text.contains("123456") || text.contains("987654321"),
                    text);
            assertFalse(text.contains("someone"), text);
        }
    }

    @Test
    void theShoreHasLandOnItsLeftAndWaterOnItsRight() {
        cutStreet();
        west.line(
                3,
                new int[] {0, 5 * STEP, E, 5 * STEP},
                "note",
                "Please don't tag as coastline. It is a river's shore");
        east.line(
                3,
                new int[] {0, 5 * STEP, E, 5 * STEP},
                "note",
                "Please don't tag as coastline. It is a river's shore");
        City city = read();
        Area sea = city.places().areas().getFirst();
        assertEquals(Area.Kind.WATER, sea.kind());
        double street = city.network().box().maxY();
        assertTrue(sea.rings().getFirst().box().maxY() < street, "the sea is south of the street");
    }

    @Test
    void tilesAreRecognisedByTheirNames() {
        cutStreet();
        read();
        QaTilesReader reader = new QaTilesReader();
        assertTrue(reader.recognises(folder));
        assertTrue(reader.recognises(folder.resolve("12-1408-2471.mvt")));
        assertFalse(reader.recognises(folder.resolve("12-9999999-1.mvt")));
        assertFalse(reader.recognises(folder.resolveSibling("nothing")));
    }
}
