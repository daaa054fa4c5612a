package meridian.twin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Content;
import meridian.twin.entity.Entity;
import meridian.twin.entity.GeoBox;
import meridian.twin.entity.Times;
import meridian.twin.event.TwinEvent;

/** The oracle: the same rules as plainly as they can be written, without indices, pages or a fast path. */
final class PlainTwin {
    final Map<String, Entity> entities = new TreeMap<>();
    private final Set<Long> seen = new HashSet<>();

    void fold(long position, long recorded, TwinEvent event) {
        if (!seen.add(position)) {
            return;
        }
        switch (event) {
            case TwinEvent.EntityCreated e -> {
                if (!entities.containsKey(e.entity().id())) {
                    put(e.entity(), recorded, position);
                }
            }
            case TwinEvent.EntityReplaced e -> put(e.entity(), recorded, position);
            case TwinEvent.AttributesMerged e -> merge(e, recorded, position);
            case TwinEvent.AttributeDeleted e -> {
                Entity old = entities.get(e.entityId());
                if (old != null) {
                    List<Attribute> left = old.attributes().stream()
                            .filter(a -> !a.name().equals(e.name())
                                    || !e.all() && !a.datasetId().equals(java.util.Optional.ofNullable(e.datasetId())))
                            .toList();
                    if (left.size() < old.attributeCount()) {
                        change(old, left, recorded, position);
                    }
                }
            }
            case TwinEvent.EntityDeleted e -> entities.remove(e.entityId());
            case TwinEvent.Observation e -> observe(e, recorded, position);
            case TwinEvent.Observations e -> e.observations().forEach(o -> observe(o, recorded, position));
        }
    }

    private void put(Entity entity, long recorded, long position) {
        Entity old = entities.get(entity.id());
        List<Attribute> stamped = entity.attributes().stream()
                .map(a -> stamp(a, recorded, recorded))
                .toList();
        entities.put(
                entity.id(),
                entity.withAttributes(stamped)
                        .stamped(old == null ? recorded : old.createdMicros(), recorded, position));
    }

    private void merge(TwinEvent.AttributesMerged e, long recorded, long position) {
        Entity old = entities.get(e.entityId());
        if (old == null) {
            return;
        }
        List<Attribute> all = new ArrayList<>(old.attributes());
        for (Attribute a : e.attributes()) {
            Attribute there = all.stream()
                    .filter(b -> b.name().equals(a.name()) && b.datasetId().equals(a.datasetId()))
                    .findFirst()
                    .orElse(null);
            if (there == null) {
                all.add(stamp(a, recorded, recorded));
            } else if (!e.keepsExisting()) {
                all.remove(there);
                all.add(stamp(a, there.createdMicros(), recorded));
            }
        }
        Set<String> types = new TreeSet<>(old.types());
        types.addAll(e.addedTypes());
        change(old.withKinds(List.copyOf(types), e.scopes().orElse(old.scopes())), all, recorded, position);
    }

    private void observe(TwinEvent.Observation o, long recorded, long position) {
        Attribute now = Attribute.of(o.name(), o.content(), o.datasetId(), o.observedMicros(), o.quality(), o.source());
        Entity old = entities.get(o.entityId());
        if (old == null) {
            if (o.entityType() != null) {
                put(Entity.of(o.entityId(), o.entityType(), now), recorded, position);
            }
            return;
        }
        List<Attribute> all = new ArrayList<>(old.attributes());
        Attribute there = all.stream()
                .filter(b -> b.name().equals(now.name()) && b.datasetId().equals(now.datasetId()))
                .findFirst()
                .orElse(null);
        if (there == null) {
            all.add(stamp(now, recorded, recorded));
        } else if (there.observedMicros() == Times.NONE || there.observedMicros() <= o.observedMicros()) {
            all.remove(there);
            Content content = o.content();
            if (content instanceof Content.Property p
                    && p.unitCode() == null
                    && there.content() instanceof Content.Property before) {
                content = new Content.Property(p.value(), before.unitCode());
            }
            all.add(Attribute.of(o.name(), content, o.datasetId(), o.observedMicros(), o.quality(), o.source())
                    .withSubs(there.subs())
                    .stamped(there.createdMicros(), recorded));
        } else {
            return;
        }
        change(old, all, recorded, position);
    }

    private void change(Entity old, List<Attribute> attributes, long recorded, long position) {
        entities.put(old.id(), old.withAttributes(attributes).stamped(old.createdMicros(), recorded, position));
    }

    private static Attribute stamp(Attribute a, long created, long modified) {
        List<Attribute> subs =
                a.subs().stream().map(s -> stamp(s, modified, modified)).toList();
        return a.withSubs(subs).stamped(created, modified);
    }

    List<Entity> in(GeoBox box) {
        return entities.values().stream()
                .filter(e -> e.find("location")
                        .filter(a -> a.content() instanceof Content.GeoProperty g
                                && g.geometry().box().intersects(box))
                        .isPresent())
                .toList();
    }

    List<Entity> referringTo(String id) {
        return entities.values().stream()
                .filter(e -> e.attributes().stream()
                        .anyMatch(a -> a.content() instanceof Content.Relationship r
                                && r.objects().contains(id)))
                .toList();
    }

    static List<Entity> byId(List<Entity> entities) {
        return entities.stream().sorted(Comparator.comparing(Entity::id)).toList();
    }
}
