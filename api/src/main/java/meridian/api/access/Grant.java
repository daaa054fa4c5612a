package meridian.api.access;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What somebody may do, with which types of entities and where.
 *
 * @param scopes none: nothing at all
 * @param types names of entity types; none: all types
 * @param areas none: everywhere
 */
public record Grant(Set<Scope> scopes, Set<String> types, List<Area> areas) {
    /** Everything, everywhere. */
    public static final Grant ALL = new Grant(EnumSet.allOf(Scope.class), Set.of(), List.of());

    /** Of whoever is nobody in particular. */
    static final Grant NOTHING = new Grant(Set.of(), Set.of(), List.of());

    public Grant {
        scopes = scopes.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(scopes));
        types = Collections.unmodifiableSet(new TreeSet<>(types));
        areas = List.copyOf(areas);
    }

    /** Whether it ends somewhere: at some types or at the border of some areas. */
    public boolean isLimited() {
        return !types.isEmpty() || !areas.isEmpty();
    }

    /** Whether entities of this type are within it. */
    public boolean covers(String type) {
        return types.isEmpty() || types.contains(type);
    }

    /** Whether this place is within it. */
    public boolean covers(double lonDegrees, double latDegrees) {
        return areas.isEmpty() || areas.stream().anyMatch(area -> area.contains(lonDegrees, latDegrees));
    }

    /** Whether all of this box is within one of its areas; a box across two of them is not, though each half were. */
    public boolean covers(Area box) {
        return areas.isEmpty() || areas.stream().anyMatch(area -> area.contains(box));
    }
}
