package meridian.field.plant;

import java.util.List;
import meridian.model.control.ControlNetwork;
import meridian.model.signal.Aspect;

/**
 * What the signals of a junction shall show from now on. By the time a plant hears it, it has passed the safety kernel: amber
 * and clearance are among the commands, each when it begins.
 */
public sealed interface SignalCommand {
    /** Index of the junction in the plant's network. */
    int junction();

    /** @throws IllegalArgumentException where there is no such junction, or it has another number of groups */
    default void requireIn(ControlNetwork network) {
        int junctions = network.junctions().size();
        if (junction() < 0 || junction() >= junctions) {
            throw new IllegalArgumentException("there is no junction " + junction() + " of " + junctions);
        }
        int groups = network.junctions().get(junction()).groups();
        if (this instanceof Show show && show.aspects().size() != groups) {
            throw new IllegalArgumentException("junction " + junction() + " has " + groups + " groups, the command "
                    + show.aspects().size());
        }
    }

    /**
     * @param aspects one for each group of the junction, in its order
     */
    record Show(int junction, List<Aspect> aspects) implements SignalCommand {
        public Show {
            aspects = List.copyOf(aspects);
        }
    }

    /** The junction goes on with its own plan, where it would be now: the fallback. */
    record FollowPlan(int junction) implements SignalCommand {}

    /** Everything flashes amber: the signs hold. */
    record Flash(int junction) implements SignalCommand {}
}
