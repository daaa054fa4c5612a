package meridian.safety;

import java.util.ArrayList;
import java.util.List;
import meridian.model.signal.Intergreens;

/** Makes rules of rules and of what a person changes in them. */
final class RuleEditor {
    /** A shorter amber is one that nobody can obey, a longer one nobody does. */
    static final int LEAST_AMBER_SECONDS = 3;

    static final int MOST_AMBER_SECONDS = 6;
    static final int LEAST_INTERGREEN_SECONDS = 1;
    static final int MOST_SECONDS = 60;
    /** RiLSA's shortest and twice its longest cycle. */
    static final int LEAST_RED_LIMIT_SECONDS = 30;

    static final int MOST_RED_LIMIT_SECONDS = 240;

    private final SafetyRules from;
    private final List<GroupRule> groups = new ArrayList<>();
    private final long[] conflicts;
    private final int[][] intergreen;
    private int mostRedSeconds;

    RuleEditor(SafetyRules from) {
        this.from = from;
        int count = from.groups();
        conflicts = new long[count];
        intergreen = new int[count][count];
        for (int g = 0; g < count; g++) {
            groups.add(from.group(g));
            conflicts[g] = from.conflicts(g);
            for (int h = 0; h < count; h++) {
                intergreen[g][h] = from.intergreenSeconds(g, h);
            }
        }
        mostRedSeconds = from.mostRedSeconds();
    }

    void apply(RuleChange change) {
        switch (change) {
            case RuleChange.Together(int g, int h) -> together(checked(g), checked(h));
            case RuleChange.Apart(int g, int h, int seconds) -> {
                require(checked(g) != checked(h), "group " + g + " cannot be kept apart from itself");
                within("an intergreen", seconds, LEAST_INTERGREEN_SECONDS, MOST_SECONDS);
                conflicts[g] |= 1L << h;
                conflicts[h] |= 1L << g;
                intergreen[g][h] = seconds;
            }
            case RuleChange.Amber(int g, int seconds) -> {
                GroupRule rule = groups.get(checked(g));
                require(!rule.walk(), "group " + g + " is for people on foot: it has no amber");
                within("an amber", seconds, LEAST_AMBER_SECONDS, MOST_AMBER_SECONDS);
                groups.set(g, new GroupRule(false, seconds, rule.redAmberSeconds(), rule.leastGreenSeconds()));
            }
            case RuleChange.LeastGreen(int g, int seconds) -> {
                GroupRule rule = groups.get(checked(g));
                within("a least green", seconds, 1, MOST_SECONDS);
                groups.set(g, new GroupRule(rule.walk(), rule.amberSeconds(), rule.redAmberSeconds(), seconds));
            }
            case RuleChange.MostRed(int seconds) -> {
                within("a longest red", seconds, LEAST_RED_LIMIT_SECONDS, MOST_RED_LIMIT_SECONDS);
                mostRedSeconds = seconds;
            }
        }
    }

    private void together(int g, int h) {
        require(g != h, "group " + g + " is always green together with itself");
        conflicts[g] &= ~(1L << h);
        conflicts[h] &= ~(1L << g);
        intergreen[g][h] = 0;
        intergreen[h][g] = 0;
    }

    private int checked(int group) {
        require(group >= 0 && group < groups.size(), "there is no group " + group + " of " + groups.size());
        return group;
    }

    private static void within(String what, int seconds, int least, int most) {
        require(seconds >= least && seconds <= most, what + " is " + least + " to " + most + " s, not " + seconds);
    }

    private static void require(boolean holds, String why) {
        if (!holds) {
            throw new IllegalArgumentException(why);
        }
    }

    /** An intergreen holds the amber of who ends: a longer amber makes it longer, not the clearance shorter. */
    SafetyRules rules() {
        for (int g = 0; g < groups.size(); g++) {
            for (int h = 0; h < groups.size(); h++) {
                if (g != h && (conflicts[g] >>> h & 1) != 0 && !from.barred(g) && !from.barred(h)) {
                    require(
                            intergreen[g][h] > 0,
                            "groups " + g + " and " + h + " are kept apart, but nobody says for how long from " + g
                                    + " to " + h);
                    int longer = groups.get(g).amberSeconds() - from.group(g).amberSeconds();
                    intergreen[g][h] += from.conflict(g, h) && intergreen[g][h] == from.intergreenSeconds(g, h)
                            ? Math.max(0, longer)
                            : 0;
                }
            }
        }
        return from.edited(groups, conflicts, Intergreens.of(intergreen), mostRedSeconds);
    }
}
