package meridian.act;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * <p>The decider is asked at times that are whole multiples of the interval on the plant's clock. A junction for which it says
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

    private final Plant plant;
    private final ControlledCity city;
    private final Decider decider;
    private final int everySeconds;
    private final Listener listener;
    private final Senses senses;
    private Snapshot known;
    private List<Proposal> decided = List.of();
    private long refused;

    /** @param city of this plant */
    public ControlLoop(Plant plant, ControlledCity city, Decider decider, int everySeconds, Listener listener) {
        this.plant = plant;
        this.city = city;
        this.decider = decider;
        this.everySeconds = everySeconds;
        this.listener = listener;
        senses = new Senses(city.network(), Math.max(everySeconds, DecisionTimes.LEAST_REACH_SECONDS));
        senses.see(plant.look());
        known = senses.snapshot(plant.seconds(), city.turners());
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
        if (Math.round(now) % everySeconds == 0) {
            decide(now);
        }
        List<SignalCommand> commands = new ArrayList<>();
        for (Optional<StageTurner> turner : city.turners()) {
            turner.flatMap(t -> t.second(now)).ifPresent(commands::add);
        }
        long refusedUntilNow = city.refused();
        listener.acting(new Acting(now, known, decided, commands, refusedUntilNow - refused));
        refused = refusedUntilNow;
        Observation seen = plant.step(commands);
        senses.see(seen);
        listener.saw(seen, commands);
    }

    private void decide(double now) {
        known = senses.snapshot(now, city.turners());
        decided = decider.decide(known);
        for (Proposal proposal : decided) {
            city.turners().get(proposal.junction()).ifPresent(turner -> turner.want(proposal.stage()));
        }
        listener.decided(known, decided);
    }

    Senses senses() {
        return senses;
    }
}
