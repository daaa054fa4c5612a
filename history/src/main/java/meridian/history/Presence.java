package meridian.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import meridian.twin.Folded;
import meridian.twin.Outcome;
import meridian.twin.TwinState;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Content;
import meridian.twin.entity.Entity;
import meridian.twin.entity.Limits;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Times;
import meridian.twin.event.TwinEvent;
import meridian.twin.event.TwinEvent.AttributeDeleted;
import meridian.twin.event.TwinEvent.AttributesMerged;
import meridian.twin.event.TwinEvent.Observation;
import meridian.twin.history.Version;
import org.jspecify.annotations.Nullable;

/**
 * Makes versions of the events of a batch. For that it must know which instances exist when an event comes, in the middle of the
 * batch, too: those of the state before it, and what the batch itself has changed.
 *
 * <p>What changed nothing in the twin is no version, but for late observations: those were true. An attribute without observedAt
 * was true from its event's time on. Of what goes, the deletions follow what comes, by index.
 */
final class Presence {
    /** An instance of an attribute. */
    private record Instance(String name, @Nullable String datasetId) {}

    /** What exists of an entity; nothing of one that does not exist. */
    private record Present(TreeSet<String> types, List<Instance> instances) {
        static Present of(@Nullable Entity entity) {
            Present present = new Present(new TreeSet<>(), new ArrayList<>());
            if (entity != null) {
                present.types.addAll(entity.types());
                entity.attributes().forEach(a -> present.instances.add(instance(a)));
            }
            return present;
        }

        boolean exists() {
            return !types.isEmpty();
        }
    }

    private static Instance instance(Attribute attribute) {
        return new Instance(attribute.name(), attribute.datasetId().orElse(null));
    }

    private final TwinState before;
    private final VersionSink sink;
    /** Entities that the batch may have changed in this. */
    private final Map<String, Present> changed = new HashMap<>();

    private long position;
    private long recordedMicros;

    Presence(TwinState before, VersionSink sink) {
        this.before = before;
        this.sink = sink;
    }

    void add(Folded folded) {
        position = folded.position();
        recordedMicros = folded.recordedMicros();
        boolean applied = folded.outcome() == Outcome.APPLIED;
        switch (folded.event()) {
            case Observation o when applied || folded.outcome() == Outcome.OLDER -> observed(o, 0);
            case TwinEvent.Observations many -> observedAll(many.observations());
            case TwinEvent event when applied -> ordered(event);
            default -> {}
        }
    }

    private void ordered(TwinEvent event) {
        switch (event) {
            case TwinEvent.EntityCreated e -> replaced(e.entity(), e.producedMicros());
            case TwinEvent.EntityReplaced e -> replaced(e.entity(), e.producedMicros());
            case AttributesMerged e -> merged(e);
            case AttributeDeleted e -> attributeDeleted(e);
            case TwinEvent.EntityDeleted e -> entityDeleted(e);
            case Observation _, TwinEvent.Observations _ ->
                throw new IllegalArgumentException("an observation is no order");
        }
    }

    /** Of several that came together nobody has said which changed something; the fold's rules do. */
    private void observedAll(List<Observation> observations) {
        for (int i = 0; i < observations.size(); i++) {
            Observation o = observations.get(i);
            if (isThere(o) || mayCome(o)) {
                observed(o, i);
            }
        }
    }

    private boolean isThere(Observation o) {
        Present mid = changed.isEmpty() ? null : changed.get(o.entityId());
        if (mid != null) {
            return mid.exists() && mid.instances.contains(new Instance(o.name(), o.datasetId()));
        }
        return before.find(o.entityId())
                .map(entity -> entity.indexOf(o.name(), o.datasetId()) >= 0)
                .orElse(false);
    }

    private boolean mayCome(Observation o) {
        Present present = present(o.entityId());
        return present.exists() ? present.instances.size() < Limits.ATTRIBUTES : o.entityType() != null;
    }

    private void observed(Observation o, int index) {
        if (!isThere(o)) {
            Present present = present(o.entityId());
            String type = o.entityType();
            if (!present.exists() && type != null) {
                present.types.add(type);
                types(o.entityId(), present, o.observedMicros(), index);
            }
            present.instances.add(new Instance(o.name(), o.datasetId()));
        }
        Version version =
                new Version(o.observedMicros(), recordedMicros, position, index, o.content(), o.quality(), o.source());
        sink.add(o.entityId(), o.name(), o.datasetId(), version);
    }

