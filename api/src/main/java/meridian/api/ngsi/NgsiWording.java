package meridian.api.ngsi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import meridian.outbox.Wording;
import meridian.twin.entity.Entity;
import meridian.twin.entity.Times;
import meridian.twin.subscription.Subscription;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Notifications as NGSI-LD writes them (clauses 5.3.1 and 7.2). */
public final class NgsiWording implements Wording {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public Subscription read(String kept) {
        return SubscriptionReader.read(JSON.readTree(kept));
    }

    @Override
    public byte[] entity(Entity entity, Set<String> only, boolean keyValues) {
        Form form = keyValues ? Form.SIMPLIFIED : Form.NORMALIZED;
        return written(out -> new EntityWriter(out, form, false, only).write(entity));
    }

    @Override
    public byte[] deleted(Entity last, long recordedMicros) {
        return written(out -> {
            out.writeStartObject();
            out.writeStringProperty("id", last.id());
            out.writeName("type");
            if (last.types().size() == 1) {
                out.writeString(last.types().getFirst());
            } else {
                out.writePOJO(last.types());
            }
            out.writeStringProperty("deletedAt", Times.instant(recordedMicros).toString());
            out.writeEndObject();
        });
    }

    @Override
    public byte[] notification(Subscription to, String id, long notifiedMicros, List<byte[]> data) {
        return written(out -> {
            out.writeStartObject();
            out.writeStringProperty("id", id);
            out.writeStringProperty("type", "Notification");
            if (to.endpoint().accept().equals("application/ld+json")) {
                out.writeStringProperty("@context", EntityReader.CORE_CONTEXT);
            }
            out.writeStringProperty("subscriptionId", to.id());
            out.writeStringProperty("notifiedAt", Times.instant(notifiedMicros).toString());
            out.writeName("data");
            out.writeStartArray();
            data.forEach(one -> raw(out, one));
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    @Override
    public byte[] withMetadata(Map<String, String> headers, byte[] notification) {
        return written(out -> {
            out.writeStartObject();
            out.writeName("metadata");
            out.writePOJO(headers);
            out.writeName("body");
            raw(out, notification);
            out.writeEndObject();
        });
    }

    /** What is JSON already. */
    private static void raw(JsonGenerator out, byte[] json) {
        out.writeRawValue(new String(json, StandardCharsets.UTF_8));
    }

    private static byte[] written(Consumer<JsonGenerator> writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            writing.accept(out);
        }
        return bytes.toByteArray();
    }
}
