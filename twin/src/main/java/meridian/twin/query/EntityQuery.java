package meridian.twin.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import meridian.twin.TwinState;
import meridian.twin.entity.Entity;
import meridian.twin.entity.GeoBox;

/**
 * A question for entities. All parts must hold; an empty one holds always.
 *
 * <p>Answers come in the order in which entities were made (by id where ids are given): a page with an offset goes on where the
 * one before ended, where both ask the same state.
 *
 * @param ids which entities; empty for all
 * @param attrs entities with at least one of these attributes, and only these of them; empty for all
 * @param limit at most so many entities, 0 to {@link #MOST}
 * @param offset so many before them are left out
 * @param counted whether to say how many there are without limit and offset
 */
public record EntityQuery(
        Set<String> ids,
        Optional<SafePattern> idPattern,
        Optional<TypeSelection> types,
        Optional<Filter> filter,
        Optional<ScopeFilter> scopes,
        Optional<GeoFilter> geo,
        Set<String> attrs,
        int limit,
        int offset,
        boolean counted) {
    /** The largest page. */
    public static final int MOST = 100_000;

    /** Everything, in one page. */
    public static final EntityQuery ALL = new EntityQuery(
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            MOST,
            0,
            true);

    public EntityQuery {
        ids = Set.copyOf(ids);
        attrs = Set.copyOf(attrs);
        if (limit < 0 || limit > MOST) {
            throw new QueryError("limit", 0, "0 to " + MOST + " is expected, found " + limit);
        }
        if (offset < 0) {
            throw new QueryError("offset", 0, "0 or more is expected, found " + offset);
        }
    }

    public EntityQuery withIds(Set<String> newIds) {
        return new EntityQuery(newIds, idPattern, types, filter, scopes, geo, attrs, limit, offset, counted);
    }

    public EntityQuery withIdPattern(SafePattern pattern) {
        return new EntityQuery(ids, Optional.of(pattern), types, filter, scopes, geo, attrs, limit, offset, counted);
    }

    public EntityQuery withTypes(TypeSelection selection) {
        return new EntityQuery(
                ids, idPattern, Optional.of(selection), filter, scopes, geo, attrs, limit, offset, counted);
    }

    public EntityQuery withFilter(Filter q) {
        return new EntityQuery(ids, idPattern, types, Optional.of(q), scopes, geo, attrs, limit, offset, counted);
    }

    public EntityQuery withScopes(ScopeFilter scopeQ) {
        return new EntityQuery(ids, idPattern, types, filter, Optional.of(scopeQ), geo, attrs, limit, offset, counted);
    }

    public EntityQuery withGeo(GeoFilter newGeo) {
        return new EntityQuery(
                ids, idPattern, types, filter, scopes, Optional.of(newGeo), attrs, limit, offset, counted);
    }

    public EntityQuery withAttrs(Set<String> newAttrs) {
        return new EntityQuery(ids, idPattern, types, filter, scopes, geo, newAttrs, limit, offset, counted);
    }

    public EntityQuery withPage(int newLimit, int newOffset, boolean newCounted) {
        return new EntityQuery(ids, idPattern, types, filter, scopes, geo, attrs, newLimit, newOffset, newCounted);
    }

    /**
     * An answer.
     *
     * @param total how many there are without limit and offset; -1 where that was not asked
     */
    public record Page(List<Entity> entities, int total) {}

    /**
     * The answer of a state.
     *
     * @throws QueryError where a pattern costs too much
     */
    public Page ask(TwinState state) {
        return ask(state, entity -> true);
    }

    /**
     * The answer of a state of which only a part may be seen: the rest is not counted either.
     *
     * @throws QueryError where a pattern costs too much
     */
    public Page ask(TwinState state, Predicate<Entity> visible) {
        List<Entity> found = new ArrayList<>();
        int[] matches = {0};
        try {
            candidates(state, entity -> {
                if (accepts(entity) && visible.test(entity)) {
                    if (matches[0] >= offset && found.size() < limit) {
                        found.add(projected(entity));
                    }
                    matches[0]++;
                    if (!counted && found.size() == limit) {
                        throw Enough.ENOUGH;
                    }
                }
            });
        } catch (Enough enough) {
            return new Page(found, -1);
        }
        return new Page(found, counted ? matches[0] : -1);
    }

    /** Whether the question holds for an entity: what a subscription asks at each change. */
    public boolean accepts(Entity entity) {
        return (ids.isEmpty() || ids.contains(entity.id()))
                && (types.isEmpty() || types.get().accepts(entity.types()))
                && (scopes.isEmpty() || scopes.get().accepts(entity.scopes()))
                && (attrs.isEmpty() || hasOne(entity))
                && (idPattern.isEmpty() || idPattern.get().isIn(entity.id()))
                && (filter.isEmpty() || filter.get().accepts(entity))
                && (geo.isEmpty() || geo.get().accepts(entity));
    }

    private boolean hasOne(Entity entity) {
        for (int i = 0; i < entity.attributeCount(); i++) {
            if (attrs.contains(entity.attribute(i).name())) {
                return true;
            }
        }
        return false;
    }

    /** The entity with the attributes that are asked for. */
    public Entity projected(Entity entity) {
        return attrs.isEmpty()
                ? entity
                : entity.withAttributes(entity.attributes().stream()
                        .filter(a -> attrs.contains(a.name()))
                        .toList());
    }

    /** All that may be accepted, from the index that promises least. */
    private void candidates(TwinState state, Consumer<Entity> action) {
        Optional<GeoBox> box = geo.flatMap(GeoFilter::reach);
        Optional<String> type = types.flatMap(selection -> rarest(selection, state));
        if (!ids.isEmpty()) {
            new TreeSet<>(ids).forEach(id -> state.find(id).ifPresent(action));
        } else if (box.isPresent()) {
            state.forEachIn(box.get(), action);
        } else if (type.isPresent()) {
            state.forEachOfType(type.get(), action);
        } else {
            state.forEach(action);
        }
    }

    /** The type that everything accepted has and of which there are fewest; empty where there is a choice. */
    private static Optional<String> rarest(TypeSelection selection, TwinState state) {
        return switch (selection) {
            case TypeSelection.Type type -> Optional.of(type.name());
            case TypeSelection.All all ->
                all.parts().stream()
                        .flatMap(part -> rarest(part, state).stream())
                        .min((a, b) -> Integer.compare(state.countOfType(a), state.countOfType(b)));
            case TypeSelection.Any _ -> Optional.empty();
        };
    }

    /** Ends the walk through a state when the page is full. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1;
        static final Enough ENOUGH = new Enough();

        Enough() {
            super(null, null, false, false);
        }
    }
}
