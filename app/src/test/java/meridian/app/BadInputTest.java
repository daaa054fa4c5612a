package meridian.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import meridian.app.machine.InstanceLock;
import meridian.model.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each failure gives one message with place, value, expectation and advice, and its exit code. */
final class BadInputTest {
    private static final String NET = """
            <net><location netOffset="0,0" convBoundary="0,0,100,0" origBoundary="0,0,1,1" projParameter="%s"/>
            <edge id="street" from="a" to="b" priority="1">
            <lane id="street_0" index="0" speed="13.9" length="100" shape="0,0 100,0"/></edge>
            <junction id="a" type="dead_end" x="0" y="0" incLanes="" intLanes="" shape="0,0"/>
            <junction id="b" type="dead_end" x="100" y="0" incLanes="street_0" intLanes="" shape="100,0"/></net>
            """;

    @TempDir
    private Path folder = Path.of("");

    private Path file(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void assertFails(int exitCode, Cli ran, String... words) {
        assertEquals(exitCode, ran.exitCode(), ran.err());
        assertEquals("", ran.out(), "a failure prints no data");
        assertEquals(1, ran.err().lines().count(), "one message: " + ran.err());
        for (String word : words) {
            assertTrue(ran.err().contains(word), word + " is missing in: " + ran.err());
        }
    }

    @Test
    void aMissingFileIsNotFound() {
        Path missing = folder.resolve("nowhere.gpkg");
        assertFails(4, Cli.run("run", missing), "nowhere.gpkg", "Check the path");
        assertFails(4, Cli.run("city", "show", missing), "nowhere.gpkg");
        assertFails(4, Cli.run("up", "--no-open", "--city", missing, "--data", folder), "nowhere.gpkg");
    }

    @Test
    void aMissingDemandIsNotFound() {
        assertFails(4, Cli.run("run", Cli.townFile(folder), "--demand", folder.resolve("no.yaml")), "no.yaml");
    }

    @Test
    void anEmptyFileIsBadInput() {
        assertFails(3, Cli.run("city", "show", file("empty.gpkg", "")), "the file is empty", "Expected", "SUMO");
    }

    @Test
    void aFileOfAnotherFormatIsBadInput() {
        assertFails(3, Cli.run("run", file("letter.pdf", "%PDF-1.7 and so on")), "a PDF document");
    }

    @Test
    void aTruncatedCityFileIsBadInput() throws IOException {
        Path town = Cli.townFile(folder);
        byte[] whole = Files.readAllBytes(town);
        Files.write(town, Arrays.copyOf(whole, whole.length / 2));
        assertFails(3, Cli.run("city", "validate", town), "town.gpkg", "damaged");
    }

    @Test
    void aTruncatedNetworkNamesItsLine() {
        String whole = NET.formatted("!");
        Path cut = file("cut.net.xml", whole.substring(0, whole.length() / 2));
        assertFails(3, Cli.run("run", cut), "cut.net.xml line", "well-formed");
    }

    @Test
    void aDemandOnRoadsThatDoNotExistIsBadInput() {
        Path net = file("street.net.xml", NET.formatted("!"));
        Path demand =
                file("demand.rou.xml", "<routes><trip id=\"t\" depart=\"0\" from=\"lane\" to=\"alley\"/></routes>");
        assertFails(3, Cli.run("run", net, "--demand", demand), "demand.rou.xml line 1", "none of 1 vehicle");
    }

    @Test
    void unknownCoordinatesAreSaidAndTheCityIsStillShown() {
        Cli shown = Cli.run("city", "show", file("street.net.xml", NET.formatted("!")));
        assertEquals(0, shown.exitCode(), shown.err());
        assertTrue(shown.out().contains("unknown: the source does not tie it to the earth"), shown.out());
    }

    @Test
    void aWrongDemandModelIsBadInput() {
        Path model = file("demand.yaml", "population: many\n");
        assertFails(3, Cli.run("run", Cli.townFile(folder), "--demand", model), "demand.yaml", "Expected");
    }

    @Test
    void aPortInUseIsBadInputBeforeTheLongStart() throws IOException {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Cli ran = Cli.run("up", "--no-open", "--port", taken.getLocalPort(), "--city", folder.resolve("unread"));
            assertFails(3, ran, "--port " + taken.getLocalPort(), "in use", "choose another port");
        }
    }

    @Test
    void aDataFolderThatCannotBeWrittenIsBadInput() {
        Path inAFile = file("file", "no folder").resolve("data");
        assertFails(
                3, Cli.run("up", "--no-open", "--port", "0", "--data", inAFile), "nothing can be written", "--data");
    }

    @Test
    void aSecondInstanceIsToldWhereTheFirstOneAnswers() {
        try (InstanceLock first = InstanceLock.take(folder)) {
            first.publish("http://localhost:4711/");
            Cli second = Cli.run("up", "--no-open", "--port", "0", "--data", folder);
            assertFails(3, second, "another Meridian", "http://localhost:4711/", "--data");
        }
    }

