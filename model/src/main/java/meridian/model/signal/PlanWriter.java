package meridian.model.signal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;

/** Turns stages and their greens into phases, with amber and clearance between them. */
final class PlanWriter {
    private final SiteGroups site;
    private final Intergreens intergreens;
    private final List<BitSet> stages;

    /** @param stages green groups of each stage, in order; a stage without groups is for people on foot */
    PlanWriter(SiteGroups site, List<BitSet> stages) {
        this.site = site;
        this.intergreens = site.intergreens();
        this.stages = stages;
    }

    /** Time between the end of a stage and the start of the next, s. */
    int changeSeconds(int stage) {
        BitSet ending = (BitSet) stages.get(stage).clone();
        BitSet starting = (BitSet) next(stage).clone();
        ending.andNot(next(stage));
        starting.andNot(stages.get(stage));
        int seconds = 0;
        for (int g : ending.stream().toArray()) {
            seconds = Math.max(seconds, amber(g));
            for (int h : starting.stream().toArray()) {
                seconds = Math.max(seconds, intergreens.seconds(g, h));
            }
        }
        return seconds;
    }

    private BitSet next(int stage) {
        return stages.get((stage + 1) % stages.size());
    }

    private int amber(int g) {
        return site.amberSeconds(site.group(g).approach());
    }

    /** @param greenSeconds one for each stage */
    List<SignalPhase> phases(int[] greenSeconds) {
        List<SignalPhase> phases = new ArrayList<>();
        for (int s = 0; s < stages.size(); s++) {
            phases.add(new SignalPhase(greenSeconds[s], green(stages.get(s))));
            change(s, phases);
        }
        return phases;
    }

    private void change(int stage, List<SignalPhase> phases) {
        int total = changeSeconds(stage);
        TreeSet<Integer> moments = new TreeSet<>(List.of(0, total));
        stages.get(stage).stream().filter(g -> !next(stage).get(g)).forEach(g -> moments.add(amber(g)));
        List<Integer> times = List.copyOf(moments);
        for (int i = 0; i + 1 < times.size(); i++) {
            phases.add(new SignalPhase(times.get(i + 1) - times.get(i), changing(stage, times.get(i))));
        }
    }

    private List<Aspect> green(BitSet stage) {
        List<Aspect> aspects = new ArrayList<>();
        for (int g = 0; g < site.count(); g++) {
            aspects.add(!stage.get(g) ? Aspect.RED : looks(g, stage) ? Aspect.GREEN_PERMITTED : Aspect.GREEN_PROTECTED);
        }
        return aspects;
    }

    private boolean looks(int g, BitSet stage) {
        return stage.stream().anyMatch(h -> site.waits(g, h));
    }

    /** What is shown this many seconds after a stage's end. */
    private List<Aspect> changing(int stage, int since) {
        BitSet now = stages.get(stage);
        BitSet then = next(stage);
        List<Aspect> aspects = new ArrayList<>();
        for (int g = 0; g < site.count(); g++) {
            if (!now.get(g)) {
                aspects.add(Aspect.RED);
            } else if (then.get(g)) {
                // Those who must look for the stage that is still leaving, or for the one to come, go on looking.
                aspects.add(looks(g, now) || looks(g, then) ? Aspect.GREEN_PERMITTED : Aspect.GREEN_PROTECTED);
            } else {
                aspects.add(since < amber(g) ? Aspect.AMBER : Aspect.RED);
            }
        }
        return aspects;
    }
}
