package meridian.act;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meridian.field.plant.SignalCommand;
import meridian.model.City;
import meridian.model.control.ControlJunction;
import meridian.model.signal.Aspect;
import meridian.model.signal.Greens;
import meridian.safety.Colour;
import meridian.safety.Decision;
import meridian.safety.JunctionState;
import meridian.safety.Kernel;
import meridian.safety.Mode;
import meridian.safety.Refusal;
import meridian.safety.SafetyKernel;
import meridian.safety.SafetyRules;
import org.jspecify.annotations.Nullable;

/**
 * Turns a junction through the safety kernel: it asks for the groups of the stage that is wanted, and shows what the kernel gives.
 * Who asks for what is refused keeps what there is; the refusal is counted.
 *
 * <p>A group that has been red for almost as long as the rules let it is given its stage before any other wish, so that no decider
 * can run a junction into refusals; a side street's share of green comes from here, whatever the decider thinks of it.
 */
public final class KernelTurner implements StageTurner {
    /** A group's turn takes so long at most until the next one's can be asked for: clearance before it and its least green. */
    static final int TURN_SECONDS = 15;

    private final int index;
    private final Kernel kernel;
    private final LawfulStages stages;
    private final Lamps lamps;
    private final int vehicleGroups;
    private JunctionState state;
    private int stage = -1;
    private List<Aspect> shown = List.of();
    private @Nullable WayBack wayBack;
    private boolean givingBack;
    private boolean back;
    private final Count count;
    private double longestRedSeconds;

    /** What came of the requests; shared by nobody but the copies of a turner's own making. */
    static final class Count {
        long refused;
        long fallbacks;

        @Nullable
        Refusal last;
    }

    private KernelTurner(
            int index, Kernel kernel, LawfulStages stages, Lamps lamps, int vehicleGroups, JunctionState state) {
        this.index = index;
        this.kernel = kernel;
        this.stages = stages;
        this.lamps = lamps;
        this.vehicleGroups = vehicleGroups;
        this.state = state;
        count = new Count();
        longestRedSeconds = kernel.rules().mostRedSeconds();
    }

    /** From now on every group has its turn after so long, or sooner where the rules say so. */
    void greenWithin(double seconds) {
        longestRedSeconds = Math.min(seconds, kernel.rules().mostRedSeconds());
    }

    /**
     * One that takes the junction over now, not knowing what it showed.
     *
     * @param controller index of the city's controller
     * @param index of the junction in the plant's network
     */
    static KernelTurner of(
            City city,
            int controller,
            int index,
            ControlJunction junction,
            SafetyRules rules,
            LawfulStages stages,
            double seconds) {
        Kernel kernel = new SafetyKernel(rules);
        JunctionState state = kernel.start(millis(seconds));
        return new KernelTurner(index, kernel, stages, new Lamps(city, controller), junction.groups(), state);
    }

    /** From now on the junction is on its way back to its own plan, and nothing that is wanted counts any more. */
    void giveBack() {
        givingBack = true;
    }

    /** Whether the junction follows its own plan again. */
    boolean isBack() {
        return back;
    }

    private Optional<SignalCommand> goBack(long now) {
        if (back) {
            return Optional.empty();
        }
        if (wayBack == null && state.mode() == Mode.CONTROLLED) {
            // What is green now is so until this second, not only until the last one.
            wayBack = new WayBack(kernel.rules(), state, now);
        }
        WayBack way = wayBack;
        if (way == null || now >= way.clearAtMillis()) {
            back = true;
            stage = -1;
            return Optional.of(new SignalCommand.FollowPlan(index));
        }
        List<Aspect> next = way.aspects(vehicleGroups, now);
        if (next.equals(shown)) {
            return Optional.empty();
        }
        shown = next;
        return Optional.of(new SignalCommand.Show(index, next));
    }

    private static long millis(double seconds) {
        return Math.round(seconds * 1000);
    }

