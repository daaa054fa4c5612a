package meridian.api;

import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import meridian.api.ngsi.EntityWriter;
import meridian.api.ngsi.Form;
import meridian.api.ngsi.ProblemType;
import meridian.model.BadInput;
import meridian.twin.entity.Entity;
import tools.jackson.core.JsonGenerator;

/** Answers of NGSI-LD's routes: entities, nothing, and its own kind of errors (RFC 7807). */
final class NgsiAnswer {
    private static final String JSON = "application/json";

    private NgsiAnswer() {}

    /**
     * How entities are asked for.
     *
     * @param only attributes; empty for all
     */
    record Look(Form form, boolean systemTimes, Set<String> only) {}

    static Answer one(Entity entity, Look look) {
        return Answer.bytes(JSON, "no-store", written(look, (writer, out) -> writer.write(entity)));
    }

    static Answer all(List<Entity> entities, Look look) {
        return Answer.bytes(JSON, "no-store", written(look, (writer, out) -> {
            out.writeStartArray();
            entities.forEach(writer::write);
            out.writeEndArray();
        }));
    }

    private interface Writing {
        void write(EntityWriter writer, JsonGenerator out);
    }

    private static byte[] written(Look look, Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (JsonGenerator out = Answer.JSON.createGenerator(bytes)) {
            writing.write(new EntityWriter(out, look.form(), look.systemTimes(), look.only()), out);
        }
        return bytes.toByteArray();
    }

    static Answer created(String id) {
        Header location = HeaderValues.create("Location", EntityRoutes.PATH + "/" + id);
        return Answer.nothing("no-store").with(Status.CREATED_201).with(location);
    }

    static Unusable problem(ProblemType type, String detail) {
        Map<String, Object> body = new TreeMap<>();
        body.put("type", type.uri());
        body.put("title", type.title());
        body.put("status", type.status());
        body.put("detail", BadInput.printable(detail));
        Answer answer = Answer.bytes("application/problem+json", "no-store", Answer.JSON.writeValueAsBytes(body))
                .with(Status.create(type.status()));
        return Unusable.because(detail, answer);
    }
}
