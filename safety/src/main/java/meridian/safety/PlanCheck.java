package meridian.safety;

import java.util.ArrayList;
import java.util.List;
import meridian.model.signal.Aspect;
import meridian.model.signal.SignalController;
import meridian.model.signal.SignalPhase;

/**
 * Holds a controller's fixed plan against the rules that the network gives. It only tells; a plan that really runs may be right
 * where our map of the junction is not.
 *
 * <p>Phases that detectors lengthen count with their least time where something may be too short, and with their usual time
 * where a red may be too long. Who stops and then goes (a turn at red) counts as red.
 */
public final class PlanCheck {
    private static final double ROUNDING_SECONDS = 1e-6;

    private final SafetyRules rules;
    private final String plan;
    private final List<SignalPhase> phases;
    private final List<PlanFinding> findings = new ArrayList<>();

    private PlanCheck(SafetyRules rules, SignalController signal) {
        this.rules = rules;
        this.plan = signal.plan().id();
        this.phases = signal.plan().phases();
    }

    /** @param rules those derived for this controller; groups of crossings, which no plan shows, are left out */
    public static List<PlanFinding> check(SafetyRules rules, SignalController signal) {
        PlanCheck check = new PlanCheck(rules, signal);
        for (int g = 0; g < signal.groups(); g++) {
            check.alone(g);
            for (int h = 0; h < signal.groups(); h++) {
                if (g != h && rules.conflict(g, h)) {
                    check.pair(g, h);
                }
            }
        }
        return List.copyOf(check.findings);
    }

    private Aspect aspect(int phase, int group) {
        return phases.get(phase % phases.size()).aspects().get(group);
    }

    private boolean green(int phase, int group) {
        return aspect(phase, group).green();
    }

    private double leastSeconds(int phase) {
        return phases.get(phase % phases.size()).leastSeconds();
    }

    /** Green, amber and red of one group, each worst of the cycle. */
    private void alone(int g) {
        double green = Double.POSITIVE_INFINITY;
        double amber = Double.POSITIVE_INFINITY;
        double red = 0;
        for (int p = 0; p < phases.size(); p++) {
            boolean ends = green(p, g) && !green(p + 1, g);
            if (ends) {
                green = Math.min(green, back(p, g));
                red = Math.max(red, untilGreen(p + 1, g));
            }
            if (ends && !aspect(p + 1, g).open()) {
                amber = Math.min(amber, amberFrom(p + 1, g));
            }
        }
        GroupRule rule = rules.group(g);
        shorter(PlanFinding.Kind.SHORT_GREEN, g, g, green, rule.leastGreenSeconds());
        shorter(PlanFinding.Kind.SHORT_AMBER, g, g, amber, rule.amberSeconds());
        if (red > rules.mostRedSeconds() + ROUNDING_SECONDS) {
            add(PlanFinding.Kind.LONG_RED, g, g, red, rules.mostRedSeconds());
        }
    }

    /** Length of the green that ends with a phase, s. */
    private double back(int phase, int g) {
        double seconds = 0;
        for (int p = phase + phases.size(); p > phase && green(p, g); p--) {
            seconds += leastSeconds(p);
        }
        return seconds;
    }

    private double amberFrom(int phase, int g) {
        double seconds = 0;
        for (int p = phase; p < phase + phases.size() && aspect(p, g) == Aspect.AMBER; p++) {
            seconds += leastSeconds(p);
        }
        return seconds;
    }

    private double untilGreen(int phase, int g) {
        double seconds = 0;
        for (int p = phase; p < phase + phases.size() && !green(p, g); p++) {
            seconds += phases.get(p % phases.size()).durationSeconds();
        }
        return seconds;
    }

    private void pair(int starting, int ending) {
        double together = 0;
        double between = Double.POSITIVE_INFINITY;
        for (int p = 0; p < phases.size(); p++) {
            together += green(p, starting) && green(p, ending) ? leastSeconds(p) : 0;
            if (green(p, ending) && !green(p + 1, ending) && !green(p, starting)) {
                between = Math.min(between, untilStart(p + 1, starting, ending));
            }
        }
        if (together > 0 && starting < ending) {
            add(PlanFinding.Kind.CONFLICTING_GREENS, starting, ending, together, 0);
        }
        shorter(
                PlanFinding.Kind.SHORT_INTERGREEN,
                starting,
                ending,
                between,
                rules.intergreenSeconds(ending, starting));
    }

    /** From a phase to the first in which a group is green; infinite where the other is green before that. */
    private double untilStart(int phase, int starting, int ending) {
        double seconds = 0;
        for (int p = phase; p < phase + phases.size() && !green(p, ending); p++) {
            if (green(p, starting)) {
                return seconds;
            }
            seconds += leastSeconds(p);
        }
        return Double.POSITIVE_INFINITY;
    }

    private void shorter(PlanFinding.Kind kind, int group, int other, double shown, double needed) {
        if (shown < needed - ROUNDING_SECONDS) {
            add(kind, group, other, shown, needed);
        }
    }

    private void add(PlanFinding.Kind kind, int group, int other, double shown, double needed) {
        findings.add(new PlanFinding(rules.controller(), plan, kind, group, other, shown, needed));
    }
}
