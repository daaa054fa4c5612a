package meridian.field.plant;

import java.util.List;
import meridian.model.control.ControlNetwork;

/**
 * What is controlled, seen from whoever controls it. One exchange a second: commands in, what was seen out.
 *
 * <pre>
 *   ControlNetwork network = plant.network();
 *   Observation seen = plant.look();
 *   while (!plant.ended()) {
 *       seen = plant.step(commandsFor(seen));
 *   }
 * </pre>
 *
 * <p>A junction shows what it was last told until it is told something else; one that was never told anything follows its own
 * plan. One thread at a time. {@link #close} ends what the plant has begun, processes and connections among them.
 */
public interface Plant extends AutoCloseable {
    /** What there is; always the same. */
    ControlNetwork network();

    ObserveMode observes();

    /** The plant's own clock, s; grows by {@link #stepSeconds} with each step. */
    double seconds();

    /** What a step takes, s; 1 everywhere so far. */
    double stepSeconds();

    /** What is seen now, without a step; counts are those since the step before. */
    Observation look();

    /**
     * Shows what it is told, lets a step pass and tells what was seen.
     *
     * @param commands one at most for each junction; they hold from the beginning of the step
     * @throws IllegalArgumentException where a command names a junction or groups that there are not
     * @throws PlantLost where nothing more will come from it
     */
    Observation step(List<SignalCommand> commands) throws PlantLost;

    /** Whether nothing is left to happen: the end of what was to be simulated. A real street never ends. */
    boolean ended();

    @Override
    void close();
}
