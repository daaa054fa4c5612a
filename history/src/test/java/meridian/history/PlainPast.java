package meridian.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import meridian.twin.Outcome;
import meridian.twin.TwinState;
import meridian.twin.TwinWriter;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Content;
import meridian.twin.entity.Entity;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Times;
import meridian.twin.event.TwinEvent;
import meridian.twin.event.TwinEvent.Observation;
import meridian.twin.history.History;
import meridian.twin.history.RollUps;
import meridian.twin.history.Version;

/**
 * The slow, plain past: folds each observation alone and looks at what became of the state. A version is an instance that was
 * modified by the event, a deletion one that is not there any more.
 */
final class PlainPast {
    final Map<Series, History> histories = new TreeMap<>(Series.ORDER);
    final Map<Series, RollUps> rollUps = new TreeMap<>(Series.ORDER);
    private final TwinWriter writer = new TwinWriter(TwinState.EMPTY);
    private TwinState state = TwinState.EMPTY;
    private long step;

    void add(long position, long recordedMicros, TwinEvent event) {
        if (event instanceof TwinEvent.Observations many) {
            for (int i = 0; i < many.observations().size(); i++) {
                observed(position, recordedMicros, many.observations().get(i), i);
            }
        } else if (event instanceof Observation one) {
            observed(position, recordedMicros, one, 0);
        } else {
            ordered(position, recordedMicros, event);
        }
    }

    private Outcome fold(long recordedMicros, TwinEvent event) {
        Outcome outcome = writer.apply(++step, recordedMicros, event);
        state = writer.publish();
        return outcome;
    }

    private void observed(long position, long recorded, Observation o, int index) {
        boolean existed = state.find(o.entityId()).isPresent();
        Outcome outcome = fold(recorded, o);
        if (outcome == Outcome.APPLIED || outcome == Outcome.OLDER) {
            Series series = new Series(o.entityId(), o.name(), o.datasetId());
            keep(
                    series,
                    new Version(o.observedMicros(), recorded, position, index, o.content(), o.quality(), o.source()));
            if (!existed) {
                types(o.entityId(), o.observedMicros(), recorded, position, index);
            }
        }
    }

    private void types(String id, long observed, long recorded, long position, int index) {
        Content types = new Content.VocabProperty(state.find(id).orElseThrow().types());
        keep(
                new Series(id, Series.TYPES, null),
                new Version(observed, recorded, position, index, types, Quality.UNSTATED, null));
    }

    private void ordered(long position, long recorded, TwinEvent event) {
        TwinState before = state;
        if (fold(recorded, event) != Outcome.APPLIED) {
            return;
        }
        for (TwinState.Change change : state.changesSince(before)) {
            Set<Series> gone = new HashSet<>();
            change.before().ifPresent(old -> old.attributes().forEach(a -> gone.add(series(old, a))));
            change.after()
                    .ifPresent(now -> now.attributes().forEach(a -> {
                        gone.remove(series(now, a));
                        // Every event has a time of recording of its own.
                        if (a.modifiedMicros() == recorded) {
                            long observed =
                                    a.observedMicros() == Times.NONE ? event.producedMicros() : a.observedMicros();
                            keep(
                                    series(now, a),
                                    new Version(
                                            observed,
                                            recorded,
                                            position,
                                            0,
                                            a.content(),
                                            a.quality(),
                                            a.source().orElse(null)));
                        }
                    }));
            gone.forEach(series -> keep(series, Version.deleted(event.producedMicros(), recorded, position, 0)));
            kinds(change, event, recorded, position);
        }
    }

    private void kinds(TwinState.Change change, TwinEvent event, long recorded, long position) {
        List<String> old = change.before().map(Entity::types).orElse(List.of());
        List<String> now = change.after().map(Entity::types).orElse(List.of());
        if (now.isEmpty()) {
            keep(
                    new Series(change.id(), Series.TYPES, null),
                    Version.deleted(event.producedMicros(), recorded, position, 0));
        } else if (!new TreeSet<>(old).equals(new TreeSet<>(now))) {
            types(change.id(), event.producedMicros(), recorded, position, 0);
        }
    }

    private static Series series(Entity entity, Attribute a) {
        return new Series(entity.id(), a.name(), a.datasetId().orElse(null));
    }

    private void keep(Series series, Version version) {
        histories.merge(series, History.EMPTY.with(version), (old, _) -> old.with(version));
        rollUps.computeIfAbsent(series, _ -> new RollUps()).add(version);
    }

    /** What held of an entity, deletions left out. */
    Map<Series, Version> heldAt(String id, long trueMicros, long knownMicros) {
        Map<Series, Version> held = new HashMap<>();
        histories.forEach((series, history) -> {
            if (series.entityId().equals(id)) {
                history.asOf(trueMicros, knownMicros).ifPresent(version -> held.put(series, version));
            }
        });
        return held;
    }
}
