package meridian.formats.sumo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are broken or meant to break the reader: each is refused with its place and advice. */
class HostileSumoTest {
    @TempDir
    Path folder;

    private final String tee = text("tee.net.xml");

    private static String text(String name) {
        try {
            return Files.readString(SumoTownTest.file(name));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static BadInput refused(Path... files) {
        return assertThrows(
                BadInput.class, () -> new SumoReader().read(Arrays.asList(files), new ReadReport(), Progress.NONE));
    }

    private static void assertSays(BadInput refusal, String... parts) {
        for (String part : parts) {
            assertTrue(refusal.getMessage().contains(part), () -> "\"" + part + "\" in: " + refusal.getMessage());
        }
    }

    @Test
    void aCutOffNetworkIsRefusedWithItsLine() throws IOException {
        assertSays(
                refused(write("a.net.xml", tee.substring(0, tee.length() / 2))), "a.net.xml line", "not well-formed");
    }

    @Test
    void anActuatedPhaseWhoseLeastTimeIsMoreThanItsMostIsRefused() throws IOException {
        String more = text("tee.add.xml");
        assertSays(
                refused(
                        SumoTownTest.file("tee.net.xml"),
                        write("a.add.xml", more.replace("minDur=\"5\"", "minDur=\"70\""))),
                "a.add.xml line",
                "minDur",
                "60");
        assertSays(
                refused(SumoTownTest.file("tee.net.xml"), write("b.add.xml", more.replace("4.5", "-4.5"))),
                "b.add.xml line",
                "largest gap");
    }

    @Test
    void anEmptyRouteFileIsRefused() throws IOException {
        assertSays(refused(SumoTownTest.file("tee.net.xml"), write("a.rou.xml", "")), "a.rou.xml", "empty");
    }

    @Test
    void latin1InAFileThatSaysUtf8IsRefusedWithAdvice() throws IOException {
        Path file = folder.resolve("a.net.xml");
        Files.write(file, tee.replace("Main Street", "Straße").getBytes(StandardCharsets.ISO_8859_1));
        assertSays(refused(file), "a.net.xml", "encoding", "ISO-8859-1");
    }

    @Test
    void entitiesAreRefusedBeforeTheyGrow() throws IOException {
        String bomb = "<?xml version=\"1.0\"?><!DOCTYPE net [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
                + "<net><edge id=\"&b;\"/></net>";
        assertSays(refused(write("a.net.xml", bomb)), "a.net.xml line 1", "DOCTYPE");
    }

    @Test
    void externalEntitiesAreNeverFetched() throws IOException {
        String xxe = "<?xml version=\"1.0\"?><!DOCTYPE net SYSTEM \"http://127.0.0.1:1/x.dtd\"><net/>";
        assertSays(refused(write("a.net.xml", xxe)), "DOCTYPE");
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        assertSays(
                refused(write("a.net.xml", "<net>" + "<edge id=\"a\" function=\"internal\">".repeat(10_000))),
                "nested");
    }

    @Test
    void aGzipBombIsRefusedBeforeItFillsTheMemory() throws IOException {
        Path file = folder.resolve("a.net.xml.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("<net>".getBytes(StandardCharsets.US_ASCII));
            byte[] filler = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 40; i++) {
                out.write(filler);
            }
        }
        assertSays(refused(file), "a.net.xml.gz", "longer than 16 MiB");
    }

    @Test
    void aCutOffGzipFileIsRefused() throws IOException {
        Path whole = folder.resolve("whole.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
            out.write(tee.getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("a.net.xml.gz"), Arrays.copyOf(bytes, bytes.length / 2));
        assertSays(refused(cut), "a.net.xml.gz", "damaged or cut off");
        // The elements are all there, only gzip's checksum behind them is not.
        Path almost = Files.write(folder.resolve("b.net.xml.gz"), Arrays.copyOf(bytes, bytes.length - 3));
        assertSays(refused(almost), "b.net.xml.gz", "damaged or cut off");
    }

    @Test
    void noMessageShowsTheWordsOfTheParser() throws IOException {
        Path net = SumoTownTest.file("tee.net.xml");
        String cut = refused(write("a.net.xml", tee.substring(0, 2_000))).getMessage();
        assertTrue(cut.contains("it ends before all its elements are closed"), cut);
        assertSays(refused(net, write("b.json", "{\"a\": 1}")), "b.json", "this is JSON");
        assertSays(refused(net, write("c.txt", "hello")), "c.txt", "text that begins with \"hello\"");
        assertSays(refused(net, folder), "a folder with");
    }

    @Test
    void aCoordinateBeyondTheEarthIsRefusedWithItsLine() throws IOException {
        assertSays(
                refused(write("a.net.xml", tee.replace("0,98.4 95,98.4", "1e30,98.4 95,98.4"))),
                "line ",
                "1e30",
                "a coordinate in metres");
    }

    @Test
    void aConnectionOfAnEdgeThatIsNotThereIsRefused() throws IOException {
        assertSays(
                refused(write("a.net.xml", tee.replace("from=\"sm\" to=\"me\"", "from=\"sm\" to=\"mars\""))),
                "line ",
                "edge \"mars\"",
                "an edge of this file");
    }

    @Test
    void aProbabilityAboveOneIsRefused() throws IOException {
        Path routes = write(
                "a.rou.xml",
                "<routes><flow id=\"f\" begin=\"0\" end=\"9\" probability=\"5\" from=\"wm\" to=\"me\"/></routes>");
        assertSays(refused(SumoTownTest.file("tee.net.xml"), routes), "probability=\"5\"", "0 to 1");
    }

    @Test
    void aConfigurationThatEndsBeforeItBeginsIsRefused() throws IOException {
        Path configuration = write(
                "a.sumocfg",
                "<configuration><net-file value=\"n.net.xml\"/><begin value=\"100\"/><end value=\"50\"/>"
                        + "</configuration>");
        assertSays(refused(configuration), "begins at 100.0 s and ends at 50.0 s");
    }

    @Test
    void aVehicleWhoseTypeCannotBeIsLeftOutWithTheReason() throws IOException {
        ReadReport report = new ReadReport();
        Path routes = write(
                "a.rou.xml",
                "<routes><vType id=\"q\" length=\"-4\"/>"
                        + "<trip id=\"a\" type=\"q\" depart=\"0\" from=\"wm\" to=\"me\"/></routes>");
        new SumoReader().read(List.of(SumoTownTest.file("tee.net.xml"), routes), report, Progress.NONE);
        assertTrue(
                report.skipped().stream()
                        .anyMatch(s -> s.what().equals("vehicle") && s.why().contains("-4.0")),
                report.skipped()::toString);
    }

    @Test
    void anEdgeThatEndsAtNoJunctionIsRefused() throws IOException {
        assertSays(
                refused(write("a.net.xml", tee.replace("from=\"s\" to=\"m\"", "from=\"s\" to=\"mars\""))),
                "line ",
                "\"mars\"",
                "a junction of this file");
    }

    @Test
    void aConnectionToALaneThatIsNotThereIsRefused() throws IOException {
        assertSays(
                refused(write(
                        "a.net.xml",
                        tee.replace(
                                "fromLane=\"1\" toLane=\"0\" via=\":m_0_0\"",
                                "fromLane=\"7\" toLane=\"0\" via=\":m_0_0\""))),
                "line ",
                "lane 7 of edge wm",
                "0 to 1");
    }

    @Test
    void aProgramThatIsTooShortForItsConnectionsIsRefused() throws IOException {
        Path additional = write(
                "a.add.xml",
                "<additional><tlLogic id=\"m\" programID=\"x\"><phase duration=\"9\" state=\"GG\"/></tlLogic></additional>");
        assertSays(refused(SumoTownTest.file("tee.net.xml"), additional), "signal m", "a.add.xml line 1", "2 letters");
    }

    @Test
    void aSpeedThatIsNoNumberIsRefusedWithItsValue() throws IOException {
        assertSays(
                refused(write("a.net.xml", tee.replaceFirst("speed=\"8.33\"", "speed=\"fast\""))),
                "speed=\"fast\"",
                "a number");
    }

    @Test
    void aFlowOfABillionVehiclesIsRefused() throws IOException {
        Path routes = write(
                "a.rou.xml",
                "<routes><flow id=\"f\" begin=\"0\" end=\"9\" number=\"1000000000\" from=\"wm\" to=\"me\"/></routes>");
        assertSays(refused(SumoTownTest.file("tee.net.xml"), routes), "2000000 vehicles", "shorten the flow");
    }

    @Test
    void aConfigurationThatNamesAMissingFileIsRefused() throws IOException {
        Path configuration = write(
                "a.sumocfg",
                "<configuration><net-file value=\"n.net.xml\"/><route-files value=\"gone.rou.xml\"/></configuration>");
        assertSays(refused(configuration), "a.sumocfg", "gone.rou.xml", "does not exist");
    }

    @Test
    void aLaneOfNegativeLengthIsRefusedWithItsLineAndValue() throws IOException {
        Path net = write("a.net.xml", tee.replaceFirst("length=\"[0-9.]+\"", "length=\"-5\""));
        assertSays(refused(net), "a.net.xml line", "length=\"-5\"", "0 m or more");
    }

    @Test
    void aSpeedThatNobodyDrivesIsRefusedWithTheLimit() throws IOException {
        Path net = write("a.net.xml", tee.replace("speed=\"8.33\"", "speed=\"1e300\""));
        assertSays(refused(net), "1.0E300", "less than 200 m/s");
    }

    @Test
    void aLaneThatIsLongerThanTheFirstOfItsEdgeIsReported() throws IOException {
        Matcher lane = Pattern.compile("<lane id=\"[^\":]+_1\" [^>]*length=\"([0-9.]+)\"")
                .matcher(tee);
        assertTrue(lane.find(), "no edge with two lanes");
        Path net = write("a.net.xml", tee.substring(0, lane.start(1)) + "7.5" + tee.substring(lane.end(1)));
        ReadReport report = new ReadReport();
        new SumoReader().read(List.of(net), report, Progress.NONE);
        ReadReport.Skipped said = report.skipped().stream()
                .filter(s -> s.what().equals("lane length"))
                .findFirst()
                .orElseThrow();
        assertEquals(1, said.count());
        assertTrue(
                said.places().getFirst().contains("of 7.5 m instead of " + Double.parseDouble(lane.group(1)) + " m"),
                said.toString());
        assertTrue(said.places().getFirst().contains("a.net.xml line"), said.toString());
    }

    @Test
    void aConfigurationBesideItsOwnFilesIsRefusedWithAdvice() throws IOException {
        Path net = SumoTownTest.file("tee.net.xml");
        Path routes = write("a.rou.xml", "<routes/>");
        Path configuration = write(
                "a.sumocfg",
                "<configuration><input><net-file value=\"" + net.toAbsolutePath()
                        + "\"/><route-files value=\"a.rou.xml\"/>" + "</input></configuration>");
        for (Path[] named : new Path[][] {
            {net, routes, configuration}, {configuration, net}, {configuration, routes}, {routes, configuration}
        }) {
            assertSays(refused(named), "a.sumocfg", "Name only the configuration");
        }
    }

    @Test
    void twoNetworksAreRefused() {
        Path net = SumoTownTest.file("tee.net.xml");
        assertSays(refused(net, net), "2 SUMO networks");
    }

    @Test
    void anotherXmlFileIsNoRouteFile() throws IOException {
        assertSays(refused(SumoTownTest.file("tee.net.xml"), write("a.rou.xml", "<html/>")), "<html>", "<routes>");
        assertTrue(List.of("a.rou.xml").stream().noneMatch(n -> new SumoReader().recognises(folder.resolve(n))));
    }
}
