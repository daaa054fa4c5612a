package meridian.act;

import java.util.ArrayList;
import java.util.List;
import meridian.model.control.ControlJunction;
import meridian.model.control.ControlStage;
import meridian.safety.SafetyRules;

/**
 * The stages of a junction's plan as far as the safety rules allow them: groups that may not be green together are parted into
 * stages of their own, which share the time of the one they come from; barred groups are in none.
 *
 * @param stages one or more, or none where every group is barred
 * @param wanted what the kernel is asked for, for each stage: its groups and the crossings that may walk meanwhile, as bits
 */
record LawfulStages(List<ControlStage> stages, List<Long> wanted) {
    LawfulStages {
        stages = List.copyOf(stages);
        wanted = List.copyOf(wanted);
    }

    static LawfulStages of(ControlJunction junction, SafetyRules rules) {
        List<ControlStage> stages = new ArrayList<>();
        List<Long> wanted = new ArrayList<>();
        for (ControlStage stage : junction.stages()) {
            List<Long> parts = parts(stage, rules);
            double share = stage.greenSeconds() / Math.max(1, parts.size());
            for (int i = 0; i < parts.size(); i++) {
                stages.add(new ControlStage(groups(parts.get(i)), stage.fromSeconds() + i * share, share));
                wanted.add(withCrossings(parts.get(i), junction.groups(), rules));
            }
        }
        return new LawfulStages(stages, wanted);
    }

    /** Each part takes in order all groups that no other part has and that fit, then all others that fit as well. */
    private static List<Long> parts(ControlStage stage, SafetyRules rules) {
        List<Integer> left = new ArrayList<>(stage.groups());
        left.removeIf(rules::barred);
        List<Integer> all = List.copyOf(left);
        List<Long> parts = new ArrayList<>();
        while (!left.isEmpty()) {
            long part = 0;
            for (int g : left) {
                part |= fits(g, part, rules) ? 1L << g : 0;
            }
            long core = part;
            left.removeIf(g -> (core >>> g & 1) != 0);
            for (int g : all) {
                part |= fits(g, part, rules) ? 1L << g : 0;
            }
            parts.add(part);
        }
        return parts;
    }

    static boolean fits(int group, long groups, SafetyRules rules) {
        return (rules.conflicts(group) & (groups | 1L << group)) == 0;
    }

    private static long withCrossings(long groups, int first, SafetyRules rules) {
        long all = groups;
        for (int g = first; g < rules.groups(); g++) {
            all |= fits(g, all, rules) ? 1L << g : 0;
        }
        return all;
    }

    private static List<Integer> groups(long bits) {
        List<Integer> groups = new ArrayList<>();
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            groups.add(Long.numberOfTrailingZeros(rest));
        }
        return groups;
    }
}
