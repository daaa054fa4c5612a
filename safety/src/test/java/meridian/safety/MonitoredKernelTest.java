package meridian.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import meridian.safety.monitor.FieldMonitor;
import meridian.safety.monitor.Lamp;
import meridian.safety.monitor.Verdict;
import org.junit.jupiter.api.Test;

/** The monitor at a field that shows what a kernel says. */
final class MonitoredKernelTest {
    @Test
    void theKernelNeverTripsTheMonitor() {
        assertEquals(new Verdict.Fine(), afterHours(new SafetyKernel(Crossroads.RULES)));
    }

    @Test
    void aKernelThatForgetsAConflictDoes() {
        Verdict verdict = afterHours(new SafetyKernel(Crossroads.forgetting(0, 2)));
        assertTrue(
                verdict instanceof Verdict.Conflict || verdict instanceof Verdict.ShortClearance, verdict.toString());
    }

    @Test
    void aKernelWhoseAmberIsTooShortDoes() {
        Verdict verdict = afterHours(new SafetyKernel(Crossroads.shorterAmber(1)));
        assertTrue(verdict instanceof Verdict.ShortAmber amber && amber.group() == 1, verdict.toString());
    }

    @Test
    void aKernelThatForgetsAClearanceDoes() {
        Verdict verdict = afterHours(new ForgetfulKernel(new SafetyKernel(Crossroads.RULES)));
        assertTrue(verdict instanceof Verdict.ShortClearance, verdict.toString());
    }

    private static Verdict afterHours(Kernel kernel) {
        SplittableRandom random = new SplittableRandom(20261128);
        FieldMonitor monitor = new FieldMonitor(MonitorLimits.of(Crossroads.RULES), 0);
        JunctionState state = kernel.start(0);
        long wanted = 0;
        for (long now = 0; now < 8 * 3_600_000; now += 100) {
            if (random.nextInt(60) == 0) {
                wanted = random.nextInt(32);
            }
            monitor.heardBrain(now);
            Decision decision = kernel.request(state, wanted, now);
            if (decision instanceof Refusal) {
                decision = kernel.request(state, state.wanted(), now);
            }
            state = (JunctionState) (decision instanceof Refusal ? kernel.tick(state, now) : decision);
            if (state.mode() != Mode.CONTROLLED) {
                state = (JunctionState) kernel.resume(state, now);
                monitor.reset(now);
            }
            for (int g = 0; g < Crossroads.RULES.groups(); g++) {
                monitor.report(g, Lamp.valueOf(state.colour(g).name()), now);
            }
            if (monitor.tick(now).fallback()) {
                return monitor.tick(now);
            }
        }
        return monitor.tick(0);
    }
}
