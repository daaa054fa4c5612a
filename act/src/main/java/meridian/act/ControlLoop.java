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
    }

    private final Plant plant;
    private final ControlledCity city;
    private final Decider decider;
    private final int everySeconds;
    private final Listener listener;
    private final Senses senses;

    /** @param city of this plant */
    public ControlLoop(Plant plant, ControlledCity city, Decider decider, int everySeconds, Listener listener) {
        this.plant = plant;
        this.city = city;
        this.decider = decider;
        this.everySeconds = everySeconds;
        this.listener = listener;
        senses = new Senses(city.network(), Math.max(everySeconds, DecisionTimes.LEAST_REACH_SECONDS));
        senses.see(plant.look());
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
        if (Math.round(now) % everySeconds == 0) {
            decide(now);
        }
        List<SignalCommand> commands = new ArrayList<>();
        for (Optional<StageTurner> turner : city.turners()) {
            turner.flatMap(t -> t.second(now)).ifPresent(commands::add);
        }
        Observation seen = plant.step(commands);
        senses.see(seen);
        listener.saw(seen, commands);
    }

    private void decide(double now) {
        Snapshot snapshot = senses.snapshot(now, city.turners());
        List<Proposal> proposals = decider.decide(snapshot);
        for (Proposal proposal : proposals) {
            city.turners().get(proposal.junction()).ifPresent(turner -> turner.want(proposal.stage()));
        }
        listener.decided(snapshot, proposals);
    }

    Senses senses() {
        return senses;
    }
}
