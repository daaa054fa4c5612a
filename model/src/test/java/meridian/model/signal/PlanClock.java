package meridian.model.signal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

/** Runs a plan second by second and says what its groups show: the slow way, for tests. */
final class PlanClock {
    /** A stretch of green, from its start in the cycle. */
    record Green(int start, int seconds, boolean isProtected) {}

    private final SignalPlan plan;
    private final int cycle;

    PlanClock(SignalPlan plan) {
        this.plan = plan;
        this.cycle = (int) Math.round(plan.cycleSeconds());
    }

    Aspect at(int second, int group) {
        return plan.phases()
                .get(plan.phaseAt(plan.offsetSeconds() + second + 0.5))
                .aspects()
                .get(group);
    }

    List<Green> greens(int group) {
        List<Green> greens = new ArrayList<>();
        if (java.util.stream.IntStream.range(0, cycle)
                .allMatch(t -> at(t, group).green())) {
            return List.of(new Green(0, cycle, false));
        }
        for (int t = 0; t < cycle; t++) {
            if (at(t, group).green() && !at(t + cycle - 1, group).green()) {
                int end = t;
                boolean always = true;
                while (at(end, group).green() && end < t + cycle) {
                    always &= at(end, group) == Aspect.GREEN_PROTECTED;
                    end++;
                }
                greens.add(new Green(t, end - t, always));
            }
        }
        return greens;
    }

    void assertNeverProtectedTogether(String what, int g, int h) {
        for (int t = 0; t < cycle; t++) {
            assertFalse(
                    at(t, g) == Aspect.GREEN_PROTECTED && at(t, h) == Aspect.GREEN_PROTECTED,
                    what + ": groups " + g + " and " + h + " are protected against each other at " + t);
        }
    }

    void assertNeverGreenTogether(String what, int g, int h) {
        for (int t = 0; t < cycle; t++) {
            assertFalse(at(t, g).green() && at(t, h).green(), what + " at " + t);
        }
    }

    /** While the second is green, a conflicting first that must wait for it is not protected. */
    void assertLooksForProtected(String what, int waiting, int first) {
        for (int t = 0; t < cycle; t++) {
            assertFalse(
                    at(t, first).green() && at(t, waiting) == Aspect.GREEN_PROTECTED,
                    what + ": group " + waiting + " should look for " + first + " at " + t);
        }
    }

    /** Where the second starts while the first is not green, the first's green ended at least this long ago. */
    void assertRedBeforeOtherStarts(String what, int ending, int starting, int intergreenSeconds) {
        for (Green green : greens(starting)) {
            boolean alwaysGreen = at(green.start() + cycle - 1, starting).green();
            if (alwaysGreen || at(green.start(), ending).green()) {
                continue;
            }
            for (int back = 1; back <= intergreenSeconds; back++) {
                assertTrue(
                        !at(green.start() + cycle - back, ending).green(),
                        what + ": group " + starting + " starts " + back + " s after group " + ending + " ended");
            }
        }
    }
}
