package meridian.api;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import meridian.api.access.Confines;
import meridian.history.HistoryStore;
import meridian.history.Series;
import meridian.twin.TwinState;
import meridian.twin.entity.Content;
import meridian.twin.entity.Entity;
import meridian.twin.entity.Geometry;
import meridian.twin.history.Version;
import org.jspecify.annotations.Nullable;

/**
 * How far a limited key reaches into the past of an entity: it is within the key's limits now, and as far back as is known none of
 * its types and places were outside. So a thing that moved into an area does not show where it was before.
 */
record PastConfines(Confines confines, HistoryStore history) {
    private static final String LOCATION = "location";
    private static final int MOST_VERSIONS = 20_000;

    /** @param entity as it is now */
    boolean hold(Entity entity) {
        return !confines.isLimited() || confines.hold(entity) && heldAlways(entity);
    }

    private boolean heldAlways(Entity entity) {
        meridian.history.Answer<SortedMap<Series, List<Version>>> answer = history.versions(
                entity.id(), Set.of(LOCATION, Series.TYPES), TimeSpan.FIRST, TimeSpan.LAST, MOST_VERSIONS + 1, false);
        // What a damaged file had may have been outside.
        return answer.leftOut().isEmpty()
                && answer.found().entrySet().stream().allMatch(series -> heldAlways(entity, series));
    }

    private boolean heldAlways(Entity entity, Map.Entry<Series, List<Version>> series) {
        return series.getValue().size() <= MOST_VERSIONS
                && series.getValue().stream().allMatch(version -> held(entity, version.content()));
    }

    private boolean held(Entity entity, @Nullable Content content) {
        Geometry now = TwinState.location(entity);
        return switch (content) {
            case Content.GeoProperty then -> confines.hold(entity.types(), then.geometry());
            case Content.VocabProperty then -> confines.hold(then.words(), now);
            case null, default -> true;
        };
    }
}
