package meridian.model.signal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;

/** Turns stages and their greens into phases, with amber and clearance between them. */
final class PlanWriter {
    private final SiteGroups site;
    private final Intergreens intergreens;
    private final List<Stage> stages;

    PlanWriter(SiteGroups site, List<Stage> stages) {
        this.site = site;
        this.intergreens = site.intergreens();
        this.stages = stages;
    }

    /** Time between the end of a stage and the start of the next, s. */
    int changeSeconds(int stage) {
        BitSet ending = (BitSet) now(stage).clone();
        BitSet starting = (BitSet) next(stage).clone();
        ending.andNot(next(stage));
        starting.andNot(now(stage));
        int seconds = 0;
        for (int g : ending.stream().toArray()) {
            seconds = Math.max(seconds, lag(g) + amber(g));
            for (int h : starting.stream().toArray()) {
                seconds = Math.max(seconds, lag(g) + intergreens.seconds(g, h));
            }
        }
        return seconds;
    }

    private BitSet now(int stage) {
        return stages.get(stage).groups();
    }

    private BitSet next(int stage) {
        return now((stage + 1) % stages.size());
    }

    /** A group that empties an inner link ends later than those that fill it. */
    private int lag(int g) {
        return site.inner().lagSeconds(g);
    }

    private int amber(int g) {
        return site.amberSeconds(site.group(g).approach());
    }

    /** @param greenSeconds one for each stage */
    List<SignalPhase> phases(int[] greenSeconds) {
        return phases(greenSeconds, greenSeconds, greenSeconds);
    }

    /**
     * @param greenSeconds usual greens, one for each stage
     * @param leastSeconds detectors end no green before
     * @param mostSeconds nor lengthen it beyond; where both are the same it always lasts as long
     */
    List<SignalPhase> phases(int[] greenSeconds, int[] leastSeconds, int[] mostSeconds) {
        List<SignalPhase> phases = new ArrayList<>();
        for (int s = 0; s < stages.size(); s++) {
            phases.add(new SignalPhase(greenSeconds[s], leastSeconds[s], mostSeconds[s], green(now(s))));
            change(s, phases);
        }
        return phases;
    }

    private void change(int stage, List<SignalPhase> phases) {
        int total = changeSeconds(stage);
        TreeSet<Integer> moments = new TreeSet<>(List.of(0, total));
        now(stage).stream().filter(g -> !next(stage).get(g)).forEach(g -> {
            moments.add(lag(g));
            moments.add(lag(g) + amber(g));
        });
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
        BitSet now = now(stage);
        BitSet then = next(stage);
        List<Aspect> aspects = new ArrayList<>();
        for (int g = 0; g < site.count(); g++) {
            if (!now.get(g)) {
                aspects.add(Aspect.RED);
            } else if (then.get(g)) {
                // Those who must look for the stage that is still leaving, or for the one to come, go on looking.
                aspects.add(looks(g, now) || looks(g, then) ? Aspect.GREEN_PERMITTED : Aspect.GREEN_PROTECTED);
            } else if (since < lag(g)) {
                aspects.add(looks(g, now) ? Aspect.GREEN_PERMITTED : Aspect.GREEN_PROTECTED);
            } else {
                aspects.add(since < lag(g) + amber(g) ? Aspect.AMBER : Aspect.RED);
            }
        }
        return aspects;
    }
}
