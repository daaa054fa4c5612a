package meridian.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class BenchCommandTest {
    @Test
    void anUnknownCaseIsRefusedWithTheKnownOnes() {
        Cli ran = Cli.run("bench", "road", "--cases", "atlantis");
        assertEquals(2, ran.exitCode());
        assertTrue(ran.err().contains("small, large, bologna, nanchang"), ran.err());
    }

    @Test
    void anUnknownSceneIsRefusedWithTheKnownOnes() {
        Cli ran = Cli.run("bench", "sumo", "--scenes", "atlantis");
        assertEquals(2, ran.exitCode());
        assertTrue(ran.err().contains("bologna, acosta, cologne1"), ran.err());
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertEquals(2, Cli.run("bench", "road", "--threads", "0").exitCode());
        assertEquals(2, Cli.run("bench", "sumo", "--seeds", "0").exitCode());
        assertEquals(2, Cli.run("bench", "sumo", "--threads", "0").exitCode());
        assertEquals(2, Cli.run("bench", "journal", "--seconds", "0").exitCode());
        assertEquals(
                2, Cli.run("bench", "journal", "--rate-events-per-second", "0").exitCode());
        assertEquals(2, Cli.run("bench", "doors", "--seconds", "0").exitCode());
        assertEquals(
                2,
                Cli.run("bench", "doors", "--rate-observations-per-second", "0").exitCode());
        assertEquals(2, Cli.run("torture", "kill", "--count", "0").exitCode());
        assertEquals(2, Cli.run("torture", "power", "--count", "0").exitCode());
        assertEquals(2, Cli.run("torture", "fault", "disk-full", "--count", "0").exitCode());
        assertEquals(2, Cli.run("torture", "fault", "earthquake").exitCode());
    }
}
