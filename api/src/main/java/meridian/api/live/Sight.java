package meridian.api.live;

import java.util.ArrayList;
import java.util.List;
import meridian.api.access.Confines;
import meridian.twin.TwinState;
import meridian.twin.entity.Entity;

/** What somebody sees: what he asked for, within what his key allows. */
public record Sight(Subscription subscription, Confines confines) {
    boolean shows(Placed thing) {
        return subscription.accepts(thing.entity(), thing.place()) && confines.hold(thing.entity());
    }

    boolean shows(Entity entity) {
        return shows(Placed.of(entity));
    }

    /** Whether changes of attributes of this name are told. */
    boolean tells(String attribute) {
        return subscription.attributes().isEmpty() || subscription.attributes().contains(attribute);
    }

    /** Ids of all that is seen in a state, in its order. */
    List<String> ids(TwinState state) {
        List<String> ids = new ArrayList<>();
        subscription.candidates(state, entity -> {
            if (shows(entity)) {
                ids.add(entity.id());
            }
        });
        return ids;
    }
}
