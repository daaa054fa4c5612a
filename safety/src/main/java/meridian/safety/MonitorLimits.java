package meridian.safety;

import meridian.safety.monitor.FieldLimits;

/** A junction's rules in the plain numbers that a monitor takes, which knows none of our classes. */
public final class MonitorLimits {
    private static final int SECOND_MILLIS = 1000;

    private MonitorLimits() {}

    public static FieldLimits of(SafetyRules rules) {
        FieldLimits.Builder limits = new FieldLimits.Builder(rules.groups());
        for (int g = 0; g < rules.groups(); g++) {
            limits.amber(g, SECOND_MILLIS * rules.group(g).amberSeconds());
            for (int h = 0; h < rules.groups(); h++) {
                if (g != h && rules.conflict(g, h)) {
                    limits.apart(g, h, SECOND_MILLIS * rules.intergreenSeconds(g, h));
                }
            }
        }
        return limits.build();
    }
}
