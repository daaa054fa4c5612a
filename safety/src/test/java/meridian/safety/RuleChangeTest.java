package meridian.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On the crossroads of the kernel's tests, whose groups 0 and 2 are in conflict. */
final class RuleChangeTest {
    private static final SafetyRules RULES = Crossroads.RULES;

    @Test
    void whatIsSaidHoldsAndNothingElseChanges() {
        SafetyRules changed = RULES.with(
                List.of(new RuleChange.LeastGreen(0, 9), new RuleChange.Apart(0, 2, 11), new RuleChange.MostRed(90)));
        assertEquals(9, changed.group(0).leastGreenSeconds());
        assertEquals(11, changed.intergreenSeconds(0, 2));
        assertEquals(RULES.intergreenSeconds(2, 0), changed.intergreenSeconds(2, 0));
        assertEquals(90, changed.mostRedSeconds());
        assertEquals(RULES.group(1), changed.group(1));
        assertEquals(RULES.conflicts(1), changed.conflicts(1));
    }

    @Test
    void groupsThatMayGoTogetherAreGreenTogetherInTheKernel() {
        SafetyRules changed = RULES.with(List.of(new RuleChange.Together(0, 2)));
        assertTrue(RULES.conflict(0, 2));
        assertFalse(changed.conflict(0, 2) || changed.conflict(2, 0));
        SafetyKernel kernel = new SafetyKernel(changed);
        Decision decision = kernel.request(kernel.start(0), 0b101, 0);
        assertTrue(decision instanceof JunctionState, decision.toString());
        assertTrue(new SafetyKernel(RULES).request(kernel.start(0), 0b101, 0) instanceof Refusal.ConflictingGroups);
    }

    @Test
    void aLongerAmberLeavesTheClearanceBehindItAsLongAsItWas() {
        int amber = RULES.group(0).amberSeconds();
        SafetyRules changed = RULES.with(List.of(new RuleChange.Amber(0, amber + 2)));
        assertEquals(RULES.intergreenSeconds(0, 2) + 2, changed.intergreenSeconds(0, 2));
        assertEquals(RULES.intergreenSeconds(2, 0), changed.intergreenSeconds(2, 0));
    }

    @Test
    void changedRulesAreProvedAsDerivedOnesAre() {
        SafetyRules changed = RULES.with(List.of(new RuleChange.Together(0, 2), new RuleChange.Amber(1, 5)));
        assertEquals(
                Map.of(),
                new CityProof(SignalProof.USUAL_STEP_MILLIS).prove(changed).broken());
    }

    private static Stream<RuleChange> impossible() {
        return Stream.of(
                new RuleChange.Amber(0, 2),
                new RuleChange.Amber(0, 7),
                new RuleChange.Amber(99, 3),
                new RuleChange.Amber(-1, 3),
                new RuleChange.LeastGreen(0, 0),
                new RuleChange.LeastGreen(0, 61),
                new RuleChange.MostRed(29),
                new RuleChange.MostRed(241),
                new RuleChange.Together(0, 0),
                new RuleChange.Apart(0, 0, 5),
                new RuleChange.Apart(0, 2, 0),
                new RuleChange.Apart(0, 2, 61),
                new RuleChange.Apart(0, 64, 5));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void whatCannotBeIsRefused(RuleChange change) {
        assertThrows(IllegalArgumentException.class, () -> RULES.with(List.of(change)));
    }

    @Test
    void aPairThatIsNewlyKeptApartNeedsBothItsTimes() {
        int free = 0;
        while (RULES.conflict(0, free) || free == 0) {
            free++;
        }
        int other = free;
        assertThrows(IllegalArgumentException.class, () -> RULES.with(List.of(new RuleChange.Apart(0, other, 5))));
        SafetyRules both = RULES.with(List.of(new RuleChange.Apart(0, other, 5), new RuleChange.Apart(other, 0, 6)));
        assertTrue(both.conflict(other, 0));
        assertEquals(6, both.intergreenSeconds(other, 0));
    }
}