    @Test
    void anOutputThatCannotBeWrittenIsBadInputAndEarlierFilesStay() throws IOException {
        Path target = file("earlier.txt", "precious");
        Cli ran = Cli.run("run", Cli.townFile(folder), "--hours", "0.01", "--out", target);
        assertFails(3, ran, "earlier.txt", "this is a file");
        assertEquals("precious", Files.readString(target, StandardCharsets.UTF_8));
    }

    @Test
    void aFailedImportLeavesTheEarlierCityFileAsItWas() throws IOException {
        Path town = Cli.townFile(folder);
        byte[] before = Files.readAllBytes(town);
        assertFails(3, Cli.run("city", "import", file("bad.net.xml", "<net><edge"), "-o", town), "bad.net.xml");
        assertTrue(Arrays.equals(before, Files.readAllBytes(town)));
    }

    @Test
    void wrongUsageSaysWhatIsWrongAndWhereHelpIs() {
        for (String[] wrong : new String[][] {
            {"no command 'fly'", "fly"},
            {"no command 'fly'", "city", "fly"},
            {"import, show, validate", "city"},
            {"road, fork, twin, history, journal, notifications, doors", "bench"},
            {"theory, soak, safety, assimilation, import", "bench"},
            {"hangzhou, jinan", "bench", "cityflow", "--cities", "paris"},
            {"1 to 256", "bench", "cityflow", "--threads", "0"},
            {"'CITY'", "run"},
            {"1 to 60", "up", "--speed", "61"},
            {"'fast' is no number", "up", "--speed", "fast"},
            {"'25:00' is no time of day", "up", "--start", "25:00"},
            {"'x' is no whole number", "up", "--port", "x"},
            {"'extra'", "up", "extra"},
            {"'bus' is no model; choose krauss, idm or cityflow", "run", "x", "--model", "bus"},
            {"'x' is no whole number", "run", "x", "--seed", "x"},
            {"'x' is no number", "run", "x", "--hours", "x"},
            {"'NaN' is no number", "run", "x", "--step-seconds", "NaN"},
            {"empty name", "run", "x", "--out", ""},
            {"empty name", "run", "x", "--demand", ""},
            {"empty name", "city", "show", ""},
            {"empty name", "up", "--data", ""},
        }) {
            Cli ran = Cli.run((Object[]) java.util.Arrays.copyOfRange(wrong, 1, wrong.length));
            assertEquals(2, ran.exitCode(), ran.err());
            assertEquals("", ran.out());
            assertTrue(ran.err().contains(wrong[0]) && ran.err().contains("--help"), ran.err());
        }
    }

    @Test
    void aDemandWithoutTripsIsBadInputAndNotReplacedByAnEstimate() {
        Path net = file("street.net.xml", NET.formatted("!"));
        Path demand = file("people.rou.xml", "<routes><person id=\"p\" depart=\"0\"/></routes>");
        assertFails(3, Cli.run("run", net, "--demand", demand), "people.rou.xml", "it has no trips", "computed");
    }

    @Test
    void whatIsNoFileIsNeitherReadNorReplaced() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no pipe can be made here");
        assertFails(3, Cli.run("city", "show", pipe), "a device or a pipe");
        assertFails(3, Cli.run("city", "import", Cli.townFile(folder), "-o", pipe), "a device or a pipe");
        assertTrue(Files.exists(pipe) && !Files.isRegularFile(pipe), "it is still a pipe");
    }

    @Test
    void aLockThatCannotBeTakenIsSaidInWords() {
        BadInput refused = assertThrows(BadInput.class, () -> {
            try (InstanceLock lock = InstanceLock.take(file("no-folder", ""))) {
                lock.publish("never");
            }
        });
        assertTrue(refused.getMessage().contains("its lock cannot be taken"), refused.getMessage());
        assertFalse(refused.getMessage().contains("Exception"), refused.getMessage());
    }

    @Test
    void aStackTraceComesOnlyWhereItIsAskedFor() {
        Path empty = file("empty.gpkg", "");
        assertFalse(Cli.run("city", "show", empty).err().contains("at meridian."));
        assertTrue(Cli.run("city", "show", empty, "--debug").err().contains("at meridian."));
    }

    /** U+202E turns round what follows: "gpj.exe" would be read as "exe.jpg". */
    @Test
    void aMessageReadsAsItIsWrittenWhateverTheFileIsCalled() {
        for (String name : new String[] {"a\u202eb.gpkg", "a\u2066b.gpkg", "a\u200fb.gpkg", "a\u2028b.gpkg"}) {
            Cli ran = Cli.run("city", "show", name);
            assertEquals(ExitCode.NOT_FOUND, ran.exitCode(), ran.err());
            assertTrue(ran.err().contains("a·b.gpkg"), ran.err());
        }
    }
}
