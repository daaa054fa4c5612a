package meridian.outbox;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import meridian.twin.Folded;
import meridian.twin.TwinState;
import meridian.twin.entity.Entity;
import meridian.twin.entity.Times;
import meridian.twin.event.TwinEvent;
import meridian.twin.subscription.Subscription;

/**
 * What events mean for subscriptions: each entity that an event changed is told as it was right after that event, so the events
 * are folded once more, one by one. The same events, state and subscriptions give the same rows.
 */
final class Matcher {
    private final Wording wording;

    Matcher(Wording wording) {
        this.wording = wording;
    }

    /**
     * A subscription that is looked at.
     *
     * @param after events at or below this position are none of its
     */
    record Interest(long number, Subscription subscription, long after) {}

    /** Takes what was found; may fail as databases do. */
    interface Sink {
        void add(Row row) throws SQLException;
    }

    /** How an entity is told. */
    private record Look(Set<String> only, boolean keyValues) {}

    /** @return the state after the last event, as far as it was folded */
    TwinState match(List<Folded> events, TwinState before, Collection<Interest> interests, Sink sink)
            throws SQLException {
        TwinState state = before;
        for (Folded event : events) {
            TwinState next = state.fold(event.position(), Times.instant(event.recordedMicros()), event.event());
            int ordinal = 0;
            for (String id : touched(event.event())) {
                Optional<Entity> was = state.find(id);
                Optional<Entity> is = next.find(id);
                if (was.orElse(null) != is.orElse(null)) {
                    tell(event, ordinal, was, is, interests, sink);
                }
                ordinal++;
            }
            state = next;
        }
        return state;
    }

    private void tell(
            Folded event,
            int ordinal,
            Optional<Entity> was,
            Optional<Entity> is,
            Collection<Interest> interests,
            Sink sink)
            throws SQLException {
        Map<Look, byte[]> written = new HashMap<>();
        Entity last = is.or(() -> was).orElseThrow();
        BiFunction<Set<String>, Boolean, byte[]> data = (only, keyValues) -> written.computeIfAbsent(
                new Look(only, keyValues),
                look -> is.isPresent()
                        ? wording.entity(last, only, keyValues)
                        : wording.deleted(last, event.recordedMicros()));
        for (Interest interest : interests) {
            Subscription subscription = interest.subscription();
            if (event.position() > interest.after()
                    && subscription.isValidAt(event.recordedMicros())
                    && subscription.notices(was, is)) {
                sink.add(new Row(
                        interest.number(),
                        event.position(),
                        ordinal,
                        last.id(),
                        event.recordedMicros(),
                        data.apply(subscription.attributes(), subscription.keyValues())));
            }
        }
    }

    /** Ids of entities that an event may change, each once, always in the same order. */
    private static Collection<String> touched(TwinEvent event) {
        return switch (event) {
            case TwinEvent.EntityCreated e -> List.of(e.entity().id());
            case TwinEvent.EntityReplaced e -> List.of(e.entity().id());
            case TwinEvent.AttributesMerged e -> List.of(e.entityId());
            case TwinEvent.AttributeDeleted e -> List.of(e.entityId());
            case TwinEvent.EntityDeleted e -> List.of(e.entityId());
            case TwinEvent.Observation e -> List.of(e.entityId());
            case TwinEvent.Observations e -> {
                Set<String> ids = new LinkedHashSet<>();
                e.observations().forEach(o -> ids.add(o.entityId()));
                yield ids;
            }
        };
    }
}
