package meridian.api.access;

import java.util.List;
import java.util.Optional;
import meridian.twin.TwinState;
import meridian.twin.entity.Entity;
import meridian.twin.entity.GeoBox;
import meridian.twin.entity.Geometry;
import org.jspecify.annotations.Nullable;

/**
 * How far a key reaches among the twin's entities. One is within it when each of its types is, and when the box around its
 * location lies in one of the key's areas. What has no location is in no area.
 */
public record Confines(Grant grant) {
    /** Everything. */
    public static final Confines NONE = new Confines(Grant.ALL);

    /** Of whoever asks. */
    public static Confines of(Caller caller) {
        return new Confines(caller.grant());
    }

    public boolean isLimited() {
        return grant.isLimited();
    }

    public boolean hold(Entity entity) {
        return !isLimited() || hold(entity.types(), TwinState.location(entity));
    }

    /** @param location null where there is none */
    public boolean hold(List<String> types, @Nullable Geometry location) {
        return whyNot(types, location).isEmpty();
    }

    /** Why something of these types, there, is not within it; empty where it is. */
    public Optional<String> whyNot(List<String> types, @Nullable Geometry location) {
        for (String type : types) {
            if (!grant.covers(type)) {
                return Optional.of("this key is limited to " + String.join(", ", grant.types()) + ", not " + type);
            }
        }
        if (grant.areas().isEmpty()) {
            return Optional.empty();
        }
        if (location == null) {
            return Optional.of("this key is limited to an area, and this has no location");
        }
        return grant.covers(area(location.box()))
                ? Optional.empty()
                : Optional.of("this key is limited to an area, and this lies outside");
    }

    private static Area area(GeoBox box) {
        return new Area(box.west(), box.south(), box.east(), box.north());
    }
}
