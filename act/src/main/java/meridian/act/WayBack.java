package meridian.act;

import java.util.ArrayList;
import java.util.List;
import meridian.model.signal.Aspect;
import meridian.safety.Colour;
import meridian.safety.JunctionState;
import meridian.safety.SafetyRules;

/**
 * How a junction comes back from us to its own plan, as a local controller does it: at once nothing new turns green, greens get
 * their whole amber, and all wait in red until everything that was green has cleared for everything else. Then the plan shows what
 * it has at that moment, whatever that is. Immutable.
 *
 * <p>Least greens are not waited for: an emergency stop cannot. Cutting one is uncomfortable, cutting an amber is not safe.
 */
final class WayBack {
    private static final long SECOND = 1000;

    private final SafetyRules rules;
    /** Until when each group is amber, ms; 0 where it is not. */
    private final long[] amberUntil;

    private final long clearAt;

    /** @param state in which the brain let go */
    WayBack(SafetyRules rules, JunctionState state, long nowMillis) {
        this.rules = rules;
        amberUntil = new long[rules.groups()];
        long clear = nowMillis;
        for (int g = 0; g < rules.groups(); g++) {
            long greenEnd = greenEnd(state, g, nowMillis);
            boolean open = state.colour(g) == Colour.GREEN || state.colour(g) == Colour.AMBER;
            amberUntil[g] = open ? greenEnd + rules.group(g).amberSeconds() * SECOND : 0;
            clear = Math.max(clear, amberUntil[g]);
            for (int other = 0; other < rules.groups(); other++) {
                clear = Math.max(clear, greenEnd + rules.intergreenSeconds(g, other) * SECOND);
            }
        }
        clearAt = clear;
    }

    /** When a group's last green ended, or ends now; for one that has been red, the latest that it can have been. */
    private long greenEnd(JunctionState state, int group, long nowMillis) {
        return switch (state.colour(group)) {
            case GREEN -> nowMillis;
            case AMBER -> state.sinceMillis(group);
            case RED, RED_AMBER -> state.sinceMillis(group) - rules.group(group).amberSeconds() * SECOND;
        };
    }

    /** From then on the plan may show what it wants, ms. */
    long clearAtMillis() {
        return clearAt;
    }

    /** What is shown until then. */
    List<Aspect> aspects(int groups, long nowMillis) {
        List<Aspect> aspects = new ArrayList<>(groups);
        for (int g = 0; g < groups; g++) {
            aspects.add(nowMillis < amberUntil[g] ? Aspect.AMBER : Aspect.RED);
        }
        return aspects;
    }
}
