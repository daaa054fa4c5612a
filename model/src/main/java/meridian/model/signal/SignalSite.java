package meridian.model.signal;

import java.util.List;

/**
 * A junction with signals whose plan is not known.
 *
 * @param id becomes the controller's id
 * @param nodes indices of the nodes that belong to it, one or more
 */
public record SignalSite(String id, List<Integer> nodes) {
    public SignalSite {
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("signal site " + id + " needs a node");
        }
    }
}
