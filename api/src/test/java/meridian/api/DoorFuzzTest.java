package meridian.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import meridian.api.live.LiveProblem;
import meridian.api.ngsi.EntityReader;
import meridian.api.ngsi.EntityWriter;
import meridian.api.ngsi.Form;
import meridian.api.ngsi.Geometries;
import meridian.api.ngsi.ObservationLine;
import meridian.api.ngsi.SubscriptionReader;
import meridian.model.BadInput;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Content;
import meridian.twin.entity.Entity;
import meridian.twin.entity.Geometry;
import meridian.twin.entity.Rejected;
import meridian.twin.entity.Value;
import meridian.twin.event.EventCodec;
import meridian.twin.query.Filter;
import meridian.twin.query.GeoFilter;
import meridian.twin.query.QueryError;
import meridian.twin.query.SafePattern;
import meridian.twin.query.ScopeFilter;
import meridian.twin.query.TypeSelection;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever comes in at a door is read or refused in words of its own: nothing else is thrown, and what was read means the same when
 * it is written and read again.
 *
 * <p>Usually this goes through the inputs that are kept beside it. CONTRIBUTING.md tells how new ones are made up.
 */
class DoorFuzzTest {
    /** Something to ask about. */
    private static final Entity DEVICE = Entity.of(
            "urn:d:1",
            List.of("Device"),
            List.of("/Montevideo/Centro"),
            List.of(
                    Attribute.of("level", Content.of(Value.of(7))),
                    Attribute.of("name", Content.of(Value.of("loop 7"))),
                    Attribute.of("location", new Content.GeoProperty(Geometry.point(-56.19, -34.9)))));

    /** What a parser may answer with instead of a result. */
    private static <T> Optional<T> readOrRefused(Supplier<T> parsing) {
        try {
            return Optional.of(parsing.get());
        } catch (Rejected | Refusal | QueryError | LiveProblem | Unusable | BadInput | JacksonException refusal) {
            assertTrue(refusal.getMessage() != null && !refusal.getMessage().isBlank(), "a refusal says why");
            return Optional.empty();
        }
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    /** Keeps nothing back: each line is used or refused. */
    private static final class Counting implements ObservationLines.Sink {
        private final List<ObservationDesk.Line> lines = new ArrayList<>();
        private final List<Views.LineRefused> refused = new ArrayList<>();

        @Override
        public void line(ObservationDesk.Line line) {
            lines.add(line);
            assertEquals(
                    line.handed().event(),
                    EventCodec.decode(EventCodec.encode(line.handed().event())));
        }

        @Override
        public void refused(Views.LineRefused mistake) {
            refused.add(mistake);
            assertTrue(!mistake.message().isBlank(), "a refusal says why");
        }
    }

    @FuzzTest(maxDuration = "5m")
    void observationLines(byte[] input) {
        Counting sink = new Counting();
        new ObservationLines("batch", sink).text(input);
        assertTrue(sink.lines.size() + sink.refused.size() <= text(input).split("\n", -1).length);
    }

    /** The quick way of reading a line, where it goes, says what the slow one says. */
    @FuzzTest(maxDuration = "5m")
    void quickAndSlowLinesMeanTheSame(byte[] input) {
        ObservationLine.quick(input, 0, input.length)
                .ifPresent(quick -> assertEquals(ObservationLine.of(JsonBody.STRICT.readTree(input)), quick));
    }

    @FuzzTest(maxDuration = "5m")
    void binaryObservations(byte[] input) {
        readOrRefused(() -> {
            new ObservationLines("batch", new Counting()).binary(input);
            return input;
        });
    }

    @FuzzTest(maxDuration = "5m")
    void entity(byte[] input) {
        readOrRefused(() -> EntityReader.entity(JsonBody.STRICT.readTree(input)))
                .ifPresent(entity -> assertEquals(entity, EntityReader.entity(written(entity))));
    }

    private static JsonNode written(Entity entity) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = Answer.JSON.createGenerator(bytes)) {
            new EntityWriter(out, Form.NORMALIZED, false, Set.of()).write(entity);
        }
        return JsonBody.STRICT.readTree(bytes.toByteArray());
    }

    @FuzzTest(maxDuration = "5m")
    void subscription(byte[] input) {
        readOrRefused(() -> {
            JsonNode body = JsonBody.STRICT.readTree(input);
            return body instanceof ObjectNode object ? SubscriptionReader.read(SubscriptionReader.kept(object)) : body;
        });
    }

    @FuzzTest(maxDuration = "5m")
    void query(byte[] input) {
        String text = text(input);
        readOrRefused(() -> Filter.parse(text, name -> name).accepts(DEVICE));
        readOrRefused(() -> ScopeFilter.parse(text).accepts(DEVICE.scopes()));
        readOrRefused(() -> TypeSelection.parse(text, name -> name));
        readOrRefused(() -> SafePattern.of("idPattern", text).isIn("urn:ngsi-ld:Device:1"));
    }

    /** Three lines: relation, kind of geometry, coordinates. */
    @FuzzTest(maxDuration = "5m")
    void geoQuery(byte[] input) {
        String[] lines = text(input).split("\n", 3);
        if (lines.length == 3) {
            readOrRefused(() -> GeoFilter.parse(lines[0], Geometries.parse(lines[1], lines[2]), "location")
                    .accepts(DEVICE));
        }
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new HashMap<>();
        Arrays.stream(text.split("&")).forEach(pair -> {
            String[] sides = pair.split("=", 2);
            parameters.putIfAbsent(sides[0], sides.length == 2 ? sides[1] : "");
        });
        return parameters;
    }

    @FuzzTest(maxDuration = "5m")
    void temporalQuery(byte[] input) {
        Map<String, String> parameters = parameters(text(input));
        readOrRefused(() -> TimeSpan.of(name -> Optional.ofNullable(parameters.get(name))))
                .ifPresent(span -> assertTrue(span.fromMicros() <= span.toMicros() + 1, span.toString()));
    }

    @FuzzTest(maxDuration = "5m")
    void liveMessage(byte[] input) {
        readOrRefused(() -> FeedSession.asked(text(input)));
    }

    @Test
    void aParserThatThrowsSomethingElseIsCaught() {
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> readOrRefused(() -> {
                    throw new IndexOutOfBoundsException("7");
                }));
    }
}
