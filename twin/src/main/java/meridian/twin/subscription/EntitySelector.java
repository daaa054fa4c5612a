package meridian.twin.subscription;

import java.util.Optional;
import meridian.twin.entity.Entity;
import meridian.twin.query.SafePattern;
import meridian.twin.query.TypeSelection;

/**
 * Which entities (clause 5.2.33): of a type, and of an id or of ids like a pattern where one is given.
 *
 * @param id stated instead of a pattern
 */
public record EntitySelector(TypeSelection type, Optional<String> id, Optional<SafePattern> idPattern) {
    boolean accepts(Entity entity) {
        return type.accepts(entity.types())
                && (id.isEmpty() || id.get().equals(entity.id()))
                && (idPattern.isEmpty() || idPattern.get().isIn(entity.id()));
    }
}
