package meridian.formats.cityfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.formats.sumo.SumoReader;
import meridian.model.BadInput;
import meridian.model.City;
import meridian.model.demand.LinkPath;
import meridian.model.demand.StopVisit;
import meridian.model.demand.Trip;
import meridian.model.demand.VehicleType;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;
import meridian.model.network.Conflicts;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.place.Address;
import meridian.model.place.Area;
import meridian.model.place.Building;
import meridian.model.place.Place;
import meridian.model.place.PlaceKind;
import meridian.model.place.Places;
import meridian.model.place.Settlement;
import meridian.model.place.Stop;
import meridian.model.signal.Actuation;
import meridian.model.signal.SignalController;
import meridian.model.signal.SignalPhase;
import meridian.model.signal.SignalPlan;
import meridian.testkit.MeasuredCities;
import meridian.testkit.Town;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CityFileTest {
    @TempDir
    Path folder;

    /** The town with one of everything that a city may hold. */
    private static City town() {
        City town = Town.city();
        Polyline ring = Polyline.of(new double[] {0, 10, 10, 0}, new double[] {0, 0, 10, 0});
        Places places = new Places(
                List.of(new Stop("s1", "Plaza", new Point(1.1, 2.2), 0, 0, 3, 23, List.of("104", "Línea 7"))),
                List.of(new Place("p1", PlaceKind.HOSPITAL, "Hospital de Clínicas", new Point(0.1, 1e-9))),
                List.of(new Building(ring, 7.5, true)),
                List.of(new Area(Area.Kind.PARK, "Parque", List.of(ring, ring.reversed()))),
                List.of(
                        new Address("Calle A", "1", new Point(1, 2)),
                        new Address("Calle B", "", new Point(-1, 2)),
                        new Address("Calle A", "3 bis", new Point(1, 1.0 / 3))),
                List.of(new Settlement("Centro", Map.of("zh", "中心", "en", "Centre"), new Point(0, 0), 2)));
        Trip trip = new Trip(
                "t",
                VehicleType.CAR,
                12.5,
                LinkPath.of(0),
                true,
                List.of(new StopVisit(0, 0, 5, 10, -1)),
                Trip.Departure.USUAL,
                -1);
        Trip open = Trip.between("u", VehicleType.CAR.withId("other"), 13, 0, 1);
        return new City(
                town.name(),
                town.projection(),
                town.network(),
                town.signals(),
                places,
                List.of(trip, open),
                List.of("© OpenStreetMap contributors", "© Ayuntamiento"));
    }

    private static void assertSame(City expected, City actual) {
        assertEquals(expected.name(), actual.name());
        assertEquals(expected.projection(), actual.projection());
        assertEquals(expected.attributions(), actual.attributions());
        assertSame(expected.network(), actual.network());
        assertEquals(expected.signals(), actual.signals());
        assertEquals(expected.places(), actual.places());
        assertEquals(expected.trips(), actual.trips());
    }

    private static void assertSame(Network expected, Network actual) {
        assertEquals(expected.nodes(), actual.nodes());
        assertEquals(expected.links(), actual.links());
        assertEquals(expected.movements(), actual.movements());
        assertEquals(expected.crossings(), actual.crossings());
        for (int node = 0; node < expected.nodes().size(); node++) {
            assertEquals(expected.conflicts(node), actual.conflicts(node));
        }
    }

    @Test
    void aCityThatWasWrittenAndReadEqualsItselfToTheLastBit() {
        Path file = folder.resolve("town.gpkg");
        CityFile.write(town(), file);
        assertSame(town(), CityFile.read(file));
    }

    @Test
    void equalCitiesGiveEqualBytes() throws IOException {
        Path first = folder.resolve("first.gpkg");
        Path second = folder.resolve("second.gpkg");
        CityFile.write(town(), first);
        CityFile.write(CityFile.read(first), second);
        assertEquals(-1, Files.mismatch(first, second));
    }

    @Test
    void bolognaSurvivesWithItsSignalsAndTrips() {
        Assumptions.assumeTrue(
                MeasuredCities.find("bologna/joined").isPresent(), MeasuredCities.missing("bologna/joined"));
        City bologna = new SumoReader()
                .read(List.of(MeasuredCities.find("bologna/joined").orElseThrow()), new ReadReport(), Progress.NONE);
        Path file = folder.resolve("bologna.gpkg");
        CityFile.write(bologna, file);
        assertSame(bologna, CityFile.read(file));
    }

    @Test
    void whatIsNotAskedForIsNotRead() {
        Path file = folder.resolve("town.gpkg");
        CityFile.write(town(), file);
        City lean = CityFile.read(file, Set.of(Part.STOPS));
        assertSame(town().network(), lean.network());
        assertEquals(town().places().stops(), lean.places().stops());
        assertEquals(List.of(), lean.places().addresses());
        assertEquals(List.of(), lean.trips());
    }

    @Test
    void namesWithOddLettersAreFilesToo() {
        Path file = folder.resolve("a b%20?#ñ.gpkg");
        CityFile.write(town(), file);
        assertEquals(Town.NAME, CityFile.read(file).name());
    }

    @Test
    void aGisFindsEveryFeatureTableAndItsGeometry() throws SQLException {
        Path file = folder.resolve("town.gpkg");
        CityFile.write(town(), file);
        try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement s = c.createStatement()) {
            for (String table : List.of("node", "link", "building", "place", "stop", "area", "settlement")) {
                try (ResultSet row = s.executeQuery("SELECT c.data_type, g.geometry_type_name, g.srs_id, t.geom FROM "
                        + "gpkg_contents c JOIN gpkg_geometry_columns g USING (table_name), " + table
                        + " t WHERE c.table_name = '" + table + "' LIMIT 1")) {
                    assertTrue(row.next(), table);
                    assertEquals("features", row.getString(1));
                    assertEquals(4326, row.getInt(3));
                    byte[] blob = row.getBytes(4);
                    assertEquals("GP", new String(blob, 0, 2, java.nio.charset.StandardCharsets.US_ASCII));
                    int header = (blob[3] & 0x0e) == 0 ? 8 : 40;
                    int type = List.of("POINT", "LINESTRING", "POLYGON").indexOf(row.getString(2)) + 1;
                    assertEquals(1, blob[header], "little-endian");
                    assertEquals(type, blob[header + 1], "well-known binary of " + row.getString(2));
                }
            }
            try (ResultSet check = s.executeQuery("PRAGMA integrity_check")) {
                assertEquals("ok", check.getString(1));
            }
        }
    }

    @Test
    void theGeometryOfTheGisIsTheOneOfThePlane() throws Exception {
        Path file = folder.resolve("town.gpkg");
        City town = town();
        CityFile.write(town, file);
        try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement s = c.createStatement();
                ResultSet row = s.executeQuery("SELECT geom FROM link WHERE fid = 1")) {
            byte[] blob = row.getBytes(1);
            var line = new org.locationtech.jts.io.WKBReader().read(Arrays.copyOfRange(blob, 40, blob.length));
            var first = line.getCoordinate();
            Point back = town.projection().toPlane(new meridian.model.geo.LonLat(first.x, first.y));
            assertEquals(0, back.distanceMeters(town.network().link(0).shape().first()), 1e-6);
        }
    }

    private static void assertRefused(Path file, String... parts) {
        BadInput refusal = assertThrows(BadInput.class, () -> CityFile.read(file));
        assertTrue(refusal.getMessage().startsWith(file.toString()), refusal.getMessage());
        for (String part : parts) {
            assertTrue(refusal.getMessage().contains(part), () -> "\"" + part + "\" in: " + refusal.getMessage());
        }
    }

    private Path changed(String sql) throws SQLException {
        Path file = folder.resolve("changed.gpkg");
        CityFile.write(town(), file);
        try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement s = c.createStatement()) {
            s.executeUpdate(sql);
        }
        return file;
    }

    @Test
    void aCityWithActuatedSignalsIsTheSameAfterwardsAndOnlyThenOfVersion2() throws SQLException, IOException {
        City plain = town();
        SignalController first = plain.signals().getFirst();
        SignalPlan plan = first.plan();
        List<SignalPhase> phases = plan.phases().stream()
                .map(p -> new SignalPhase(p.durationSeconds(), p.durationSeconds() / 2, 1e6 / 3, p.aspects()))
                .toList();
        SignalPlan actuated =
                new SignalPlan(plan.id(), plan.offsetSeconds(), phases, plan.source(), new Actuation(3.3, 2, 1.7));
        List<SignalController> signals = new ArrayList<>(plain.signals());
        signals.set(0, new SignalController(first.id(), first.nodes(), first.groups(), actuated));
        City city = new City(
                plain.name(),
                plain.projection(),
                plain.network(),
                signals,
                plain.places(),
                plain.trips(),
                plain.attributions());
        Path old = folder.resolve("plain.gpkg");
        Path file = folder.resolve("actuated.gpkg");
        CityFile.write(plain, old);
        CityFile.write(city, file);
        assertEquals(city.signals(), CityFile.read(file).signals());
        assertEquals(plain.signals(), CityFile.read(old).signals());
        assertEquals(1, version(old));
        assertEquals(2, version(file));
    }

    private static int version(Path file) throws SQLException {
        try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement s = c.createStatement();
                ResultSet row = s.executeQuery("SELECT format_version FROM meridian_city")) {
            return row.getInt(1);
        }
    }

    @Test
    void haltsInBaysAreTheSameAfterwards() throws SQLException {
        City plain = town();
        List<Trip> trips = new ArrayList<>(plain.trips());
        Trip first = trips.getFirst();
        trips.set(
                0,
                new Trip(
                        first.id(),
                        first.type(),
                        first.departSeconds(),
                        first.path(),
                        first.fixed(),
                        List.of(new StopVisit(0, 0, 5, 10, -1, true), new StopVisit(0, 0, 7, 10, 90)),
                        first.departure(),
                        first.arrivalMeters()));
        City city = new City(
                plain.name(),
                plain.projection(),
                plain.network(),
                plain.signals(),
                plain.places(),
                trips,
                plain.attributions());
        Path file = folder.resolve("bays.gpkg");
        CityFile.write(city, file);
        assertEquals(trips, CityFile.read(file).trips());
        assertEquals(2, version(file));
    }

    @Test
    void stopSignsAreTheSameAfterwards() throws SQLException {
        City plain = town();
        Network old = plain.network();
        List<Movement> movements = new ArrayList<>(old.movements());
        movements.set(3, movements.get(3).withStop());
        movements.set(movements.size() - 1, movements.getLast().withStop());
        Map<Integer, Conflicts> conflicts = IntStream.range(0, old.nodes().size())
                .filter(n -> !old.conflicts(n).isEmpty())
                .boxed()
                .collect(Collectors.toMap(n -> n, old::conflicts));
        City city = new City(
                plain.name(),
                plain.projection(),
                new Network(old.nodes(), old.links(), movements, old.crossings(), conflicts),
                plain.signals(),
                plain.places(),
                plain.trips(),
                plain.attributions());
        Path file = folder.resolve("stops.gpkg");
        CityFile.write(city, file);
        assertEquals(movements, CityFile.read(file).network().movements());
        assertEquals(2, version(file));
    }

    @Test
    void aNewerFileIsRefusedByItsVersion() throws SQLException {
        assertRefused(changed("UPDATE meridian_city SET format_version = 3"), "format version 3", "Update Meridian");
    }

    @Test
    void somebodyElsesGeoPackageIsRefusedByName() throws SQLException {
        assertRefused(changed("ALTER TABLE meridian_city RENAME TO other_city"), "not one that Meridian wrote");
    }

    @Test
    void aChangedValueIsNoticed() throws SQLException {
        assertRefused(changed("UPDATE link SET length_m = length_m + 1 WHERE fid = 1"), "NETWORK", "checksum");
    }

    @Test
    void aRowThatIsMissingIsNoticed() throws SQLException {
        assertRefused(changed("DELETE FROM lane WHERE fid = 1"), "damaged", "lane of link");
        assertRefused(changed("DELETE FROM phase WHERE fid = 1"), "damaged");
    }

    @Test
    void bulkDataThatPromisesTooMuchIsRefusedWithoutMemory() throws SQLException {
        assertRefused(changed("UPDATE trip SET data = x'ffffffff0f', records = 2000000000"), "damaged");
        assertRefused(changed("UPDATE movement SET records = records + 1"), "ends too early");
    }

    @Test
    void aCutOffFileIsRefused() throws IOException {
        Path file = folder.resolve("cut.gpkg");
        CityFile.write(town(), file);
        byte[] bytes = Files.readAllBytes(file);
        for (double share : new double[] {0.2, 0.5, 0.9}) {
            Files.write(file, Arrays.copyOf(bytes, (int) (bytes.length * share)));
            assertRefused(file, "damaged");
        }
    }

    @Test
    void otherFilesAreRefusedByWhatTheyAre() throws IOException {
        assertRefused(Files.writeString(folder.resolve("a.gpkg"), "hello, this is text"), "68 65 6c 6c 6f");
        assertRefused(Files.write(folder.resolve("b.gpkg"), new byte[0]), "empty");
        assertRefused(folder.resolve("gone.gpkg"), "no such file");
        assertRefused(folder, "folder");
    }

    @Test
    void aFailedWriteLeavesTheEarlierFileAndNoDraft() throws IOException {
        Path earlier = Files.writeString(folder.resolve("earlier"), "kept");
        BadInput refusal = assertThrows(BadInput.class, () -> CityFile.write(town(), earlier.resolve("city.gpkg")));
        assertTrue(refusal.getMessage().contains("cannot be written"), refusal.getMessage());
        assertEquals("kept", Files.readString(earlier));
        assertThrows(BadInput.class, () -> CityFile.write(town(), folder));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(earlier), files.toList());
        }
    }

    @Test
    void aDeviceIsNeverReplaced() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no pipe can be made here");
        BadInput refusal = assertThrows(BadInput.class, () -> CityFile.write(town(), pipe));
        assertTrue(refusal.getMessage().contains("a device or a pipe"), refusal.getMessage());
        assertTrue(Files.exists(pipe) && !Files.isRegularFile(pipe), "it is still a pipe");
    }

    @Test
    void aLinkStaysALinkAndItsTargetIsReplaced() throws IOException {
        Path target =
                Files.writeString(Files.createDirectory(folder.resolve("far")).resolve("town.gpkg"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.gpkg"), target);
        CityFile.write(town(), link);
        assertTrue(Files.isSymbolicLink(link));
        assertSame(town(), CityFile.read(target));
    }

    @Test
    void theFileHasThePermissionsOfAnyOtherFileOfThisUser() throws IOException {
        Path usual = Files.writeString(folder.resolve("usual"), "");
        Path file = folder.resolve("town.gpkg");
        CityFile.write(town(), file);
        assertEquals(Files.getPosixFilePermissions(usual), Files.getPosixFilePermissions(file));
    }

    @Test
    void noMessageShowsTheWordsOfTheDatabase() throws SQLException, IOException {
        Path file = changed("DROP TABLE node");
        BadInput refusal = assertThrows(BadInput.class, () -> CityFile.read(file));
        assertTrue(refusal.getMessage().contains("no such table: node"), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("SQL"), refusal.getMessage());
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        BadInput cut = assertThrows(BadInput.class, () -> CityFile.read(file));
        assertFalse(cut.getMessage().contains("SQL"), cut.getMessage());
    }

    @Test
    void writingReplacesTheEarlierFile() {
        Path file = folder.resolve("town.gpkg");
        CityFile.write(town(), file);
        City without = town().withTrips(List.of());
        CityFile.write(without, file);
        assertSame(without, CityFile.read(file));
    }
}
