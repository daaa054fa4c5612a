package meridian.safety;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Searches every state that a kernel can reach, for a few groups, and tells each state that breaks the rules.
 *
 * <p>A node of the search is the kernel's own state, with its times as ages in steps (usually of a second), and beside it what
 * an onlooker saw: since when each group shows its colour, and when its green ended. Ages beyond all that rules speak about are
 * one class. From each node the real kernel is called with every set of groups (lawful or not), a tick, a drop and a resume,
 * after every waiting time from 0 to that class. What it makes is held against the rules by the onlooker's times alone.
 *
 * <p>All groups of a junction at once are too many; {@link CityProof} asks for each pair, and {@code docs/safety.md} argues why
 * that is enough, and why calls at whole seconds stand for calls at any time (after Henzinger, Manna, Pnueli, "What good are
 * digital clocks?", ICALP 1992). Longest red and silence are left out: they only refuse
 * or give up.
 */
public final class SignalProof {
    /** Whole seconds, as the rules' times. */
    public static final int USUAL_STEP_MILLIS = 1000;

    private static final int SECOND = 1000;
    /** Where the search's clock stands: ages are subtracted from it. */
    private static final long NOW = 1L << 40;

    private static final int MOST_TOLD = 5;

    /**
     * What a search came to.
     *
     * @param states nodes visited: all that there are
     * @param calls calls of the kernel
     * @param broken what was found, the first few; empty is the proof
     */
    public record Result(long states, long calls, List<String> broken) {
        public Result {
            broken = List.copyOf(broken);
        }

        public boolean holds() {
            return broken.isEmpty();
        }
    }

    private final SafetyRules rules;
    private final Kernel kernel;
    private final int groups;
    private final int stepMillis;
    /** Ages beyond this are one class, in steps. */
    private final int oldest;

    private final Set<Key> seen = new HashSet<>();
    private final ArrayDeque<View> open = new ArrayDeque<>();
    private final List<String> broken = new ArrayList<>();
    private long calls;

    private SignalProof(SafetyRules rules, Kernel kernel, int stepMillis) {
        this.rules = rules;
        this.kernel = kernel;
        this.groups = rules.groups();
        this.stepMillis = stepMillis;
        this.oldest = rules.longestSeconds() * (SECOND / stepMillis) + 1;
    }

    /**
     * All states of a kernel of few groups.
     *
     * @param rules what must hold
     * @param kernel what is searched; its own rules should be the same, and have no deadlines
     * @param stepMillis calls come at multiples of this; a divisor of {@value #USUAL_STEP_MILLIS}
     */
    public static Result search(SafetyRules rules, Kernel kernel, int stepMillis) {
        if (stepMillis < 1 || USUAL_STEP_MILLIS % stepMillis != 0) {
            throw new IllegalArgumentException("a step divides a second, got " + stepMillis + " ms");
        }
        SignalProof proof = new SignalProof(rules, kernel, stepMillis);
        proof.run();
        return new Result(proof.seen.size(), proof.calls, proof.broken);
    }

    /** The right kernel of two groups. */
    public static Result ofPair(SafetyRules rules, int group, int other, int stepMillis) {
        SafetyRules pair = rules.only(group, other).withoutDeadlines();
        return search(pair, new SafetyKernel(pair), stepMillis);
    }

    /** A state as ages: two that are equal have the same future. */
    private record Key(List<Long> ages, long wanted, Mode mode) {}

    /** A state of the kernel at {@link #NOW}, and since when an onlooker has seen what. */
    private record View(JunctionState state, Onlooker seen) {}

    /** Ages by group, in steps. Not a record: it holds arrays. Written once. */
    private static final class Onlooker {
        private final int[] shown;
        private final int[] sinceGreen;

        Onlooker(int[] shown, int[] sinceGreen) {
            this.shown = shown;
            this.sinceGreen = sinceGreen;
        }
    }

    private void run() {
        JunctionState first = kernel.start(NOW);
        add(first, new Onlooker(new int[groups], new int[groups]), NOW);
        while (!open.isEmpty() && broken.size() < MOST_TOLD) {
            View view = open.remove();
            for (int wait = 0; wait <= oldest; wait++) {
                after(view, wait);
            }
        }
    }

    private void after(View view, int wait) {
        long now = NOW + (long) wait * stepMillis;
        follow(view, kernel.tick(view.state(), now), wait);
        follow(view, kernel.drop(view.state(), false, now), wait);
        follow(view, kernel.resume(view.state(), now), wait);
        for (long wanted = 0; wanted < 1L << groups; wanted++) {
            follow(view, kernel.request(view.state(), wanted, now), wait);
        }
    }

    private void follow(View before, Decision decision, int wait) {
        calls++;
        if (!(decision instanceof JunctionState after)) {
            return;
        }
        boolean claimed = after.mode == Mode.CONTROLLED && before.state().mode == Mode.CONTROLLED;
        int[] shown = new int[groups];
        int[] sinceGreen = new int[groups];
        for (int g = 0; g < groups; g++) {
            Colour was = before.state().colour(g);
            boolean changed = !claimed || was != after.colour(g);
            shown[g] = changed ? 0 : Math.min(oldest, before.seen().shown[g] + wait);
            // Who takes a junction over does not know what was green until now.
            sinceGreen[g] = !claimed || was == Colour.GREEN ? 0 : Math.min(oldest, before.seen().sinceGreen[g] + wait);
        }
        if (after.mode == Mode.CONTROLLED) {
            check(before, after, wait, claimed);
        }
        add(after, new Onlooker(shown, sinceGreen), NOW + (long) wait * stepMillis);
    }

    /** Everything that is claimed, by what an onlooker saw. */
    private void check(View before, JunctionState after, int wait, boolean claimed) {
        for (int g = 0; g < groups; g++) {
            for (int h = 0; h < groups; h++) {
                if (rules.conflict(g, h) && after.colour(g) == Colour.GREEN && after.colour(h) == Colour.GREEN) {
                    tell("groups " + g + " and " + h + " are green together");
                }
            }
            Colour was = claimed ? before.state().colour(g) : Colour.RED;
            if (!claimed && after.colour(g) == Colour.GREEN) {
                tell("group " + g + " is green at once after the junction was taken over");
            } else if (claimed && was != after.colour(g)) {
                change(g, was, after.colour(g), before.seen(), wait);
            }
        }
    }

    private void change(int g, Colour was, Colour is, Onlooker seen, int wait) {
        GroupRule rule = rules.group(g);
        long shown = (long) (seen.shown[g] + wait) * stepMillis;
        boolean right =
                switch (was) {
                    case GREEN ->
                        shown >= rule.leastGreenSeconds() * SECOND
                                && is == (rule.amberSeconds() > 0 ? Colour.AMBER : Colour.RED);
                    case AMBER -> shown >= rule.amberSeconds() * SECOND && is == Colour.RED;
                    case RED -> is == (rule.redAmberSeconds() > 0 ? Colour.RED_AMBER : Colour.GREEN);
                    case RED_AMBER -> shown >= rule.redAmberSeconds() * SECOND && is == Colour.GREEN;
                };
        if (!right) {
            tell("group " + g + " goes from " + was + " to " + is + " after " + shown + " ms");
        }
        for (int h = 0; h < groups && is == Colour.GREEN; h++) {
            long cleared = (long) (seen.sinceGreen[h] + wait) * stepMillis;
            if (rules.conflict(g, h) && cleared < rules.intergreenSeconds(h, g) * SECOND) {
                tell("group " + g + " is green " + cleared + " ms after " + h + ", of "
                        + rules.intergreenSeconds(h, g) * SECOND);
            }
        }
    }

    private void tell(String what) {
        if (broken.size() < MOST_TOLD && !broken.contains(what)) {
            broken.add(what);
        }
    }

    private void add(JunctionState state, Onlooker onlooker, long now) {
        List<Long> ages = new ArrayList<>(groups);
        long[] since = new long[groups];
        long[] greenEnd = new long[groups];
        for (int g = 0; g < groups; g++) {
            int shown = age(now, state.sinceMillis[g]);
            int ended = age(now, state.greenEndMillis[g]);
            since[g] = NOW - (long) shown * stepMillis;
            greenEnd[g] = NOW - (long) ended * stepMillis;
            long colour = state.colour(g).ordinal();
            ages.add((((colour << 15 | shown) << 15 | ended) << 15 | onlooker.shown[g]) << 15 | onlooker.sinceGreen[g]);
        }
        if (seen.add(new Key(ages, state.wanted, state.mode))) {
            JunctionState same = new JunctionState(
                    state.mode, NOW, NOW, state.green, state.amber, state.redAmber, state.wanted, since, greenEnd);
            open.add(new View(same, onlooker));
        }
    }

    private int age(long now, long sinceMillis) {
        return (int) Math.min(oldest, (now - sinceMillis) / stepMillis);
    }
}
