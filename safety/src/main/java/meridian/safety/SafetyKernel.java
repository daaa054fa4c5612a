package meridian.safety;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the groups of one junction show. Whoever decides about traffic only says who should be green; amber, clearance
 * and red-amber come from here, and what is outside the {@link SafetyRules} is refused. A pure function; immutable.
 *
 * <p>Each change of a colour happens at the time of the call that makes it, never before: who calls late gets longer times,
 * not shorter ones. A group changes only by conditions on itself and on each of its conflicting groups alone, and none of
 * them can be met by a third group's doing; {@link SignalProof} leans on that.
 */
public final class SafetyKernel implements Kernel {
    /** A lamp that has just become red stays so for a moment; our assumption, so that no amber goes over into green. */
    static final int LEAST_RED_SECONDS = 1;

    private static final long SECOND = 1000;

    private final SafetyRules rules;
    private final int groups;
    private final long all;
    private final long barred;
    private final long[] conflicts;
    private final long[] amberMillis;
    private final long[] redAmberMillis;
    private final long[] leastGreenMillis;
    /** From the end of a green to the start of another, ms; by ending group times groups plus starting group. */
    private final long[] intergreenMillis;

    public SafetyKernel(SafetyRules rules) {
        this.rules = rules;
        groups = rules.groups();
        all = groups == SafetyRules.MOST_GROUPS ? -1 : (1L << groups) - 1;
        conflicts = new long[groups];
        amberMillis = new long[groups];
        redAmberMillis = new long[groups];
        leastGreenMillis = new long[groups];
        intergreenMillis = new long[groups * groups];
        long never = 0;
        for (int g = 0; g < groups; g++) {
            GroupRule rule = rules.group(g);
            conflicts[g] = rules.conflicts(g);
            amberMillis[g] = rule.amberSeconds() * SECOND;
            redAmberMillis[g] = rule.redAmberSeconds() * SECOND;
            leastGreenMillis[g] = rule.leastGreenSeconds() * SECOND;
            never |= rules.barred(g) ? 1L << g : 0;
            for (int h = 0; h < groups; h++) {
                intergreenMillis[g * groups + h] = rules.intergreenSeconds(g, h) * SECOND;
            }
        }
        barred = never;
    }

    @Override
    public SafetyRules rules() {
        return rules;
    }

    /**
     * Nobody knows what the junction showed before, so that every group counts as green until now: vehicles see amber, people
     * on foot red, and all intergreens run (RiLSA's switching-on sequence).
     */
    @Override
    public JunctionState start(long nowMillis) {
        long[] since = new long[groups];
        Arrays.fill(since, nowMillis);
        long amber = 0;
        for (int g = 0; g < groups; g++) {
            amber |= amberMillis[g] > 0 ? 1L << g : 0;
        }
        return new JunctionState(Mode.CONTROLLED, nowMillis, nowMillis, 0, amber, 0, 0, since, since.clone());
    }

    @Override
    public Decision request(JunctionState state, long wanted, long nowMillis) {
        if (nowMillis < state.nowMillis) {
            return new Refusal.TimeWentBack(state.nowMillis, nowMillis);
        }
        if (state.mode != Mode.CONTROLLED || silent(state, nowMillis)) {
            return new Refusal.NotInControl(state.mode == Mode.LATCHED ? Mode.LATCHED : Mode.FALLBACK);
        }
        Refusal refusal = unlawful(wanted);
        if (refusal == null) {
            refusal = tooEarly(state, wanted, nowMillis);
        }
        if (refusal == null) {
            refusal = tooLate(state, wanted, nowMillis);
        }
        return refusal != null ? refusal : advance(state, wanted, nowMillis, nowMillis);
    }

    @Override
    public Decision tick(JunctionState state, long nowMillis) {
        if (nowMillis < state.nowMillis) {
            return new Refusal.TimeWentBack(state.nowMillis, nowMillis);
        }
        if (state.mode != Mode.CONTROLLED || silent(state, nowMillis)) {
            return drop(state, false, nowMillis);
        }
        return advance(state, state.wanted, state.heardMillis, nowMillis);
    }

