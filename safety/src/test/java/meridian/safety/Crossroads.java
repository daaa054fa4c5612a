package meridian.safety;

import java.util.ArrayList;
import java.util.List;
import meridian.model.signal.Intergreens;

/**
 * Rules of a crossroads by hand: 0 north–south, 1 its left turns, 2 west–east, 3 its left turns, 4 people on foot over the
 * north arm. 0 and 1 may go together (permitted lefts), as may 2 and 3, and 4 goes with 2 alone.
 */
final class Crossroads {
    static final SafetyRules RULES = rules(3, 5, 6, 1);

    private Crossroads() {}

    static SafetyRules rules(int amber, int leastGreen, int intergreen, int redAmber) {
        List<GroupRule> groups = new ArrayList<>();
        for (int g = 0; g < 4; g++) {
            groups.add(new GroupRule(false, amber, redAmber, leastGreen));
        }
        groups.add(new GroupRule(true, 0, 0, 7));
        long[] conflicts = new long[5];
        int[][] seconds = new int[5][5];
        for (int[] pair : new int[][] {{0, 2}, {0, 3}, {1, 2}, {1, 3}, {0, 4}, {1, 4}, {3, 4}}) {
            conflicts[pair[0]] |= 1L << pair[1];
            conflicts[pair[1]] |= 1L << pair[0];
            seconds[pair[0]][pair[1]] = intergreen;
            // 12 m at 1.2 m/s for people on foot.
            seconds[pair[1]][pair[0]] = pair[1] == 4 ? 10 : intergreen + 1;
        }
        return SafetyRules.of("crossroads", groups, conflicts, Intergreens.of(seconds));
    }

    /** The same rules without one conflict. */
    static SafetyRules forgetting(int group, int other) {
        return changed(RULES, group, other, 0, 0);
    }

    static SafetyRules shorterAmber(int group) {
        return changed(RULES, -1, group, 1, 0);
    }

    static SafetyRules shorterGreen(int group) {
        return changed(RULES, -1, group, 0, 1);
    }

    private static SafetyRules changed(SafetyRules rules, int forget, int group, int lessAmber, int lessGreen) {
        List<GroupRule> groups = new ArrayList<>();
        long[] conflicts = new long[rules.groups()];
        int[][] seconds = new int[rules.groups()][rules.groups()];
        for (int g = 0; g < rules.groups(); g++) {
            GroupRule rule = rules.group(g);
            boolean it = g == group && forget < 0;
            groups.add(new GroupRule(
                    rule.walk(),
                    rule.amberSeconds() - (it ? lessAmber : 0),
                    rule.redAmberSeconds(),
                    rule.leastGreenSeconds() - (it ? lessGreen : 0)));
            conflicts[g] = rules.conflicts(g);
            for (int h = 0; h < rules.groups(); h++) {
                seconds[g][h] = rules.intergreenSeconds(g, h);
            }
        }
        if (forget >= 0) {
            conflicts[forget] &= ~(1L << group);
            conflicts[group] &= ~(1L << forget);
        }
        return SafetyRules.of(rules.controller(), groups, conflicts, Intergreens.of(seconds));
    }
}
