package meridian.model.control;

import java.util.List;
import meridian.model.network.Turn;

/**
 * Where traffic of one lane goes under one signal group.
 *
 * @param group signal group of the junction that it obeys
 * @param fromLane index of the lane it leaves
 * @param toLanes indices of all lanes of the road it leads to, whichever of them it enters
 * @param turn direction
 */
public record ControlMovement(int group, int fromLane, List<Integer> toLanes, Turn turn) {
    public ControlMovement {
        toLanes = List.copyOf(toLanes);
    }
}
