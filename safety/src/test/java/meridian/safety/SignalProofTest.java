package meridian.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import meridian.model.signal.Intergreens;
import org.junit.jupiter.api.Test;

final class SignalProofTest {
    @Test
    void noPairOfTheCrossroadsCanBreakARule() {
        CityProof proof = new CityProof(SignalProof.USUAL_STEP_MILLIS);
        CityProof.Proved proved = proof.prove(Crossroads.RULES);
        assertEquals(Map.of(), proved.broken());
        assertEquals(10, proved.pairs());
        assertEquals(7, proved.conflicting());
        assertTrue(proof.states() > 1000, proof.states() + " states");
    }

    @Test
    void callsAtHalvesOfASecondCannotEither() {
        assertEquals(
                Map.of(),
                new CityProof(500).prove(Crossroads.RULES.only(0, 2, 4)).broken());
    }

    @Test
    void threeGroupsAtOnceCannotEither() {
        // Short times, so that all three can be searched together: 1 s of amber, 1 s of green, 2 s between greens.
        SafetyRules rules = Crossroads.rules(1, 1, 2, 0).only(0, 1, 2).withoutDeadlines();
        SignalProof.Result result = SignalProof.search(rules, new SafetyKernel(rules), SignalProof.USUAL_STEP_MILLIS);
        assertEquals(List.of(), result.broken());
        assertTrue(result.states() > 1000, result.states() + " states");
    }

    @Test
    void aForgottenConflictIsFound() {
        assertFound(0, 2, Crossroads.forgetting(0, 2), "green together");
    }

    @Test
    void anAmberTooShortIsFound() {
        assertFound(0, 1, Crossroads.shorterAmber(1), "from AMBER to RED after 2000 ms");
    }

    @Test
    void aMinimumGreenCutIsFound() {
        assertFound(0, 2, Crossroads.shorterGreen(2), "from GREEN to AMBER after 4000 ms");
    }

    @Test
    void aClearanceSkippedWhenARequestIsReplacedMidwayIsFound() {
        SafetyRules pair = Crossroads.RULES.only(0, 2).withoutDeadlines();
        SignalProof.Result result =
                SignalProof.search(pair, new ForgetfulKernel(new SafetyKernel(pair)), SignalProof.USUAL_STEP_MILLIS);
        assertTrue(
                result.broken().toString().contains("ms after"), result.broken().toString());
    }

    @Test
    void aSingleGroupIsProvedAsWell() {
        SafetyRules alone = SafetyRules.of(
                "alone", List.of(new GroupRule(false, 3, 0, 5)), new long[1], Intergreens.of(new int[1][1]));
        CityProof.Proved proved = new CityProof(SignalProof.USUAL_STEP_MILLIS).prove(alone);
        assertEquals(1, proved.pairs());
        assertEquals(Map.of(), proved.broken());
    }

    private static void assertFound(int group, int other, SafetyRules wrong, String what) {
        SafetyRules mutant = wrong.only(group, other).withoutDeadlines();
        SignalProof.Result result = SignalProof.search(
                Crossroads.RULES.only(group, other), new SafetyKernel(mutant), SignalProof.USUAL_STEP_MILLIS);
        assertFalse(result.holds());
        assertTrue(result.broken().toString().contains(what), result.broken().toString());
    }
}
