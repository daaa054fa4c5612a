package meridian.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import meridian.safety.trial.Adversary;
import org.junit.jupiter.api.Test;

final class AdversaryTest {
    private static final long SEED = 20261128;

    @Test
    void aMillionUnlawfulRequestsAreRefusedAndTheLampsAreRight() {
        Adversary.Outcome outcome = against(new SafetyKernel(Crossroads.RULES), 6_000_000);
        assertEquals(List.of(), outcome.wrongs());
        assertEquals(0, outcome.unlawfulAccepted());
        assertTrue(outcome.unlawful() >= 1_000_000, outcome.toString());
        assertTrue(outcome.greens() > 10_000, outcome.toString());
    }

    @Test
    void aForgottenConflictIsFoundInTheLog() {
        Adversary.Outcome outcome = against(new SafetyKernel(Crossroads.forgetting(0, 2)), 100_000);
        assertTrue(outcome.unlawfulAccepted() > 0, outcome.toString());
        assertTrue(outcome.wrongs().toString().contains("while that of group"), outcome.toString());
    }

    @Test
    void anAmberTooShortIsFoundInTheLog() {
        Adversary.Outcome outcome = against(new SafetyKernel(Crossroads.shorterAmber(1)), 100_000);
        assertTrue(outcome.wrongs().toString().contains("group 1 shows AMBER for 2"), outcome.toString());
    }

    @Test
    void aMinimumGreenCutIsFoundInTheLog() {
        Adversary.Outcome outcome = against(new SafetyKernel(Crossroads.shorterGreen(2)), 100_000);
        assertTrue(outcome.wrongs().toString().contains("group 2 shows GREEN for 4"), outcome.toString());
    }

    @Test
    void aClearanceSkippedWhenARequestIsReplacedMidwayIsFoundInTheLog() {
        Adversary.Outcome outcome = against(new ForgetfulKernel(new SafetyKernel(Crossroads.RULES)), 100_000);
        assertTrue(outcome.wrongs().toString().contains("ms after that of group"), outcome.toString());
    }

    private static Adversary.Outcome against(Kernel kernel, long steps) {
        return new Adversary(Crossroads.RULES, kernel, new SplittableRandom(SEED)).run(steps);
    }
}
