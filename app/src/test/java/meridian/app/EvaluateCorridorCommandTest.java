package meridian.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import meridian.app.terminal.TextTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluateCorridorCommandTest {
    @TempDir
    private Path folder;

    private Cli corridor(String... more) {
        String[] usual = {"evaluate", "corridor", "corridor", "--trips", "2", "--seeds", "1", "--warm-up-minutes", "2"};
        String[] all = java.util.Arrays.copyOf(usual, usual.length + more.length);
        System.arraycopy(more, 0, all, usual.length, more.length);
        return Cli.run((Object[]) all);
    }

    @Test
    void fourAlternativesStandBesideEachOtherInEightyColumnsWithIntervalsAndTheBound() {
        Cli ran = corridor("--recovery-minutes", "1");
        assertEquals(0, ran.exitCode(), ran.err());
        for (String row : List.of("without priority", "local pre-emption", "corridor  ", "corridor, dynamic route")) {
            assertTrue(ran.out().contains(row), ran.out());
        }
        assertTrue(ran.out().contains("alone and all green"), ran.out());
        assertTrue(ran.out().contains("21 signals") && ran.out().contains("SIMULATED"), ran.out());
        List<String> wide = ran.out()
                .lines()
                .filter(line -> line.length() > TextTable.COLUMNS)
                .toList();
        assertEquals(List.of(), wide);
    }

    @Test
    void whatCannotBeIsRefusedByName() {
        Cli decider = corridor("--decider", "rollout");
        assertEquals(2, decider.exitCode());
        assertTrue(decider.err().contains("rollout"), decider.err());
        assertEquals(2, corridor("--demand", "3").exitCode());
        assertEquals(2, corridor("--recovery-minutes", "0").exitCode());
        Cli nowhere = Cli.run("evaluate", "corridor", folder.resolve("nowhere.gpkg"));
        assertEquals(4, nowhere.exitCode(), nowhere.err());
    }
}
