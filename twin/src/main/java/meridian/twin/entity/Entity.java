package meridian.twin.entity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A thing of the city: a road, a signal, a weather station. Never a person.
 *
 * <p>Its attributes stand in the order of name and datasetId. Times are the server's; see {@link Times}.
 */
public final class Entity {
    private final String id;
    private final List<String> types;
    private final List<String> scopes;
    private final Attribute[] attributes;
    private final long createdMicros;
    private final long modifiedMicros;
    private final long position;

    private Entity(
            String id,
            List<String> types,
            List<String> scopes,
            Attribute[] attributes,
            long createdMicros,
            long modifiedMicros,
            long position) {
        this.id = id;
        this.types = types;
        this.scopes = scopes;
        this.attributes = attributes;
        this.createdMicros = createdMicros;
        this.modifiedMicros = modifiedMicros;
        this.position = position;
    }

    /** An entity of one type without scopes, as a door makes it. */
    public static Entity of(String id, String type, Attribute... attributes) {
        return of(id, List.of(type), List.of(), List.of(attributes));
    }

    /** An entity as a door makes it: not stamped, at no position. */
    public static Entity of(String id, List<String> types, List<String> scopes, List<Attribute> attributes) {
        List<Attribute> sorted = Attribute.sorted(attributes, id);
        return new Entity(
                Names.id(id),
                types(types, id),
                scopes(scopes, id),
                sorted.toArray(Attribute[]::new),
                Times.NONE,
                Times.NONE,
                0);
    }

    private static List<String> types(List<String> types, String id) {
        if (types.isEmpty()) {
            throw new Rejected(Rejected.Reason.BAD_NAME, id, "has no type");
        }
        Limits.most(types.size(), Limits.TYPES, id, "types");
        if (types.size() == 1) {
            return Lists.one(List.of(Names.name(types.getFirst())));
        }
        List<String> sorted = types.stream().map(Names::name).sorted().toList();
        if (sorted.stream().distinct().count() < sorted.size()) {
            throw new Rejected(Rejected.Reason.TWICE, id, "has a type twice");
        }
        return Lists.one(sorted);
    }

    private static List<String> scopes(List<String> scopes, String id) {
        Limits.most(scopes.size(), Limits.SCOPES, id, "scopes");
        if (scopes.isEmpty()) {
            return List.of();
        }
        return Lists.one(scopes.stream().map(Names::scope).distinct().sorted().toList());
    }

    /** As the server stamps it. */
    public Entity stamped(long newCreatedMicros, long newModifiedMicros, long newPosition) {
        return new Entity(id, types, scopes, attributes, newCreatedMicros, newModifiedMicros, newPosition);
    }

    /** With other types and scopes, which count as one change. */
    public Entity withKinds(List<String> newTypes, List<String> newScopes) {
        return new Entity(
                id, types(newTypes, id), scopes(newScopes, id), attributes, createdMicros, modifiedMicros, position);
    }

    /** With other attributes. */
    public Entity withAttributes(List<Attribute> newAttributes) {
        Attribute[] sorted = Attribute.sorted(newAttributes, id).toArray(Attribute[]::new);
        return new Entity(id, types, scopes, sorted, createdMicros, modifiedMicros, position);
    }

    /** With the instance at an index replaced by another of the same name and datasetId: the fold's fast path. */
    public Entity withAttributeAt(int index, Attribute attribute, long newModifiedMicros, long newPosition) {
        Attribute[] copy = attributes.clone();
        copy[index] = attribute;
        return new Entity(id, types, scopes, copy, createdMicros, newModifiedMicros, newPosition);
    }

    public String id() {
        return id;
    }

    /** One or more, in alphabetical order. */
    public List<String> types() {
        return types;
    }

    /** In alphabetical order. */
    public List<String> scopes() {
        return scopes;
    }

    /** All instances, by name and datasetId. */
    public List<Attribute> attributes() {
        return Collections.unmodifiableList(Arrays.asList(attributes));
    }

    public int attributeCount() {
        return attributes.length;
    }

    public Attribute attribute(int index) {
        return attributes[index];
    }

    /** Index of the instance of this name and datasetId, -1 where there is none. */
    public int indexOf(String name, @Nullable String datasetId) {
        for (int i = 0; i < attributes.length; i++) {
            if (attributes[i].is(name, datasetId)) {
                return i;
            }
        }
        return -1;
    }

    /** The default instance. */
    public Optional<Attribute> find(String name) {
        int i = indexOf(name, null);
        return i < 0 ? Optional.empty() : Optional.of(attributes[i]);
    }

    public Optional<Attribute> find(String name, String datasetId) {
        int i = indexOf(name, datasetId);
        return i < 0 ? Optional.empty() : Optional.of(attributes[i]);
    }

    /** All instances of a name. */
    public List<Attribute> instances(String name) {
        List<Attribute> found = new ArrayList<>();
        for (Attribute attribute : attributes) {
            if (attribute.name().equals(name)) {
                found.add(attribute);
            }
        }
        return found;
    }

    public long createdMicros() {
        return createdMicros;
    }

    public long modifiedMicros() {
        return modifiedMicros;
    }

    /** Of the last event that changed it; 0 before it has one. */
    public long position() {
        return position;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Entity e
                && id.equals(e.id)
                && types.equals(e.types)
                && scopes.equals(e.scopes)
                && Arrays.equals(attributes, e.attributes)
                && createdMicros == e.createdMicros
                && modifiedMicros == e.modifiedMicros
                && position == e.position;
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, position);
    }

    @Override
    public String toString() {
        return id + types + Arrays.toString(attributes);
    }
}