    private Present present(String entityId) {
        return changed.computeIfAbsent(
                entityId, id -> Present.of(before.find(id).orElse(null)));
    }

    private void replaced(Entity entity, long producedMicros) {
        Present old = present(entity.id());
        Present next = Present.of(entity);
        List<Instance> gone = new ArrayList<>(old.instances);
        gone.removeAll(next.instances);
        int index = came(entity.id(), entity.attributes(), producedMicros);
        went(entity.id(), gone, producedMicros, index);
        if (!old.types.equals(next.types)) {
            types(entity.id(), next, producedMicros, 0);
        }
        changed.put(entity.id(), next);
    }

    private void merged(AttributesMerged event) {
        Present present = present(event.entityId());
        List<Attribute> coming = event.attributes().stream()
                .filter(a -> !event.keepsExisting() || !present.instances.contains(instance(a)))
                .toList();
        came(event.entityId(), coming, event.producedMicros());
        coming.stream()
                .map(Presence::instance)
                .filter(instance -> !present.instances.contains(instance))
                .forEach(present.instances::add);
        if (present.types.addAll(event.addedTypes())) {
            types(event.entityId(), present, event.producedMicros(), 0);
        }
    }

    private void attributeDeleted(AttributeDeleted event) {
        Present present = present(event.entityId());
        List<Instance> gone = present.instances.stream()
                .filter(i -> event.all()
                        ? i.name().equals(event.name())
                        : i.equals(new Instance(event.name(), event.datasetId())))
                .toList();
        went(event.entityId(), gone, event.producedMicros(), 0);
        present.instances.removeAll(gone);
    }

    private void entityDeleted(TwinEvent.EntityDeleted event) {
        Present present = present(event.entityId());
        went(event.entityId(), present.instances, event.producedMicros(), 0);
        Version noMore = Version.deleted(event.producedMicros(), recordedMicros, position, 0);
        sink.add(event.entityId(), Series.TYPES, null, noMore);
        changed.put(event.entityId(), Present.of(null));
    }

    private int came(String entityId, List<Attribute> attributes, long producedMicros) {
        int index = 0;
        for (Attribute a : attributes) {
            long observed = a.observedMicros() == Times.NONE ? producedMicros : a.observedMicros();
            Version version = new Version(
                    observed,
                    recordedMicros,
                    position,
                    index++,
                    a.content(),
                    a.quality(),
                    a.source().orElse(null));
            sink.add(entityId, a.name(), a.datasetId().orElse(null), version);
        }
        return index;
    }

    private void went(String entityId, List<Instance> instances, long producedMicros, int firstIndex) {
        int index = firstIndex;
        for (Instance i : instances) {
            Version version = Version.deleted(producedMicros, recordedMicros, position, index++);
            sink.add(entityId, i.name(), i.datasetId(), version);
        }
    }

    private void types(String entityId, Present present, long observedMicros, int index) {
        Content content = new Content.VocabProperty(List.copyOf(present.types));
        Version version = new Version(observedMicros, recordedMicros, position, index, content, Quality.UNSTATED, null);
        sink.add(entityId, Series.TYPES, null, version);
    }

    /** What is true in a state of which the events are not known: the history begins with it. */
    static void begin(TwinState state, VersionSink sink) {
        state.forEach(entity -> {
            Content types = new Content.VocabProperty(entity.types());
            long since = entity.createdMicros();
            sink.add(
                    entity.id(),
                    Series.TYPES,
                    null,
                    new Version(since, since, entity.position(), 0, types, Quality.UNSTATED, null));
            for (int i = 0; i < entity.attributeCount(); i++) {
                begin(entity, i, sink);
            }
        });
    }

    private static void begin(Entity entity, int index, VersionSink sink) {
        Attribute a = entity.attribute(index);
        long observed = a.observedMicros() == Times.NONE ? a.modifiedMicros() : a.observedMicros();
        Version version = new Version(
                observed,
                a.modifiedMicros(),
                entity.position(),
                index,
                a.content(),
                a.quality(),
                a.source().orElse(null));
        sink.add(entity.id(), a.name(), a.datasetId().orElse(null), version);
    }
}
