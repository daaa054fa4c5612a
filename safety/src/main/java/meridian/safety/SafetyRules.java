package meridian.safety;

import java.util.ArrayList;
import java.util.List;
import meridian.model.signal.Intergreens;

/**
 * What may never happen at one junction with one controller. Immutable.
 *
 * <p>The pairs that may be green together are a whitelist: a pair of which nobody could say that it may is a conflict, and a
 * group about which nothing could be derived is barred, that is in conflict with itself. Sets of groups are bits of a {@code
 * long}, bit 0 for group 0.
 */
public final class SafetyRules {
    /** A set of groups is a {@code long}. */
    public static final int MOST_GROUPS = 64;
    /** Nobody waits longer; RiLSA's longest cycle is 120 s. */
    public static final int MOST_RED_SECONDS = 120;
    /** A brain that had no request accepted for so long is silent, and the junction falls back. */
    public static final int SILENCE_SECONDS = 2;
    /** For a proof: longer than any time it looks at. */
    static final int NEVER_SECONDS = Integer.MAX_VALUE;

    private final String controller;
    private final List<GroupRule> groups;
    private final long[] conflicts;
    private final Intergreens intergreens;
    private final int mostRedSeconds;
    private final int silenceSeconds;

    private SafetyRules(
            String controller,
            List<GroupRule> groups,
            long[] conflicts,
            Intergreens intergreens,
            int mostRedSeconds,
            int silenceSeconds) {
        this.controller = controller;
        this.groups = List.copyOf(groups);
        this.conflicts = conflicts;
        this.intergreens = intergreens;
        this.mostRedSeconds = mostRedSeconds;
        this.silenceSeconds = silenceSeconds;
    }

    /**
     * @param controller its id
     * @param groups up to {@value #MOST_GROUPS}, in the controller's order
     * @param conflicts for each group those that may not be green with it (copied); symmetric; itself where it is barred
     * @param intergreens between conflicting groups, from the end of the one's green to the start of the other's
     */
    public static SafetyRules of(String controller, List<GroupRule> groups, long[] conflicts, Intergreens intergreens) {
        int n = groups.size();
        if (n > MOST_GROUPS || conflicts.length != n || intergreens.groups() != n) {
            throw new IllegalArgumentException("controller " + controller + ": rules speak about up to " + MOST_GROUPS
                    + " groups, each with conflicts and intergreens; got " + n + " groups, " + conflicts.length
                    + " and "
                    + intergreens.groups());
        }
        long[] copy = conflicts.clone();
        for (int g = 0; g < n; g++) {
            for (int h = 0; h < MOST_GROUPS; h++) {
                if ((copy[g] >>> h & 1) != 0 && (h >= n || (copy[h] >>> g & 1) == 0)) {
                    throw new IllegalArgumentException("controller " + controller + ": group " + g
                            + " is in conflict with " + h + ", but not the other way round");
                }
            }
        }
        return new SafetyRules(controller, groups, copy, intergreens, MOST_RED_SECONDS, SILENCE_SECONDS);
    }

    public String controller() {
        return controller;
    }

    public int groups() {
        return groups.size();
    }

    public GroupRule group(int g) {
        return groups.get(g);
    }

    /** Groups that may not be green with this one. */
    public long conflicts(int g) {
        return conflicts[g];
    }

    public boolean conflict(int g, int h) {
        return (conflicts[g] >>> h & 1) != 0;
    }

    /** Whether so little is known of the group that the kernel never opens it. */
    public boolean barred(int g) {
        return conflict(g, g);
    }

    /** From the end of the first group's green to the start of the second's, s; 0 where they may be green together. */
    public int intergreenSeconds(int ending, int starting) {
        return intergreens.seconds(ending, starting);
    }

    public int mostRedSeconds() {
        return mostRedSeconds;
    }

    public int silenceSeconds() {
        return silenceSeconds;
    }

    /**
     * The same rules with what a person has changed. A group that is barred stays so.
     *
     * @throws IllegalArgumentException where a change names what there is not, a time is out of the bounds of {@link RuleEditor}, or a pair that
     *     is kept apart has no intergreen in one of its directions
     */
    public SafetyRules with(List<RuleChange> changes) {
        RuleEditor editor = new RuleEditor(this);
        changes.forEach(editor::apply);
        return editor.rules();
    }

    /** For {@link RuleEditor}: what is not given stays. */
    SafetyRules edited(List<GroupRule> rules, long[] between, Intergreens seconds, int mostRed) {
        SafetyRules checked = of(controller, rules, between, seconds);
        return new SafetyRules(
                controller, checked.groups, checked.conflicts, checked.intergreens, mostRed, silenceSeconds);
    }

    /** The same rules, but for what only refuses or gives up: no longest red, no silence. Allows more than they do. */
    SafetyRules withoutDeadlines() {
        return new SafetyRules(controller, groups, conflicts, intergreens, NEVER_SECONDS, NEVER_SECONDS);
    }

    /** These groups alone, in this order. */
    SafetyRules only(int... chosen) {
        List<GroupRule> kept = new ArrayList<>();
        long[] between = new long[chosen.length];
        int[][] seconds = new int[chosen.length][chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            kept.add(groups.get(chosen[i]));
            for (int j = 0; j < chosen.length; j++) {
                between[i] |= (conflict(chosen[i], chosen[j]) ? 1L : 0) << j;
                seconds[i][j] = intergreenSeconds(chosen[i], chosen[j]);
            }
        }
        return new SafetyRules(controller, kept, between, Intergreens.of(seconds), mostRedSeconds, silenceSeconds);
    }

    /** The longest of all times but the deadlines, s. */
    int longestSeconds() {
        int longest = SafetyKernel.LEAST_RED_SECONDS;
        for (int g = 0; g < groups(); g++) {
            GroupRule rule = groups.get(g);
            longest = Math.max(longest, Math.max(rule.amberSeconds(), rule.redAmberSeconds()));
            longest = Math.max(longest, rule.leastGreenSeconds());
            for (int h = 0; h < groups(); h++) {
                longest = Math.max(longest, intergreenSeconds(g, h));
            }
        }
        return longest;
    }
}
