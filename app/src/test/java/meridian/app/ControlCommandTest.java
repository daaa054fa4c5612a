package meridian.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import meridian.app.terminal.TextTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ControlCommandTest {
    @TempDir
    private Path folder;

    @Test
    void aControlledTownSaysWhatCameOfItWhyAndUnderWhichRules() {
        Cli ran = Cli.run("control", Cli.townFile(folder), "--decider", "actuated", "--hours", "0.1");
        assertEquals(0, ran.exitCode(), ran.err());
        assertTrue(ran.out().contains("delay, mean"), ran.out());
        assertTrue(ran.out().contains("passed the safety kernel"), ran.out());
        assertTrue(ran.out().contains("seen: detectors"), ran.out());
        assertTrue(ran.out().contains("It "), ran.out());
    }

    @Test
    void decidersStandBesideEachOtherInEightyColumnsWithIntervals() {
        Cli ran = Cli.run(
                "evaluate",
                "signals",
                Cli.townFile(folder),
                "--deciders",
                "fixed,advanced-max-pressure",
                "--seeds",
                "2",
                "--hours",
                "0.1",
                "--observe",
                "vehicles");
        assertEquals(0, ran.exitCode(), ran.err());
        List<String> wide = ran.out()
                .lines()
                .filter(line -> line.length() > TextTable.COLUMNS)
                .toList();
        assertEquals(List.of(), wide);
        assertTrue(ran.out().contains("±"), ran.out());
        assertTrue(ran.out().contains("SIMULATED"), ran.out());
    }

    @Test
    void aReportIsOnePageThatAsksForNothing() throws IOException {
        Path page = folder.resolve("signals.html");
        Cli ran = Cli.run(
                "evaluate",
                "signals",
                Cli.townFile(folder),
                "--deciders",
                "fixed,actuated",
                "--seeds",
                "2",
                "--hours",
                "0.1",
                "--guard",
                "--report",
                page);
        assertEquals(0, ran.exitCode(), ran.err());
        String html = Files.readString(page);
        assertTrue(html.contains("Delay against fixed") && html.contains("<svg"), html);
        assertTrue(html.contains("guarded") && html.contains("SIMULATED"), html);
        assertFalse(html.contains("://"), "the page names an address");
        assertEquals(
                3,
                Cli.run(
                                "evaluate",
                                "signals",
                                folder.resolve("town.gpkg"),
                                "--deciders",
                                "fixed",
                                "--seeds",
                                "1",
                                "--hours",
                                "0.05",
                                "--report",
                                folder.resolve("no/such/page.html"))
                        .exitCode());
    }

    @Test
    void aBadFileOfWeightsIsRefusedWithItsLine() throws IOException {
        Path weights = Files.writeString(folder.resolve("weights.yaml"), "persons:\n  car: none\n");
        Cli ran = Cli.run("control", Cli.townFile(folder), "--weights", weights);
        assertEquals(3, ran.exitCode());
        assertTrue(ran.err().contains("line 2") && ran.err().contains("car is none"), ran.err());
    }

    @Test
    void whatThereIsNotIsRefusedByName() {
        Cli decider = Cli.run("control", Cli.townFile(folder), "--decider", "clairvoyant");
        assertEquals(2, decider.exitCode());
        assertTrue(decider.err().contains("clairvoyant") && decider.err().contains("max-pressure"), decider.err());
        Cli wrong = Cli.run("evaluate", "signals", Cli.townFile(folder), "--perturb", "weather");
        assertEquals(2, wrong.exitCode());
        assertTrue(wrong.err().contains("weather") && wrong.err().contains("drivers"), wrong.err());
        assertEquals(4, Cli.run("control", folder.resolve("nowhere.gpkg")).exitCode());
    }
}