    @Override
    public void want(int wanted) {
        if (wanted >= stages.stages().size()) {
            throw new IllegalArgumentException("junction " + kernel.rules().controller() + " has "
                    + stages.stages().size() + " stages; number " + wanted + " was wanted");
        }
        stage = wanted;
    }

    @Override
    public Optional<SignalCommand> second(double seconds) {
        long now = millis(seconds);
        if (givingBack) {
            return goBack(now);
        }
        if (state.mode() != Mode.CONTROLLED) {
            take(kernel.resume(state, now), now);
        }
        long wanted = wanted(now);
        if (!take(kernel.request(state, wanted, now), now)) {
            // What was granted before is asked for again: a junction whose wishes are all refused must not fall silent.
            if (!take(kernel.request(state, state.wanted(), now), now)) {
                take(kernel.tick(state, now), now);
            }
        }
        if (state.mode() != Mode.CONTROLLED) {
            // Nothing was granted for too long. Whatever is green ends by amber and clearance before anything else is
            // shown.
            count.fallbacks++;
            take(kernel.resume(state, now), now);
        }
        return lampsNow();
    }

    /** @return whether it was granted */
    private boolean take(Decision decision, long now) {
        switch (decision) {
            case JunctionState later -> {
                state = later;
                return true;
            }
            case Refusal refusal -> {
                count.refused++;
                count.last = refusal;
                return false;
            }
        }
    }

    private long wanted(long now) {
        long asked = stage < 0 ? state.wanted() : stages.wanted().get(stage);
        int waiting = urgent(now);
        if (waiting < 0 || (asked >>> waiting & 1) != 0) {
            return asked;
        }
        long served = serving(waiting);
        return served != 0 ? served : with(waiting, asked);
    }

    /** What the first stage that has a group asks for; 0 where none has it. */
    private long serving(int group) {
        for (long wanted : stages.wanted()) {
            if ((wanted >>> group & 1) != 0) {
                return wanted;
            }
        }
        return 0;
    }

    /** A group that no stage has, a crossing mostly, and all of what is asked for that may go with it. */
    private long with(int group, long asked) {
        long groups = 1L << group;
        for (long rest = asked; rest != 0; rest &= rest - 1) {
            int g = Long.numberOfTrailingZeros(rest);
            groups |= LawfulStages.fits(g, groups, kernel.rules()) ? 1L << g : 0;
        }
        return groups;
    }

    /**
     * The group that has been red for longest, where it must be asked for now lest it or one that waits behind it is red too long; −1
     * where there is still time. Those that need a stage of their own come one after the other, so that the k-th must be this much
     * earlier k times.
     */
    private int urgent(long now) {
        SafetyRules rules = kernel.rules();
        long waiting = 0;
        for (int g = 0; g < rules.groups(); g++) {
            waiting |= state.colour(g) == Colour.RED && !rules.barred(g) ? 1L << g : 0;
        }
        int first = -1;
        for (int turn = 1; waiting != 0; turn++) {
            int oldest = oldest(waiting);
            first = first < 0 ? oldest : first;
            long redMillis = now - state.sinceMillis(oldest);
            if (redMillis >= (longestRedSeconds - (turn + 0.5) * TURN_SECONDS) * 1000) {
                return first;
            }
            waiting &= ~(serving(oldest) | 1L << oldest);
        }
        return -1;
    }

    private int oldest(long groups) {
        int oldest = Long.numberOfTrailingZeros(groups);
        for (long rest = groups; rest != 0; rest &= rest - 1) {
            int g = Long.numberOfTrailingZeros(rest);
            oldest = state.sinceMillis(g) < state.sinceMillis(oldest) ? g : oldest;
        }
        return oldest;
    }

    private Optional<SignalCommand> lampsNow() {
        List<Aspect> now = lamps.aspects(state, vehicleGroups);
        if (now.equals(shown)) {
            return Optional.empty();
        }
        shown = now;
        return Optional.of(new SignalCommand.Show(index, now));
    }