    @Override
    public JunctionState drop(JunctionState state, boolean latched, long nowMillis) {
        Mode mode = latched || state.mode == Mode.LATCHED ? Mode.LATCHED : Mode.FALLBACK;
        if (state.mode == mode) {
            return state;
        }
        // What it showed is over and of no use to whoever takes the junction back.
        long[] since = new long[groups];
        Arrays.fill(since, nowMillis);
        return new JunctionState(
                mode, Math.max(nowMillis, state.nowMillis), state.heardMillis, 0, 0, 0, 0, since, since);
    }

    @Override
    public Decision resume(JunctionState state, long nowMillis) {
        return leave(state, Mode.FALLBACK, nowMillis);
    }

    @Override
    public Decision reset(JunctionState state, long nowMillis) {
        return leave(state, Mode.LATCHED, nowMillis);
    }

    private Decision leave(JunctionState state, Mode from, long nowMillis) {
        if (nowMillis < state.nowMillis) {
            return new Refusal.TimeWentBack(state.nowMillis, nowMillis);
        }
        return state.mode == from ? start(nowMillis) : new Refusal.WrongMode(state.mode);
    }

    /** A brain whose requests are all refused is as good as silent, so only accepted ones count. */
    private boolean silent(JunctionState state, long nowMillis) {
        return nowMillis - state.heardMillis > rules.silenceSeconds() * SECOND;
    }

    /** What may be asked for at no time. */
    private @Nullable Refusal unlawful(long wanted) {
        if ((wanted & ~all) != 0) {
            return new Refusal.UnknownGroups(wanted & ~all);
        }
        if ((wanted & barred) != 0) {
            return new Refusal.BarredGroup(Long.numberOfTrailingZeros(wanted & barred));
        }
        for (long rest = wanted; rest != 0; rest &= rest - 1) {
            int g = Long.numberOfTrailingZeros(rest);
            if ((conflicts[g] & wanted) != 0) {
                return new Refusal.ConflictingGroups(g, Long.numberOfTrailingZeros(conflicts[g] & wanted));
            }
        }
        return null;
    }

    private @Nullable Refusal tooEarly(JunctionState state, long wanted, long nowMillis) {
        for (long rest = (state.green | state.redAmber) & ~wanted; rest != 0; rest &= rest - 1) {
            int g = Long.numberOfTrailingZeros(rest);
            long green = (state.green >>> g & 1) != 0 ? nowMillis - state.sinceMillis[g] : 0;
            if (green < leastGreenMillis[g]) {
                return new Refusal.GreenTooShort(g, green, leastGreenMillis[g]);
            }
        }
        return null;
    }

    /** Of the groups that have been red too long, one that has been so for longest must be wanted. */
    private @Nullable Refusal tooLate(JunctionState state, long wanted, long nowMillis) {
        long open = state.green | state.amber | state.redAmber | barred;
        int longest = -1;
        for (long rest = all & ~open; rest != 0; rest &= rest - 1) {
            int g = Long.numberOfTrailingZeros(rest);
            long redMillis = nowMillis - state.sinceMillis[g];
            boolean longer = longest < 0 || state.sinceMillis[g] < state.sinceMillis[longest];
            boolean tie = longest >= 0 && state.sinceMillis[g] == state.sinceMillis[longest];
            if (redMillis > rules.mostRedSeconds() * SECOND && (longer || tie && (wanted >>> g & 1) != 0)) {
                longest = g;
            }
        }
        return longest < 0 || (wanted >>> longest & 1) != 0
                ? null
                : new Refusal.TooLongRed(
                        longest, nowMillis - state.sinceMillis[longest], rules.mostRedSeconds() * SECOND);
    }

