package meridian.bench.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import meridian.formats.Progress;
import meridian.model.City;
import meridian.safety.RulesFinder;
import meridian.safety.SafetyKernel;
import meridian.safety.SafetyRules;
import meridian.safety.trial.Adversary;

/** Adversaries at the kernels of a city's controllers, in rounds with other random numbers. One thread. */
public final class SafetyBench {
    private static final long ROUND_STEPS = 1_000_000;

    /**
     * What came of one controller's kernel.
     *
     * @param controller its id
     * @param groups of its rules
     * @param unlawful requests that had to be refused
     * @param unlawfulAccepted of these accepted; 0 is right
     * @param greens greens begun
     * @param wrongs what its lamps did wrong, the first few of each round
     */
    public record Tried(
            String controller,
            int groups,
            long steps,
            long unlawful,
            long unlawfulAccepted,
            long greens,
            double seconds,
            List<String> wrongs) {
        public Tried {
            wrongs = List.copyOf(wrongs);
        }

        private Tried with(Adversary.Outcome more, double moreSeconds) {
            List<String> all = new ArrayList<>(wrongs);
            all.addAll(more.wrongs());
            return new Tried(
                    controller,
                    groups,
                    steps + more.steps(),
                    unlawful + more.unlawful(),
                    unlawfulAccepted + more.unlawfulAccepted(),
                    greens + more.greens(),
                    seconds + moreSeconds,
                    all);
        }

        public boolean holds() {
            return unlawfulAccepted == 0 && wrongs.isEmpty();
        }
    }

    private final List<SafetyRules> junctions = new ArrayList<>();
    private final long seed;
    private final Progress progress;

    /** @param city its controllers are tried in turn */
    public SafetyBench(City city, long seed, Progress progress) {
        RulesFinder.find(city).forEach(found -> found.findRules().ifPresent(junctions::add));
        if (junctions.isEmpty()) {
            throw new IllegalArgumentException(city.name() + " has no controller with rules");
        }
        this.seed = seed;
        this.progress = progress;
    }

    /** So many steps over all controllers; fewer where it is told to stop between two rounds. */
    public List<Tried> run(long steps, BooleanSupplier stop) {
        List<Tried> tried = new ArrayList<>();
        for (SafetyRules rules : junctions) {
            tried.add(new Tried(rules.controller(), rules.groups(), 0, 0, 0, 0, 0, List.of()));
        }
        long done = 0;
        for (int round = 0; done < steps && !stop.getAsBoolean(); round++) {
            int i = round % junctions.size();
            long now = Math.min(ROUND_STEPS, steps - done);
            SafetyRules rules = junctions.get(i);
            Adversary adversary = new Adversary(rules, new SafetyKernel(rules), new SplittableRandom(seed + round));
            long start = System.nanoTime();
            Adversary.Outcome outcome = adversary.run(now);
            tried.set(i, tried.get(i).with(outcome, (System.nanoTime() - start) / 1e9));
            done += now;
            progress.at("steps", done, steps);
        }
        return tried;
    }
}