    @Override
    public void lost(double seconds) {
        if (state.mode() == Mode.CONTROLLED) {
            state = kernel.drop(state, false, millis(seconds));
            count.fallbacks++;
        }
        shown = List.of();
    }

    @Override
    public int stage() {
        return stage;
    }

    @Override
    public double shownSeconds(double seconds) {
        if (stage < 0) {
            return 0;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int g : stages.stages().get(stage).groups()) {
            if (state.colour(g) != Colour.GREEN) {
                return 0;
            }
            least = Math.min(least, seconds - state.sinceMillis(g) / 1000.0);
        }
        return least;
    }

    /**
     * From anything that may be green to a whole stage, s: the longest that a conflicting group must stay green and then be cleared, people on
     * foot among them.
     */
    double longestChangeSeconds(int wanted) {
        SafetyRules rules = kernel.rules();
        int longest = 0;
        for (int g : stages.stages().get(wanted).groups()) {
            for (long rest = rules.conflicts(g); rest != 0; rest &= rest - 1) {
                int h = Long.numberOfTrailingZeros(rest);
                int least = rules.barred(h) ? 0 : rules.group(h).leastGreenSeconds() + rules.intergreenSeconds(h, g);
                longest = Math.max(longest, least);
            }
        }
        return longest;
    }

    /** What every group shows, crossings among them, and since when. */
    JunctionState state() {
        return state;
    }

    SafetyRules rules() {
        return kernel.rules();
    }

    /** Wishes that the kernel refused. */
    long refused() {
        return count.refused;
    }

    /** How often the junction fell back to its plan. */
    long fallbacks() {
        return count.fallbacks;
    }

    /** The last refusal in words. */
    Optional<String> lastRefusal() {
        Refusal last = count.last;
        return last == null ? Optional.empty() : Optional.of(last.reason());
    }

    @Override
    public StageTurner copy() {
        KernelTurner copy = new KernelTurner(index, kernel, stages, lamps, vehicleGroups, state);
        copy.stage = stage;
        copy.shown = shown;
        copy.wayBack = wayBack;
        copy.givingBack = givingBack;
        copy.back = back;
        copy.longestRedSeconds = longestRedSeconds;
        return copy;
    }

    /** From colours to aspects: which greens must let others pass depends on what else is green. */
    private static final class Lamps {
        private final City city;
        private final int index;
        /** The last answer; the same greens are asked for second after second. */
        private long green;

        private long permitted;

        Lamps(City city, int index) {
            this.city = city;
            this.index = index;
        }

        List<Aspect> aspects(JunctionState state, int groups) {
            if (state.green() != green) {
                permitted = permitted(state.green(), groups);
                green = state.green();
            }
            Aspect[] aspects = new Aspect[groups];
            Arrays.setAll(aspects, g -> aspect(state.colour(g), (permitted >>> g & 1) != 0));
            return List.of(aspects);
        }

        private static Aspect aspect(Colour colour, boolean givesWay) {
            return switch (colour) {
                case RED -> Aspect.RED;
                case RED_AMBER -> Aspect.RED_AMBER;
                case AMBER -> Aspect.AMBER;
                case GREEN -> givesWay ? Aspect.GREEN_PERMITTED : Aspect.GREEN_PROTECTED;
            };
        }

        private long permitted(long open, int groups) {
            Set<Integer> set = new HashSet<>();
            List<Integer> list = new ArrayList<>();
            for (int g = 0; g < groups; g++) {
                if ((open >>> g & 1) != 0) {
                    set.add(g);
                    list.add(g);
                }
            }
            long found = 0;
            for (int node : city.signals().get(index).nodes()) {
                for (int g : list) {
                    boolean givesWay = Greens.aspect(city.network(), node, g, set) == Aspect.GREEN_PERMITTED;
                    found |= givesWay ? 1L << g : 0;
                }
            }
            return found;
        }
    }
}
