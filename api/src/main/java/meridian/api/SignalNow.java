package meridian.api;

import java.util.List;
import meridian.model.signal.Aspect;
import meridian.model.signal.SignalController;
import meridian.model.signal.SignalPhase;
import meridian.model.signal.SignalPlan;
import org.jspecify.annotations.Nullable;

/** What a controller does now: it follows its plan, or somebody holds a phase or keeps it dark or flashing. */
enum SignalNow {
    PLAN,
    HELD,
    DARK,
    FLASHING;

    /**
     * A controller's plan and what it does now.
     *
     * @param phase that runs, or ran last
     * @param shown by each group
     * @param secondsLeft until the next phase, at least; infinite where somebody keeps it as it is
     * @param mostSecondsLeft until the next phase, at most
     */
    static Views.Signal view(
            SignalController signal, int phase, List<Aspect> shown, double secondsLeft, double mostSecondsLeft) {
        SignalPlan plan = signal.plan();
        SignalNow now = of(shown, secondsLeft);
        boolean varies = now == PLAN && plan.phases().get(phase).varies();
        return new Views.Signal(
                signal.id(),
                plan.id(),
                plan.source() == SignalPlan.Source.ASSUMED,
                plan.actuated(),
                plan.cycleSeconds(),
                plan.offsetSeconds(),
                plan.phases().stream().map(SignalNow::view).toList(),
                phase,
                CityViews.word(now),
                now == PLAN ? left(secondsLeft) : null,
                varies ? left(mostSecondsLeft) : null);
    }

    private static SignalNow of(List<Aspect> shown, double secondsLeft) {
        if (secondsLeft < Double.POSITIVE_INFINITY) {
            return PLAN;
        }
        if (shown.stream().allMatch(aspect -> aspect == Aspect.OFF)) {
            return DARK;
        }
        return shown.stream().allMatch(aspect -> aspect == Aspect.FLASHING_AMBER) ? FLASHING : HELD;
    }

    /** Nothing where nobody knows: JSON has no infinite numbers. */
    private static @Nullable Double left(double seconds) {
        return Double.isFinite(seconds) ? CityViews.rounded(Math.max(0, seconds), 1) : null;
    }

    private static Views.Phase view(SignalPhase phase) {
        return new Views.Phase(
                phase.durationSeconds(),
                phase.leastSeconds(),
                phase.mostSeconds(),
                phase.aspects().stream().map(CityViews::word).toList());
    }
}
