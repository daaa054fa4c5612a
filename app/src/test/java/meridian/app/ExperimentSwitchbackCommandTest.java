package meridian.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import meridian.app.terminal.TextTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ExperimentSwitchbackCommandTest {
    @TempDir
    private Path folder;

    private Cli town(Object... more) {
        List<Object> words = new java.util.ArrayList<>(
                List.of("experiment", "switchback", Cli.townFile(folder), "--hours", "0.2", "--block-minutes", "2"));
        words.addAll(List.of("--burn-in-minutes", "1", "--seeds", "2", "--observe", "vehicles"));
        words.addAll(List.of(more));
        return Cli.run(words.toArray());
    }

    @Test
    void whatWasFoundStandsBesideTheTruthInEightyColumns() {
        Cli ran = town();
        assertEquals(0, ran.exitCode(), ran.err());
        assertTrue(ran.out().lines().allMatch(line -> line.length() <= TextTable.COLUMNS), ran.out());
        assertTrue(ran.out().contains("effect found") && ran.out().contains("true effect"), ran.out());
        assertTrue(ran.out().contains("SIMULATED"), ran.out());
    }

    /** Switched against itself a decider changes nothing, and the true effect is 0 to the last bit. */
    @Test
    void aDeciderAgainstItselfHasNoTrueEffect() {
        Cli ran = town("--decider", "actuated", "--against", "actuated", "--json");
        assertEquals(0, ran.exitCode(), ran.err());
        JsonNode found = JsonMapper.shared()
                .readTree(ran.out())
                .get("found")
                .get("experiments")
                .get(0);
        assertEquals(0.0, found.get("trueEffect").asDouble());
        assertEquals(6, found.get("found").get("pairs").asInt());
    }

    @Test
    void tooFewPairsAreRefusedBeforeAnythingRuns() {
        Cli few = Cli.run("experiment", "switchback", Cli.townFile(folder), "--hours", "0.2", "--seeds", "1");
        assertEquals(2, few.exitCode());
        assertTrue(few.err().contains("6 pairs"), few.err());
        Cli all = Cli.run("experiment", "switchback", "hangzhou", "--block-minutes", "5", "--burn-in-minutes", "5");
        assertEquals(2, all.exitCode());
        assertTrue(all.err().contains("--burn-in-minutes is 0 to 4, not 5"), all.err());
        assertEquals(2, town("--against", "clairvoyant").exitCode());
    }
}
