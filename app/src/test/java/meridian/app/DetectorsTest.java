package meridian.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Detectors of SUMO's files on a crossing of two one-way streets, a road of 192.8 m from a and one of 196 m to c. Three cars of
 * 5 m that want 10 m/s start at 0, 10 and 50 s; all signals of the way are green until 42 s.
 */
final class DetectorsTest {
    private static final String ROUTES = """
            <routes>
                <vType id="ten" maxSpeed="10" sigma="0" speedFactor="1" length="5"/>
                <route id="east" edges="ab bc"/>
                <vehicle id="one" type="ten" depart="0" departPos="10" departSpeed="max" route="east"/>
                <vehicle id="two" type="ten" depart="10" departPos="10" departSpeed="max" route="east"/>
                <vehicle id="three" type="ten" depart="50" departPos="10" departSpeed="max" route="east"/>
            </routes>
            """;
    private static final String DETECTORS = """
            <additional>
                <inductionLoop id="first" lane="ab_0" pos="101" period="60" file="out.xml"/>
                <e1Detector id="behind" lane="ab_0" pos="-187.8" freq="30" file="out.xml"/>
                <inductionLoop id="last" lane="bc_0" pos="-6" file="out.xml"/>
                <laneAreaDetector id="queue" lane="ab_0" pos="-50" length="40" file="out.xml"/>
                <inductionLoop id="away" lane="moon_0" pos="1" file="out.xml"/>
            </additional>
            """;

    @TempDir
    private Path folder = Path.of("");

    private Path net = Path.of("");
    private Path routes = Path.of("");
    private Path detectors = Path.of("");

    @BeforeEach
    void write() throws IOException {
        net = folder.resolve("crossing.net.xml");
        try (InputStream in = Objects.requireNonNull(DetectorsTest.class.getResourceAsStream("crossing.net.xml"))) {
            // Green for the way from a at first.
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(net, text.replace("offset=\"0\"", "offset=\"45\""));
        }
        routes = Files.writeString(folder.resolve("cars.rou.xml"), ROUTES);
        detectors = Files.writeString(folder.resolve("loops.add.xml"), DETECTORS);
    }

    private List<String> told(String name, Object... more) throws IOException {
        Path out = folder.resolve(name);
        Object[] words = Stream.concat(
                        Stream.of("run", net, "--demand", routes, "--hours", 0.05, "--slice-minutes", 2, "--out", out),
                        Stream.of(more))
                .toArray();
        Cli ran = Cli.run(words);
        assertEquals(0, ran.exitCode(), ran.err());
        assertTrue(ran.err().contains("not evaluated: 1 lane area detector (queue)"), ran.err());
        assertTrue(Files.exists(out.resolve("detectors.parquet")));
        return Files.readAllLines(out.resolve("detectors.csv"));
    }

    /**
     * By hand: who starts with its front at 10 m passes 101 m after 9.1 s, at 10 m/s, so cars one and two in the first minute
     * (at 9.1 and 19.1 s) and car three at 59.1 s; it is over the loop for half a second. Nobody passes a loop at 5 m.
     */
    @Test
    void loopsTellWhoPassedInTheirOwnPeriodsOrInSlices() throws IOException {
        List<String> rows = told("out", "--detectors", detectors);
        assertEquals(
                "begin_s,end_s,detector,link,lane,position_m,count,flow_per_h,mean_speed_mps,occupancy",
                rows.getFirst());
        assertEquals(
                List.of(
                        "0.0,60.0,first,ab,0,101.0,3,180.0,10.0,0.025",
                        "60.0,120.0,first,ab,0,101.0,0,0.0,,0.0",
                        "120.0,180.0,first,ab,0,101.0,0,0.0,,0.0"),
                rows.stream().filter(row -> row.contains("first")).toList());
        List<String> behind =
                rows.stream().filter(row -> row.contains("behind")).toList();
        assertEquals(6, behind.size());
        behind.forEach(row -> assertTrue(row.endsWith(",behind,ab,0,5.0,0,0.0,,0.0"), row));
        assertEquals(
                List.of("0.0,120.0,last,bc,0,190.0,3,90.0,10.0", "120.0,180.0,last,bc,0,190.0,0,0.0,"),
                rows.stream()
                        .filter(row -> row.contains("last"))
                        .map(row -> row.substring(0, row.lastIndexOf(',')))
                        .toList());
    }

    @Test
    void detectorsAmongTheFilesOfTheCityAreToldWithoutBeingNamed() throws IOException {
        assertEquals(told("named", "--detectors", detectors), told("own", detectors));
        assertEquals(told("threads", detectors, "--threads", 3), told("again", detectors));
    }

    @Test
    void withoutDetectorsThereIsNoSuchTable() throws IOException {
        Path out = folder.resolve("out");
        Cli ran = Cli.run("run", net, "--demand", routes, "--hours", 0.05, "--out", out);
        assertEquals(0, ran.exitCode(), ran.err());
        assertFalse(Files.exists(out.resolve("detectors.csv")));
    }

    @Test
    void detectorsThatCannotBeUsedAreToldAndAFileWithoutAnyIsRefused() throws IOException {
        Cli told = Cli.run("run", net, "--demand", routes, "--hours", 0.01, "--detectors", detectors);
        assertTrue(told.err().contains("1 detector left out: its lane is no driving lane of the network"), told.err());
        Cli refused = Cli.run("run", net, "--demand", routes, "--hours", 0.01, "--detectors", routes);
        assertEquals(3, refused.exitCode(), refused.err());
        assertTrue(refused.err().contains("it has no detector on a lane of this city"), refused.err());
        Cli none = Cli.run("run", net, "--demand", routes, "--hours", 0.01, "--detectors", folder.resolve("no.xml"));
        assertEquals(3, none.exitCode(), none.err());
    }
}
