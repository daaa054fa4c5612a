package meridian.safety.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import meridian.safety.Decision;
import meridian.safety.JunctionState;
import meridian.safety.Kernel;
import meridian.safety.Mode;
import meridian.safety.Refusal;
import meridian.safety.SafetyRules;

/**
 * Asks a kernel at random for what is right and mostly for what is not: conflicting, unknown and barred groups, greens cut
 * off, requests replaced midway, times that go back, drops in between. Whether a request was unlawful it works out by itself,
 * from the rules' table and the log of lamps. One thread; the same numbers at random give the same run.
 */
public final class Adversary {
    /** With a take-over the log begins anew, so that it stays short. */
    private static final int LONGEST_LOG = 4096;

    private static final int MOST_TOLD = 10;
    private static final long SECOND = 1000;

    private final SafetyRules rules;
    private final Kernel kernel;
    private final RandomGenerator random;
    private final LampLog log;
    private final List<String> wrongs = new ArrayList<>();
    private JunctionState state;
    private long nowMillis;
    private long steps;
    private long unlawful;
    private long unlawfulAccepted;
    private long accepted;
    private long greens;

    /**
     * @param rules what should hold
     * @param kernel what is tried
     */
    public Adversary(SafetyRules rules, Kernel kernel, RandomGenerator random) {
        this.rules = rules;
        this.kernel = kernel;
        this.random = random;
        this.state = kernel.start(0);
        this.log = new LampLog(rules, 0);
        note(state);
    }

    /**
     * What came of it.
     *
     * @param unlawful requests that had to be refused
     * @param unlawfulAccepted of these accepted; 0 is right
     * @param accepted requests accepted
     * @param greens greens begun
     * @param wrongs what the log of lamps found wrong, the first few
     */
    public record Outcome(
            long steps, long unlawful, long unlawfulAccepted, long accepted, long greens, List<String> wrongs) {
        public Outcome {
            wrongs = List.copyOf(wrongs);
        }

        public boolean holds() {
            return unlawfulAccepted == 0 && wrongs.isEmpty();
        }
    }

    /** So many steps more; the outcome counts from the start. */
    public Outcome run(long more) {
        for (long i = 0; i < more; i++) {
            step();
            steps++;
            if (log.size() > LONGEST_LOG) {
                takeOver(false);
            }
        }
        checkLog();
        return new Outcome(steps, unlawful, unlawfulAccepted, accepted, greens, wrongs);
    }

    private void step() {
        int dice = random.nextInt(1000);
        if (dice < 2) {
            takeOver(dice == 0);
        } else if (dice < 20) {
            refusedInThePast();
        } else {
            nowMillis += waiting(dice);
            if (dice < 300) {
                follow(kernel.tick(state, nowMillis));
            } else {
                ask(dice);
            }
        }
    }

    /** Mostly a fraction of a second, now and then nothing, or more than any intergreen. */
    private long waiting(int dice) {
        return switch (dice & 7) {
            case 0, 1 -> 0;
            case 2, 3, 4 -> random.nextInt(200);
            case 5, 6 -> random.nextInt(400);
            default -> random.nextInt(1900);
        };
    }

    private void takeOver(boolean latched) {
        state = kernel.drop(state, latched, nowMillis);
        takeBack(latched);
    }

    /** The log ends where control did: what it showed then is no business of the kernel. */
    private void takeBack(boolean latched) {
        checkLog();
        must(kernel.request(state, 0, nowMillis), true);
        Decision decision = latched ? kernel.reset(state, nowMillis) : kernel.resume(state, nowMillis);
        if (!(decision instanceof JunctionState next)) {
            throw new IllegalStateException("the kernel does not take a junction back: " + decision);
        }
        state = next;
        log.begin(nowMillis);
        note(state);
    }

    private void refusedInThePast() {
        long before = nowMillis - 1 - random.nextInt(5000);
        must(kernel.request(state, state.wanted(), before), state.nowMillis() > before);
    }

    private void ask(int dice) {
        if (kernel.tick(state, nowMillis) instanceof JunctionState next && next.mode() != Mode.CONTROLLED) {
            // It gave up because nothing was accepted for too long.
            state = next;
            takeBack(false);
            return;
        }
        // Who changes his mind all the time never gets a green.
        long wanted =
                dice < 620 ? state.wanted() : dice < 700 ? lawfulSet() : dice < 990 ? anySet() : random.nextLong();
        Decision decision = kernel.request(state, wanted, nowMillis);
        must(decision, mustBeRefused(wanted));
        follow(decision);
    }

    private void must(Decision decision, boolean refuse) {
        unlawful += refuse ? 1 : 0;
        unlawfulAccepted += refuse && !(decision instanceof Refusal) ? 1 : 0;
        accepted += decision instanceof JunctionState ? 1 : 0;
    }

    /** Groups that go together, taken at random one after the other; those that must stay green among them first. */
    private long lawfulSet() {
        long wanted = 0;
        for (int g = 0; g < rules.groups(); g++) {
            wanted |= mustStay(g) ? 1L << g : 0;
        }
        int tries = random.nextInt(2 * rules.groups());
        for (int i = 0; i < tries; i++) {
            int g = random.nextInt(rules.groups());
            if (fits(g, wanted)) {
                wanted |= 1L << g;
            }
        }
        return wanted;
    }

    private long anySet() {
        long all = rules.groups() == SafetyRules.MOST_GROUPS ? -1 : (1L << rules.groups()) - 1;
        return random.nextLong() & random.nextLong() & all;
    }

    private boolean mustStay(int g) {
        long green = log.greenMillis(g, nowMillis);
        return log.redAmber(g) || green >= 0 && green < rules.group(g).leastGreenSeconds() * SECOND;
    }

    private boolean fits(int g, long wanted) {
        boolean fits = !rules.conflict(g, g);
        for (int h = 0; h < rules.groups() && fits; h++) {
            fits = (wanted >>> h & 1) == 0 || !rules.conflict(g, h);
        }
        return fits;
    }

    /** What the table and the lamps say about a request; not the longest red, which depends on how it is counted. */
    private boolean mustBeRefused(long wanted) {
        boolean refused = rules.groups() < SafetyRules.MOST_GROUPS && wanted >>> rules.groups() != 0;
        for (int g = 0; g < rules.groups() && !refused; g++) {
            boolean asked = (wanted >>> g & 1) != 0;
            refused = asked ? !fits(g, wanted & ~(1L << g)) : mustStay(g);
        }
        return refused;
    }

    private void follow(Decision decision) {
        if (decision instanceof JunctionState next) {
            greens += Long.bitCount(next.green() & ~state.green());
            boolean shows = next.green() != state.green()
                    || next.amber() != state.amber()
                    || next.redAmber() != state.redAmber();
            state = next;
            if (shows && state.mode() == Mode.CONTROLLED) {
                note(state);
            }
        }
    }

    private void note(JunctionState shown) {
        for (int g = 0; g < rules.groups(); g++) {
            log.note(g, shown.colour(g), nowMillis);
        }
    }

    private void checkLog() {
        for (String wrong : log.wrongs()) {
            if (wrongs.size() < MOST_TOLD) {
                wrongs.add(wrong);
            }
        }
    }
}
