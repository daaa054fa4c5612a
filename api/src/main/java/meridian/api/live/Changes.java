package meridian.api.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.twin.Folded;
import meridian.twin.TwinState;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Entity;
import meridian.twin.entity.Times;
import meridian.twin.event.TwinEvent;
import org.jspecify.annotations.Nullable;

/** Finds out what a batch of events changed, entity by entity, in the order in which they were touched first. */
final class Changes {
    private final TwinState before;
    private final TwinState after;
    private final Map<String, Trace> traces = new LinkedHashMap<>();

    private Changes(TwinState before, TwinState after) {
        this.before = before;
        this.after = after;
    }

    /** What the events between two states did. */
    static List<Touched> of(List<Folded> events, TwinState before, TwinState after) {
        Changes changes = new Changes(before, after);
        for (Folded folded : events) {
            changes.trace(folded.event());
        }
        return changes.touched();
    }

    /** How two states of one run differ; each attribute counts as changed once. */
    static List<Touched> since(TwinState before, TwinState after) {
        List<Touched> touched = new ArrayList<>();
        for (TwinState.Change change : after.changesSince(before)) {
            if (change.before().isPresent() && change.after().isPresent()) {
                touched.add(changed(change.before().get(), change.after().get()));
            } else {
                Placed then = change.before().map(Placed::of).orElse(null);
                Placed now = change.after().map(Placed::of).orElse(null);
                touched.add(new Touched(change.id(), then, now, List.of(), then == null));
            }
        }
        return touched;
    }

    /**
     * How two states differ, which need not be of one run of the twin: entities are told apart by their ids. Each attribute
     * counts as changed once.
     */
    static List<Touched> between(TwinState before, TwinState after) {
        List<Touched> touched = new ArrayList<>();
        after.forEach(now -> {
            Optional<Entity> then = before.find(now.id());
            if (then.isEmpty()) {
                touched.add(new Touched(now.id(), null, Placed.of(now), List.of(), true));
            } else if (!then.get().equals(now)) {
                touched.add(changed(then.get(), now));
            }
        });
        before.forEach(then -> {
            if (after.find(then.id()).isEmpty()) {
                touched.add(new Touched(then.id(), Placed.of(then), null, List.of(), false));
            }
        });
        return touched;
    }

    private static Touched changed(Entity then, Entity now) {
        List<Touched.Update> updates = new ArrayList<>();
        for (Instance instance : differing(then, now)) {
            updates.add(new Touched.Update(instance, 1));
        }
        return new Touched(now.id(), Placed.of(then), Placed.of(now), updates, !sameKind(then, now));
    }

    private static boolean sameKind(Entity then, Entity now) {
        return then.types().equals(now.types()) && then.scopes().equals(now.scopes());
    }

    /** Instances that one has and the other has not, or has otherwise. */
    static List<Instance> differing(Entity then, Entity now) {
        List<Instance> differing = new ArrayList<>();
        for (Attribute attribute : now.attributes()) {
            int index = then.indexOf(attribute.name(), attribute.datasetId().orElse(null));
            if (index < 0 || !then.attribute(index).equals(attribute)) {
                differing.add(Instance.of(attribute));
            }
        }
        for (Attribute attribute : then.attributes()) {
            if (now.indexOf(attribute.name(), attribute.datasetId().orElse(null)) < 0) {
                differing.add(Instance.of(attribute));
            }
        }
        return differing;
    }

    /** What was noted about one entity. */
    private static final class Trace {
        private final Map<Instance, Count> counts = new LinkedHashMap<>();

        Count count(Instance instance, @Nullable Entity before) {
            return counts.computeIfAbsent(instance, one -> new Count(observed(one, before)));
        }

        private static long observed(Instance instance, @Nullable Entity before) {
            int index = before == null ? -1 : before.indexOf(instance.name(), instance.datasetId());
            return index < 0
                    ? Times.NONE
                    : java.util.Objects.requireNonNull(before).attribute(index).observedMicros();
        }
    }

    /** How often one instance was changed, and when its value was observed. */
    private static final class Count {
        private long observedMicros;
        private int times;

        Count(long observedMicros) {
            this.observedMicros = observedMicros;
        }

        /** An observation counts where the twin takes it for the present: see the package of the twin. */
        void observed(long micros) {
            if (observedMicros == Times.NONE || micros >= observedMicros) {
                observedMicros = micros;
                times++;
            }
        }

        void ordered(long micros) {
            observedMicros = micros;
            times++;
        }
    }

    private void trace(TwinEvent event) {
        switch (event) {
            case TwinEvent.Observation o -> observed(o);
            case TwinEvent.Observations many -> many.observations().forEach(this::observed);
            case TwinEvent.AttributesMerged merged -> {
                Trace trace = at(merged.entityId());
                for (Attribute a : merged.attributes()) {
                    trace.count(Instance.of(a), then(merged.entityId())).ordered(a.observedMicros());
                }
            }
            case TwinEvent.AttributeDeleted deleted -> at(deleted.entityId());
            case TwinEvent.EntityDeleted deleted -> at(deleted.entityId());
            case TwinEvent.EntityReplaced replaced -> at(replaced.entity().id());
            case TwinEvent.EntityCreated created -> at(created.entity().id());
        }
    }

    private void observed(TwinEvent.Observation o) {
        at(o.entityId())
                .count(new Instance(o.name(), o.datasetId()), then(o.entityId()))
                .observed(o.observedMicros());
    }

    private Trace at(String id) {
        return traces.computeIfAbsent(id, one -> new Trace());
    }

    private @Nullable Entity then(String id) {
        return before.find(id).orElse(null);
    }

    private List<Touched> touched() {
        List<Touched> touched = new ArrayList<>();
        traces.forEach((id, trace) -> {
            Entity then = before.find(id).orElse(null);
            Entity now = after.find(id).orElse(null);
            if (then != now) {
                touched.add(new Touched(
                        id,
                        then == null ? null : Placed.of(then),
                        now == null ? null : Placed.of(now),
                        then == null || now == null ? List.of() : updates(trace, then, now),
                        then == null || now != null && !sameKind(then, now)));
            }
        });
        return touched;
    }

    private static List<Touched.Update> updates(Trace trace, Entity then, Entity now) {
        Map<Instance, Integer> times = new LinkedHashMap<>();
        differing(then, now).forEach(instance -> times.put(instance, 1));
        trace.counts.forEach((instance, count) -> {
            if (count.times > 0) {
                times.merge(instance, count.times, Math::max);
            }
        });
        List<Touched.Update> updates = new ArrayList<>(times.size());
        times.forEach((instance, n) -> updates.add(new Touched.Update(instance, n)));
        return updates;
    }
}
