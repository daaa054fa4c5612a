package meridian.safety;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Proves the kernels of a city pair by pair. Pairs of groups with the same numbers make the same kernel, whose search is done
 * once. One thread.
 */
public final class CityProof {
    /** What a pair's kernel is made of, and nothing else. */
    private record Machine(
            GroupRule first, GroupRule second, long conflicts, int firstThenSecond, int secondThenFirst) {}

    /**
     * What was proved of one controller.
     *
     * @param groups those the kernel opens
     * @param barred those it never opens
     * @param pairs pairs of groups searched, each once
     * @param conflicting those that may not be green together
     * @param broken what was found, by pair; empty is the proof
     */
    public record Proved(
            String controller, int groups, int barred, int pairs, int conflicting, Map<String, List<String>> broken) {
        public Proved {
            broken = Map.copyOf(broken);
        }
    }

    private final Map<Machine, SignalProof.Result> machines = new HashMap<>();
    private final int stepMillis;

    /** @param stepMillis of the searches, {@link SignalProof#USUAL_STEP_MILLIS} or a divisor of it */
    public CityProof(int stepMillis) {
        this.stepMillis = stepMillis;
    }

    /** All pairs of a junction's groups; the barred ones as well, to see that they stay closed. */
    public Proved prove(SafetyRules rules) {
        int barred = 0;
        int pairs = 0;
        int conflicting = 0;
        Map<String, List<String>> broken = new TreeMap<>();
        for (int g = 0; g < rules.groups(); g++) {
            barred += rules.barred(g) ? 1 : 0;
            // A single group is its pair with a second one that nothing is known of.
            for (int h = Math.min(g + 1, rules.groups() - 1); h < rules.groups(); h++) {
                if (h == g && rules.groups() > 1) {
                    continue;
                }
                SignalProof.Result result = pair(rules, g, h);
                pairs++;
                conflicting += rules.conflict(g, h) ? 1 : 0;
                if (!result.holds()) {
                    broken.put("groups " + g + " and " + h, result.broken());
                }
            }
        }
        return new Proved(rules.controller(), rules.groups() - barred, barred, pairs, conflicting, broken);
    }

    private SignalProof.Result pair(SafetyRules rules, int g, int h) {
        SafetyRules pair = rules.only(g, h);
        Machine machine = new Machine(
                pair.group(0),
                pair.group(1),
                pair.conflicts(0) | pair.conflicts(1) << 2,
                pair.intergreenSeconds(0, 1),
                pair.intergreenSeconds(1, 0));
        return machines.computeIfAbsent(machine, m -> SignalProof.ofPair(rules, g, h, stepMillis));
    }

    /** Different kernels of two groups that were searched. */
    public int machines() {
        return machines.size();
    }

    /** States visited, over all different kernels. */
    public long states() {
        return machines.values().stream().mapToLong(SignalProof.Result::states).sum();
    }

    /** Calls of kernels. */
    public long calls() {
        return machines.values().stream().mapToLong(SignalProof.Result::calls).sum();
    }
}
