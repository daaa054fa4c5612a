package meridian.app.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import meridian.model.BadInput;

/**
 * Which run of A stands beside which of B, after it was made sure that they can be compared.
 *
 * @param seeds of the pairs, in order; −1 for a pair without a number
 * @param notes what a reader should know
 */
record Pairs(List<Long> seeds, List<SeedFigures> a, List<SeedFigures> b, List<String> notes) {
    private static final double LEAST_SHARED = 0.5;

    Pairs {
        seeds = List.copyOf(seeds);
        a = List.copyOf(a);
        b = List.copyOf(b);
        notes = List.copyOf(notes);
    }

    /** @throws BadInput where the two are of different cities, hours or seeds */
    static Pairs of(RunSet a, RunSet b) {
        demandSameCity(a, b);
        Double startA = a.startSeconds();
        Double startB = b.startSeconds();
        if (startA != null && startB != null && !startA.equals(startB)) {
            throw notComparable(
                    a, b, "one begins at second " + startA + " of the day, the other at " + startB, "the same --start");
        }
        List<String> notes = new ArrayList<>();
        if (a.isSumo() != b.isSumo()) {
            notes.add("Speeds: Meridian counts the way through a junction for the link before it, SUMO does not.");
        }
        if (a.seeds().size() == 1 && b.seeds().size() == 1 && (unnumbered(a) || unnumbered(b))) {
            return new Pairs(List.of(-1L), a.seeds(), b.seeds(), notes);
        }
        return bySeed(a, b, notes);
    }

    private static boolean unnumbered(RunSet set) {
        return set.seeds().getFirst().seed().isEmpty();
    }

    private static void demandSameCity(RunSet a, RunSet b) {
        String networkA = a.network();
        String networkB = b.network();
        if (networkA != null && networkB != null && !networkA.equals(networkB)) {
            throw notComparable(a, b, "their road networks differ (" + networkA + " and " + networkB + ")", "one city");
        }
        var usedA = a.usedLinks();
        var usedB = b.usedLinks();
        long shared = usedA.stream().filter(usedB::contains).count();
        long least = Math.min(usedA.size(), usedB.size());
        if (least > 0 && shared < LEAST_SHARED * least) {
            throw notComparable(
                    a, b, "of the " + least + " links that one used the other knows only " + shared, "one city");
        }
    }

    private static Pairs bySeed(RunSet a, RunSet b, List<String> notes) {
        Map<Long, SeedFigures> ofA = numbered(a);
        Map<Long, SeedFigures> ofB = numbered(b);
        List<Long> both = ofA.keySet().stream().filter(ofB::containsKey).toList();
        if (both.isEmpty()) {
            throw notComparable(
                    a,
                    b,
                    "they have no seed in common (" + list(ofA.keySet()) + " and " + list(ofB.keySet()) + ")",
                    "runs with the same seeds");
        }
        int left = ofA.size() + ofB.size() - 2 * both.size();
        if (left > 0) {
            notes.add("Only seeds that both have are compared: " + list(both) + "; left out are " + left + ".");
        }
        return new Pairs(
                both,
                both.stream().map(ofA::get).toList(),
                both.stream().map(ofB::get).toList(),
                notes);
    }

    private static Map<Long, SeedFigures> numbered(RunSet set) {
        Map<Long, SeedFigures> seeds = new TreeMap<>();
        for (SeedFigures figures : set.seeds()) {
            OptionalLong seed = figures.seed();
            if (seed.isEmpty()) {
                throw new BadInput(
                        set.place(),
                        "nothing says which seed this is",
                        "folders seed-1, seed-2, … when there are several runs to compare with",
                        "Put the files into a folder of that name inside the one that you name");
            }
            seeds.put(seed.getAsLong(), figures);
        }
        return seeds;
    }

    private static String list(Iterable<Long> seeds) {
        List<String> words = new ArrayList<>();
        seeds.forEach(s -> words.add(Long.toString(s)));
        return words.size() > 12
                ? words.getFirst() + " … " + words.getLast() + ", " + words.size() + " seeds"
                : String.join(", ", words);
    }

    private static BadInput notComparable(RunSet a, RunSet b, String why, String expected) {
        return new BadInput(
                a.place() + " and " + b.place(),
                why,
                expected,
                "Compare runs of one city, one hour and the same seeds");
    }
}
