package meridian.api.live;

import meridian.twin.TwinState;
import meridian.twin.entity.Entity;
import meridian.twin.entity.GeoBox;
import meridian.twin.entity.Geometry;
import org.jspecify.annotations.Nullable;

/**
 * An entity with the box around its location, which is found once for all who watch.
 *
 * @param place null where it has no location
 */
record Placed(Entity entity, @Nullable GeoBox place) {
    static Placed of(Entity entity) {
        Geometry location = TwinState.location(entity);
        return new Placed(entity, location == null ? null : location.box());
    }
}