    /** Ends what is not wanted, then what is over, then begins what is wanted, each as far as it may be now. */
    private JunctionState advance(JunctionState state, long wanted, long heardMillis, long nowMillis) {
        Change change = new Change(state, nowMillis);
        for (long rest = change.green & ~wanted; rest != 0; rest &= rest - 1) {
            int g = Long.numberOfTrailingZeros(rest);
            if (change.age(g) >= leastGreenMillis[g]) {
                change.endGreen(g, amberMillis[g] > 0);
            }
        }
        for (long rest = change.amber; rest != 0; rest &= rest - 1) {
            int g = Long.numberOfTrailingZeros(rest);
            if (change.age(g) >= amberMillis[g]) {
                change.toRed(g);
            }
        }
        for (long rest = change.redAmber; rest != 0; rest &= rest - 1) {
            int g = Long.numberOfTrailingZeros(rest);
            if (change.age(g) >= redAmberMillis[g] && cleared(change, g, 0)) {
                change.toGreen(g);
            }
        }
        for (long rest = wanted & ~(change.green | change.amber | change.redAmber); rest != 0; rest &= rest - 1) {
            int g = Long.numberOfTrailingZeros(rest);
            if (change.age(g) >= LEAST_RED_SECONDS * SECOND && cleared(change, g, redAmberMillis[g])) {
                change.begin(g, redAmberMillis[g] > 0);
            }
        }
        return change.state(wanted, heardMillis);
    }

    /** Whether a group may be green in so many milliseconds, as far as conflicting greens are concerned. */
    private boolean cleared(Change change, int g, long aheadMillis) {
        long against = conflicts[g];
        if ((against & (change.green | change.amber) | against & ~(1L << g) & change.redAmber) != 0) {
            return false;
        }
        for (long rest = against; rest != 0; rest &= rest - 1) {
            int h = Long.numberOfTrailingZeros(rest);
            if (change.sinceGreen(h) + aheadMillis < intergreenMillis[h * groups + g]) {
                return false;
            }
        }
        return true;
    }

    /** One call's changes of a state. The arrays are copied when the first is made. */
    private static final class Change {
        private final JunctionState before;
        private final long nowMillis;
        private long green;
        private long amber;
        private long redAmber;
        private long[] sinceMillis;
        private long[] greenEndMillis;

        Change(JunctionState before, long nowMillis) {
            this.before = before;
            this.nowMillis = nowMillis;
            green = before.green;
            amber = before.amber;
            redAmber = before.redAmber;
            sinceMillis = before.sinceMillis;
            greenEndMillis = before.greenEndMillis;
        }

        long age(int g) {
            return nowMillis - sinceMillis[g];
        }

        long sinceGreen(int g) {
            return nowMillis - greenEndMillis[g];
        }

        void endGreen(int g, boolean hasAmber) {
            green &= ~(1L << g);
            amber |= hasAmber ? 1L << g : 0;
            if (greenEndMillis == before.greenEndMillis) {
                greenEndMillis = greenEndMillis.clone();
            }
            greenEndMillis[g] = nowMillis;
            shows(g);
        }

        void toRed(int g) {
            amber &= ~(1L << g);
            shows(g);
        }

        void toGreen(int g) {
            redAmber &= ~(1L << g);
            green |= 1L << g;
            shows(g);
        }

        void begin(int g, boolean hasRedAmber) {
            redAmber |= hasRedAmber ? 1L << g : 0;
            green |= hasRedAmber ? 0 : 1L << g;
            shows(g);
        }

        private void shows(int g) {
            if (sinceMillis == before.sinceMillis) {
                sinceMillis = sinceMillis.clone();
            }
            sinceMillis[g] = nowMillis;
        }

        JunctionState state(long wanted, long heardMillis) {
            return new JunctionState(
                    Mode.CONTROLLED,
                    nowMillis,
                    heardMillis,
                    green,
                    amber,
                    redAmber,
                    wanted,
                    sinceMillis,
                    greenEndMillis);
        }
    }
}
