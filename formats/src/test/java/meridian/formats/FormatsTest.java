package meridian.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import meridian.formats.cityfile.CityFile;
import meridian.model.BadInput;
import meridian.testkit.MeasuredCities;
import meridian.testkit.Town;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {
    @TempDir
    Path folder;

    private static BadInput refused(Path... sources) {
        return assertThrows(BadInput.class, () -> Formats.read(List.of(sources), new ReadReport(), Progress.NONE));
    }

    private static void assertSays(BadInput refusal, String part) {
        assertTrue(refusal.getMessage().contains(part), () -> "\"" + part + "\" in: " + refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "bologna/joined, SUMO",
        "hamburg/network.net.xml.gz, SUMO",
        "ingolstadt, SUMO",
        "hangzhou, CityFlow JSON",
        "jinan/roadnet_3_4.json, CityFlow JSON",
        "nanchang, City Brain Challenge text",
        "monaco/monaco.osm.pbf, OpenStreetMap PBF"
    })
    void everyMeasuredCityFindsItsReader(String name, String format) {
        Assumptions.assumeTrue(MeasuredCities.find(name).isPresent(), MeasuredCities.missing(name));
        assertEquals(
                format,
                Formats.find(MeasuredCities.find(name).orElseThrow())
                        .orElseThrow()
                        .format());
    }

    @Test
    void aCityFileIsOneSourceAmongOthers() {
        Path file = folder.resolve("town.gpkg");
        CityFile.write(Town.city(), file);
        assertEquals(
                Town.NAME,
                Formats.read(List.of(file), new ReadReport(), Progress.NONE).name());
    }

    @ParameterizedTest
    @CsvSource({"504b030414000000, ZIP", "255044462d312e37, PDF", "1f8b080000000000, gzip", "00010203, 00 01 02 03"})
    void anUnknownFileIsNamedByItsFirstBytes(String hex, String named) throws IOException {
        Path file = Files.write(folder.resolve("x"), HexFormat.of().parseHex(hex));
        BadInput refusal = refused(file);
        assertSays(refusal, named);
        assertSays(refusal, "SUMO, CityFlow JSON");
    }

    @Test
    void textAndItsEncodingAreNamed() throws IOException {
        assertSays(refused(write("a", "hello\nworld")), "text that begins with \"hello\"");
        assertSays(refused(Files.write(folder.resolve("b"), "<net>".getBytes(StandardCharsets.UTF_16))), "UTF-16");
        assertSays(refused(Files.write(folder.resolve("c"), new byte[100])), "zero bytes");
        assertSays(refused(write("d", "<?xml version='1.0'?>")), "cut off");
    }

    @Test
    void aDeviceIsNeverRead() {
        Path device = Path.of("/dev/zero");
        Assumptions.assumeTrue(Files.exists(device), "no /dev/zero here");
        assertSays(refused(device), "a device or a pipe");
    }

    @Test
    void aFolderOfSeveralCitiesIsRefusedWithTheirNames() throws IOException {
        write("one.json", roadnet("\"startLaneIndex\": 0"));
        Path file = folder.resolve("town.gpkg");
        CityFile.write(Town.city(), file);
        Files.createDirectory(folder.resolve("sub"));
        Path mixed = Files.createDirectory(folder.resolve("mixed"));
        Files.move(file, mixed.resolve("town.gpkg"));
        assertSays(refused(mixed), "town.gpkg");
        assertSays(refused(mixed), "Name the files that are meant");
    }

    @Test
    void aNamedFileThatCannotBeUsedIsNeverPassedOver() throws IOException {
        Path net = write("net.json", roadnet("\"startLaneIndex\": 0"));
        assertSays(refused(net, write("flow.txt", "hello")), "flow.txt");
        assertSays(refused(net, write("other.json", "{\"vehicle\": 1}")), "other.json");
        Path roads = write("roads.txt", "1\n28.1 115.1 1 0\n0\n0\n");
        assertSays(refused(roads, write("empty.txt", "")), "the file is empty");
        assertSays(refused(roads, write("words.txt", "hello\nworld\n")), "words.txt");
    }

    @Test
    void aCityOfSeveralFilesHasTheNameOfItsNetwork() throws IOException {
        Path net = write("harbour.json", roadnet("\"startLaneIndex\": 0"));
        Path flow = write("flow.json", "[{\"vehicle\": {}, \"route\": [\"in\", \"out\"], \"startTime\": 0}]");
        assertEquals(
                "harbour",
                Formats.read(List.of(flow, net), new ReadReport(), Progress.NONE)
                        .name());
    }

    @Test
    void openStreetMapXmlIsRefusedWithTheWayToConvertIt() throws IOException {
        assertSays(refused(Files.writeString(folder.resolve("a.osm"), "<?xml version='1.0'?><osm/>")), "osmium");
    }

    @Test
    void emptyMissingAndUselessSourcesAreRefusedByName() throws IOException {
        assertSays(refused(Files.write(folder.resolve("empty"), new byte[0])), "empty");
        assertSays(refused(folder.resolve("gone")), "no such file");
        assertSays(refused(), "nothing was named");
        Path inner = Files.createDirectory(folder.resolve("inner"));
        assertSays(refused(inner), "the folder is empty");
        Files.writeString(inner.resolve("notes.md"), "hello");
        assertSays(refused(inner), "a folder with notes.md");
    }

    @Test
    void brokenCityFlowFilesAreRefusedWithTheirLine() throws IOException {
        assertSays(refused(write("a.json", "{\"intersections\": [{\"id\": \"a\",\n")), "a.json line");
        assertSays(refused(write("b.json", "{\"intersections\":" + "[".repeat(5_000))), "b.json");
        assertSays(refused(write("c.json", "{\"intersections\": [], \"roads\": []}")), "0 intersections");
        assertSays(
                refused(write("d.json", "{\"intersections\": [{\"id\": 7}]}")), "\"id\" is a number. Expected a text");
        assertSays(refused(write("h.json", "{\"roads\": [")), "the file ends before its data is complete");
        assertSays(
                refused(write("i.json", "{\"roads\": [NaN]}")), "not JSON that can be used (Non-standard token 'NaN')");
        assertSays(
                refused(write("j.json", "{\"roads\": [{\"id\": \"" + "a".repeat(2 << 20) + "\"}]}")),
                "larger than any");
        assertSays(
                refused(write(
                        "k.json",
                        roadnet("\"startLaneIndex\": 0")
                                .replace(
                                        "\"lightphases\": []",
                                        "\"lightphases\": [{\"time\": 5, \"availableRoadLinks\": [9]}]"))),
                "road link 9");
        Path latin = folder.resolve("e.json");
        Files.write(latin, "{\"intersections\": [{\"id\": \"Straße\"}]}".getBytes(StandardCharsets.ISO_8859_1));
        assertSays(refused(latin), "UTF-8");
        assertSays(refused(write("f.json", roadnet("\"startLaneIndex\": 4"))), "uses lane 4 of road in");
        assertSays(
                refused(write("g.json", roadnet("\"startLaneIndex\": 0").replace("\"b\"}", "\"mars\"}"))), "\"mars\"");
    }

    @Test
    void aCityFlowRoadOfTwoLanesCountsThemFromTheKerb() throws IOException {
        var city = Formats.read(
                List.of(write("a.json", roadnet("\"startLaneIndex\": 0"))), new ReadReport(), Progress.NONE);
        assertEquals(1, city.network().movement(0).fromLane());
        assertEquals(0, city.network().movement(0).toLane());
        // Cut back by the intersection's width, and on the right of the line between both directions.
        assertEquals(90, city.network().link(0).lengthMeters());
        assertEquals(-4, city.network().link(0).shape().first().yMeters(), 1e-9);
    }

    private static String roadnet(String startLane) {
        return """
                {"intersections": [
                  {"id": "a", "point": {"x": 0, "y": 0}, "width": 0, "virtual": true, "roadLinks": []},
                  {"id": "m", "point": {"x": 100, "y": 0}, "width": 10, "virtual": false, "roadLinks": [
                    {"type": "go_straight", "startRoad": "in", "endRoad": "out", "laneLinks": [
                      {%s, "endLaneIndex": 1}]}],
                   "trafficLight": {"lightphases": []}},
                  {"id": "b", "point": {"x": 200, "y": 0}, "width": 0, "virtual": true, "roadLinks": []}],
                 "roads": [
                  {"id": "in", "points": [{"x": 0, "y": 0}, {"x": 100, "y": 0}],
                   "lanes": [{"width": 4, "maxSpeed": 10}, {"width": 4, "maxSpeed": 10}],
                   "startIntersection": "a", "endIntersection": "m"},
                  {"id": "out", "points": [{"x": 100, "y": 0}, {"x": 200, "y": 0}],
                   "lanes": [{"width": 4, "maxSpeed": 10}, {"width": 4, "maxSpeed": 10}],
                   "startIntersection": "m", "endIntersection": "b"}]}
                """.formatted(startLane);
    }

    @Test
    void brokenCityBrainFilesAreRefusedWithTheirLine() throws IOException {
        assertSays(refused(write("a.txt", "3\n28.1 115.1 1 0\n28.2 115.2 2 0\n")), "a.txt line");
        assertSays(refused(write("b.txt", "1\n28.1 115.1 1 0\n999999999\n")), "0 to 1000000");
        assertSays(refused(write("c.txt", "1\n98.1 115.1 1 0\n0\n0\n")), "latitude");
        assertSays(
                refused(write("d.txt", "1\n28.1 115.1 1 0\n1\n1 7 100 10 1 1 1 2\n1 0 0\n1 0 0\n0\n")),
                "ends at intersection 7");
        assertSays(refused(write("e.txt", "1\n28.1 115.1 1 0\n1\n1 7 100 10 99999999 1 1 2\n")), "99999999 lanes");
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }
}
