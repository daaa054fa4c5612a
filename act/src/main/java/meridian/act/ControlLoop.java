package meridian.act;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import meridian.decide.Decider;
import meridian.decide.DecisionTimes;
import meridian.decide.Proposal;
import meridian.decide.Snapshot;
import meridian.field.plant.Observation;
import meridian.field.plant.Plant;
import meridian.field.plant.PlantLost;
import meridian.field.plant.SignalCommand;

/**
 * Controls a plant: sees, and every so many seconds decides, and second by second lets the junctions turn. One thread.
 *
 * <p>The decider is asked once between any two whole multiples of the interval on the plant's clock, at the first where the plant lets it.
 * A junction for which it says
 * nothing keeps its stage.
 */
public final class ControlLoop {
    /** Told what happens; must not change anything. */
    public interface Listener {
        Listener NONE = new Listener() {};

        /** A second has passed. */
        default void saw(Observation seen, List<SignalCommand> told) {}

        /** A decision was made. */
        default void decided(Snapshot now, List<Proposal> proposals) {}

        /**
         * What signals will be told in this second is known, and they have not been told yet: what is thrown here keeps it from
         * happening.
         */
        default void acting(Acting acting) {}
    }

    /**
     * What is about to happen in a second.
     *
     * @param seconds of the plant's clock
     * @param before what was known when the last decision was made
     * @param decided in this second; empty where no decision was due
     * @param commands to the signals
     * @param refused wishes that safety kernels have refused since the last second
     */
    public record Acting(
            double seconds, Snapshot before, List<Proposal> decided, List<SignalCommand> commands, long refused) {
        public Acting {
            decided = List.copyOf(decided);
            commands = List.copyOf(commands);
        }
    }

    /** Wishes that go before the decider's at some junctions, second by second: a {@link meridian.act.corridor.CorridorDesk}'s. */
    @FunctionalInterface
    public interface Priority {
        /** Nobody has any. */
        Priority NONE = (now, snapshot) -> List.of();

        /**
         * @param snapshot made when it is asked for
         * @return one at most for each junction; the decider has all others
         */
        List<Proposal> second(double nowSeconds, Supplier<Snapshot> snapshot);
    }

    private final Plant plant;
    private final ControlledCity city;
    private final Decider decider;
    private final int everySeconds;
    private final Listener listener;
    private final Senses senses;
    private Snapshot known;
    private List<Proposal> decided = List.of();
    private long refused;
    private final Priority priority;
    /** What the decider last wanted, by junction, and who has it now: a junction that priority gives back goes on by that at once. */
    private final int[] wished;

    private Set<Integer> taken = Set.of();
    /** Number of the interval in which the decider was asked last. */
    private long decidedIn;

    /** @param city of this plant */
    public ControlLoop(Plant plant, ControlledCity city, Decider decider, int everySeconds, Listener listener) {
        this(
                plant,
                city,
                decider,
                everySeconds,
                listener,
                Priority.NONE,
                looked(plant, city, everySeconds),
                none(city));
    }

    private static Senses looked(Plant plant, ControlledCity city, int everySeconds) {
        Senses senses = new Senses(city.network(), Math.max(everySeconds, DecisionTimes.LEAST_REACH_SECONDS));
        senses.see(plant.look());
        return senses;
    }

    private ControlLoop(
            Plant plant,
            ControlledCity city,
            Decider decider,
            int everySeconds,
            Listener listener,
            Priority priority,
            Senses senses,
            int[] wished) {
        this.plant = plant;
        this.city = city;
        this.decider = decider;
        this.everySeconds = everySeconds;
        this.listener = listener;
        this.priority = priority;
        this.senses = senses;
        this.wished = wished;
        known = senses.snapshot(plant.seconds(), city.turners());
        decidedIn = Math.floorDiv(Math.round(plant.seconds()) - 1, (long) everySeconds);
    }

    private static int[] none(ControlledCity city) {
        int[] stages = new int[city.turners().size()];
        Arrays.fill(stages, Snapshot.NO_STAGE);
        return stages;
    }

    /**
     * One that goes on from here with what has been seen until now, where somebody has priority.
     *
     * @param other a plant in the same state as this one's
     * @param turned a copy of this one's city
     */
    public ControlLoop fork(Plant other, ControlledCity turned, Priority first, Listener told) {
        return new ControlLoop(other, turned, decider, everySeconds, told, first, senses.copy(), wished.clone());
    }

    /** Until the plant has ended. */
    public void run() throws PlantLost {
        while (!plant.ended()) {
            second();
        }
    }

    /** One second. */
    public void second() throws PlantLost {
        double now = plant.seconds();
        decided = List.of();
        List<Proposal> first = priority.second(now, () -> senses.snapshot(now, city.turners()));
        giveBack(first);
        long interval = Math.floorDiv(Math.round(now), (long) everySeconds);
        if (interval > decidedIn) {
            decidedIn = interval;
            decide(now);
        }
        first.forEach(this::turn);
        List<SignalCommand> commands = new ArrayList<>();
        for (Optional<StageTurner> turner : city.turners()) {
            turner.flatMap(t -> t.second(now)).ifPresent(commands::add);
        }
        long refusedUntilNow = city.refused();
        listener.acting(new Acting(now, known, decided, commands, refusedUntilNow - refused));
        refused = refusedUntilNow;
        Observation seen = plant.step(commands);
        senses.see(seen);
        for (int j = 0; j < city.turners().size(); j++) {
            if (!seen.obeys(j)) {
                city.turners().get(j).ifPresent(turner -> turner.lost(plant.seconds()));
            }
        }
        listener.saw(seen, commands);
    }

    /** What is known now. */
    public Snapshot snapshot() {
        return senses.snapshot(plant.seconds(), city.turners());
    }

    private void decide(double now) {
        known = senses.snapshot(now, city.turners());
        decided = decider.decide(known);
        for (Proposal proposal : decided) {
            wished[proposal.junction()] = proposal.stage();
            if (!taken.contains(proposal.junction())) {
                turn(proposal);
            }
        }
        listener.decided(known, decided);
    }

    private void turn(Proposal proposal) {
        city.turners().get(proposal.junction()).ifPresent(turner -> turner.want(proposal.stage()));
    }

    private void giveBack(List<Proposal> first) {
        Set<Integer> now = first.stream().map(Proposal::junction).collect(Collectors.toSet());
        for (int junction : taken) {
            if (!now.contains(junction) && wished[junction] != Snapshot.NO_STAGE) {
                city.turners().get(junction).ifPresent(turner -> turner.want(wished[junction]));
            }
        }
        taken = now;
    }

    Senses senses() {
        return senses;
    }
}
