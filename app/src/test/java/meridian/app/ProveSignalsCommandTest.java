package meridian.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import meridian.testkit.MeasuredCities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProveSignalsCommandTest {
    @TempDir
    private Path folder;

    @Test
    void theTownIsProvedAndItsPlansBreakNoRule() {
        Cli ran = Cli.run("prove", "signals", Cli.townFile(folder));
        assertEquals(0, ran.exitCode(), ran.err());
        assertTrue(ran.out().contains("Proved: no reachable state has conflicting greens"), ran.out());
        assertTrue(ran.out().contains("0 of 5 plans"), ran.out());
    }

    @Test
    void bolognaIsProvedAndItsRealPlansAreReported() {
        Path bologna = MeasuredCities.find("bologna/joined/run.sumo.cfg").orElse(null);
        assumeTrue(bologna != null, MeasuredCities.missing("bologna/joined"));
        Cli ran = Cli.run("prove", "signals", bologna);
        assertEquals(0, ran.exitCode(), ran.err());
        assertTrue(ran.out().contains("Proved: no reachable state has conflicting greens"), ran.out());
        // Junction 232's groups 8 and 9 go from green to red: seen in joined_tls.add.xml.
        assertTrue(ran.out().contains("232, plan utopia: group 8 shows amber for 0 s, of 3 s."), ran.out());
    }

    @Test
    void aMillionRandomStepsInTheTownBreakNothing() {
        Cli ran = Cli.run("bench", "safety", "--steps", "1000000");
        assertEquals(0, ran.exitCode(), ran.out() + ran.err());
        assertTrue(ran.out().contains("steps/s"), ran.out());
    }

    @Test
    void noStepsAndStepsThatDoNotDivideASecondAreRefused() {
        assertEquals(
                2,
                Cli.run("prove", "signals", Cli.townFile(folder), "--step-millis", "300")
                        .exitCode());
        assertEquals(2, Cli.run("bench", "safety", "--steps", "0").exitCode());
    }
}
