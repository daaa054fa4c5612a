package meridian.api.live;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import meridian.api.ngsi.EntityWriter;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Content;
import meridian.twin.entity.Entity;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Times;
import meridian.twin.entity.Value;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes one message, entity by entity, so that it can be seen how long it has become. One thread. */
final class MessageWriter implements AutoCloseable {
    /** NGSI-LD's word for an attribute that is not there any more (clause 4.5.0). */
    private static final String GONE = "urn:ngsi-ld:null";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Message.Kind kind;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4_096);
    private final JsonGenerator out = JSON.createGenerator(bytes);
    private final EntityWriter writer;
    private int entities;

    MessageWriter(Message.Kind kind, Subscription subscription) {
        this.kind = kind;
        writer = new EntityWriter(out, subscription.form(), subscription.systemTimes(), subscription.attributes());
        out.writeStartObject();
        out.writeStringProperty("type", kind.word());
    }

    /** Begins the list that the entities stand in. */
    void list(String name) {
        out.writeName(name);
        out.writeStartArray();
    }

    void endList() {
        out.writeEndArray();
    }

    void property(String name, String value) {
        out.writeStringProperty(name, value);
    }

    void property(String name, long value) {
        out.writeName(name);
        out.writeNumber(value);
    }

    void property(String name, boolean value) {
        out.writeName(name);
        out.writeBoolean(value);
    }

    int entities() {
        return entities;
    }

    /** Bytes so far. */
    int length() {
        out.flush();
        return bytes.size();
    }

    void entity(Entity entity) {
        writer.write(entity);
        entities++;
    }

    /** Came into sight: all of it. */
    void entered(Entity entity) {
        out.writeStartObject();
        out.writeName("entered");
        entity(entity);
        out.writeEndObject();
    }

    /** Some of its attributes are others now, or gone. */
    void changed(Entity entity, Set<Instance> instances) {
        List<Attribute> told = new ArrayList<>();
        for (Instance instance : instances) {
            int index = entity.indexOf(instance.name(), instance.datasetId());
            told.add(index < 0 ? gone(instance) : entity.attribute(index));
        }
        out.writeStartObject();
        out.writeName("changed");
        entity(entity.withAttributes(told));
        out.writeEndObject();
    }

    private static Attribute gone(Instance instance) {
        Content nothing = Content.of(Value.of(GONE));
        return Attribute.of(instance.name(), nothing, instance.datasetId(), Times.NONE, Quality.UNSTATED, null);
    }

    /** @param how {@code left} where it is out of sight, {@code deleted} where it is no more */
    void away(String how, String id) {
        out.writeStartObject();
        out.writeStringProperty(how, id);
        out.writeEndObject();
        entities++;
    }

    Message finish(OptionalLong cursor) {
        out.writeName("cursor");
        if (cursor.isPresent()) {
            out.writeNumber(cursor.getAsLong());
        } else {
            out.writeNull();
        }
        out.writeEndObject();
        out.flush();
        return new Message(kind, cursor, bytes.toByteArray());
    }

    @Override
    public void close() {
        out.close();
    }
}
