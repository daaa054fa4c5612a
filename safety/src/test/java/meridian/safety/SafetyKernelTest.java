package meridian.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class SafetyKernelTest {
    private final SafetyKernel kernel = new SafetyKernel(Crossroads.RULES);
    /** At 20 s, with north–south (group 0) green since 11 s: start, amber 3 s, 10 s for people on foot, red-amber. */
    private final JunctionState northSouth = until(accepted(kernel.request(kernel.start(0), bits(0), 0)), 20_000);

    @Test
    void aJunctionTakenOverClearsEverybodyBeforeItsFirstGreen() {
        JunctionState state = accepted(kernel.request(kernel.start(0), bits(0), 0));
        assertEquals(Colour.AMBER, state.colour(0));
        assertEquals(Colour.RED, until(state, 3_000).colour(0));
        // People on foot have 10 s from 0; the red-amber of 1 s is the last of it.
        assertEquals(Colour.RED, until(state, 8_900).colour(0));
        assertEquals(Colour.RED_AMBER, until(state, 9_000).colour(0));
        assertEquals(Colour.GREEN, until(state, 10_000).colour(0));
    }

    @Test
    void amberClearanceAndRedAmberStandBetweenTwoGreens() {
        JunctionState state = accepted(kernel.request(northSouth, bits(2), 20_000));
        assertEquals(Colour.AMBER, state.colour(0));
        assertEquals(Colour.RED, state.colour(2));
        assertEquals(Colour.AMBER, until(state, 22_900).colour(0));
        assertEquals(Colour.RED, until(state, 23_000).colour(0));
        // Intergreen 6 s from the end of green at 20 s, of which 1 s red-amber.
        assertEquals(Colour.RED, until(state, 24_900).colour(2));
        assertEquals(Colour.RED_AMBER, until(state, 25_000).colour(2));
        assertEquals(Colour.GREEN, until(state, 26_000).colour(2));
    }

    @Test
    void peopleOnFootHaveNoAmberAndTheirWayOverTheRoad() {
        JunctionState walking = until(accepted(kernel.request(northSouth, bits(2, 4), 20_000)), 40_000);
        assertEquals(Colour.GREEN, walking.colour(4));
        JunctionState ending = accepted(kernel.request(walking, bits(0), 40_000));
        assertEquals(Colour.RED, ending.colour(4));
        assertEquals(Colour.RED_AMBER, until(ending, 49_900).colour(0));
        assertEquals(Colour.GREEN, until(ending, 50_000).colour(0));
    }

    @Test
    void conflictingGroupsAreRefusedByName() {
        assertEquals(new Refusal.ConflictingGroups(0, 2), kernel.request(northSouth, bits(0, 2), 20_000));
    }

    @Test
    void unknownGroupsAreRefusedByName() {
        assertEquals(new Refusal.UnknownGroups(bits(5, 63)), kernel.request(northSouth, bits(0, 5, 63), 20_000));
    }

    @Test
    void aGreenThatIsTooShortIsRefusedWithItsTimes() {
        JunctionState fresh = until(accepted(kernel.request(kernel.start(0), bits(0), 0)), 12_000);
        assertEquals(new Refusal.GreenTooShort(0, 2_000, 5_000), kernel.request(fresh, bits(2), 12_000));
        assertInstanceOf(JunctionState.class, kernel.request(until(fresh, 15_000), bits(2), 15_000));
    }

    @Test
    void aRedAmberCannotBeTakenBack() {
        JunctionState state = until(accepted(kernel.request(kernel.start(0), bits(0), 0)), 9_500);
        assertEquals(new Refusal.GreenTooShort(0, 0, 5_000), kernel.request(state, bits(2), 9_500));
    }

    @Test
    void timeThatGoesBackIsRefused() {
        assertEquals(new Refusal.TimeWentBack(20_000, 19_999), kernel.request(northSouth, bits(0), 19_999));
        assertEquals(new Refusal.TimeWentBack(20_000, 19_999), kernel.tick(northSouth, 19_999));
    }

    @Test
    void aGroupThatWaitedTooLongMustBeWanted() {
        JunctionState state = northSouth;
        for (long now = 20_000; now <= 120_000; now += 100) {
            state = accepted(kernel.request(state, bits(0), now));
        }
        // People on foot have been red since 0 s, groups 1 to 3 since their amber ended at 3 s.
        assertEquals(new Refusal.TooLongRed(4, 120_001, 120_000), kernel.request(state, bits(0), 120_001));
        assertInstanceOf(JunctionState.class, kernel.request(state, bits(2, 4), 120_001));
    }

    @Test
    void twoSecondsWithoutAnAcceptedRequestAreTheEndOfControl() {
        JunctionState state = accepted(kernel.request(northSouth, bits(0), 20_000));
        assertEquals(Mode.CONTROLLED, accepted(kernel.tick(state, 22_000)).mode());
        JunctionState silent = accepted(kernel.tick(state, 22_001));
        assertEquals(Mode.FALLBACK, silent.mode());
        assertEquals(new Refusal.NotInControl(Mode.FALLBACK), kernel.request(silent, bits(0), 22_002));
        assertEquals(new Refusal.NotInControl(Mode.FALLBACK), kernel.request(state, bits(0), 22_001));
        assertEquals(Colour.AMBER, accepted(kernel.resume(silent, 30_000)).colour(2));
    }

    @Test
    void aLatchedJunctionNeedsAReset() {
        JunctionState latched = kernel.drop(northSouth, true, 20_000);
        assertEquals(new Refusal.NotInControl(Mode.LATCHED), kernel.request(latched, bits(0), 20_001));
        assertEquals(new Refusal.WrongMode(Mode.LATCHED), kernel.resume(latched, 20_001));
        assertSame(Mode.LATCHED, kernel.drop(latched, false, 20_002).mode());
        assertEquals(Mode.CONTROLLED, accepted(kernel.reset(latched, 20_003)).mode());
    }

    /** What the proof by pairs rests on; {@code docs/safety.md} has the argument for all runs. */
    @Test
    void everyRunOfAJunctionSeenThroughTwoGroupsIsARunOfThePairsKernel() {
        long seed = 20261128;
        Random random = new Random(seed);
        SafetyRules rules = Crossroads.RULES.withoutDeadlines();
        SafetyKernel whole = new SafetyKernel(rules);
        for (int run = 0; run < 200; run++) {
            int a = random.nextInt(5);
            int b = (a + 1 + random.nextInt(4)) % 5;
            SafetyKernel pair = new SafetyKernel(rules.only(a, b));
            JunctionState full = whole.start(0);
            JunctionState part = pair.start(0);
            long now = 0;
            for (int step = 0; step < 500; step++) {
                now += random.nextInt(1500);
                if (whole.request(full, random.nextInt(32) & random.nextInt(32), now) instanceof JunctionState next) {
                    full = next;
                } else {
                    full = accepted(whole.tick(full, now));
                }
                long open = full.green() | full.redAmber();
                part = accepted(pair.request(part, (open >>> a & 1) | (open >>> b & 1) << 1, now));
                String what = "seed " + seed + ", run " + run + ", step " + step;
                assertEquals(full.colour(a), part.colour(0), what);
                assertEquals(full.colour(b), part.colour(1), what);
            }
        }
    }

    private static long bits(int... groups) {
        long bits = 0;
        for (int g : groups) {
            bits |= 1L << g;
        }
        return bits;
    }

    private static JunctionState accepted(Decision decision) {
        return assertInstanceOf(JunctionState.class, decision);
    }

    /** Ticks ten times a second, and asks again for what is wanted, as a brain does. */
    private JunctionState until(JunctionState from, long untilMillis) {
        JunctionState state = from;
        for (long now = from.nowMillis(); now <= untilMillis; now += 100) {
            state = accepted(kernel.request(state, state.wanted(), now));
        }
        return state;
    }
}
