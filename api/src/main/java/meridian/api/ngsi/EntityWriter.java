package meridian.api.ngsi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Content;
import meridian.twin.entity.Entity;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Times;
import meridian.twin.entity.Value;
import tools.jackson.core.JsonGenerator;

/**
 * Writes entities. An attribute's quality and source, which the twin keeps apart, become sub-properties {@code quality} and
 * {@code source}, as the Smart Data Models have them.
 *
 * <p>Several instances of one attribute become an array; in simplified form an object of values by datasetId under {@code
 * dataset}, the default one under {@code @none} (clause 4.5.4). One for each answer, on one thread.
 */
public final class EntityWriter {
    private final JsonGenerator out;
    private final Form form;
    private final boolean systemTimes;
    private final Set<String> only;

    /**
     * @param systemTimes whether createdAt and modifiedAt are told
     * @param only names of the attributes that are wanted; empty: all
     */
    public EntityWriter(JsonGenerator out, Form form, boolean systemTimes, Set<String> only) {
        this.out = out;
        this.form = form;
        this.systemTimes = systemTimes;
        this.only = Set.copyOf(only);
    }

    public void write(Entity entity) {
        out.writeStartObject();
        out.writeStringProperty("id", entity.id());
        words("type", entity.types());
        if (!entity.scopes().isEmpty()) {
            words("scope", entity.scopes());
        }
        if (systemTimes) {
            time("createdAt", entity.createdMicros());
            time("modifiedAt", entity.modifiedMicros());
        }
        int count = entity.attributeCount();
        for (int i = 0; i < count; ) {
            String name = entity.attribute(i).name();
            int end = i + 1;
            while (end < count && entity.attribute(end).name().equals(name)) {
                end++;
            }
            if (only.isEmpty() || only.contains(name)) {
                out.writeName(name);
                instances(entity.attributes().subList(i, end));
            }
            i = end;
        }
        out.writeEndObject();
    }

    /** One version of an attribute, without its name: a part of the temporal representations (clause 4.5.6). */
    public void version(Attribute attribute) {
        instance(attribute);
    }

    private void instances(List<Attribute> instances) {
        if (instances.size() == 1
                && (form == Form.NORMALIZED || instances.getFirst().datasetId().isEmpty())) {
            instance(instances.getFirst());
        } else if (form == Form.NORMALIZED) {
            out.writeStartArray();
            instances.forEach(this::instance);
            out.writeEndArray();
        } else {
            out.writeStartObject();
            out.writeName("dataset");
            out.writeStartObject();
            for (Attribute attribute : instances) {
                out.writeName(attribute.datasetId().orElse("@none"));
                instance(attribute);
            }
            out.writeEndObject();
            out.writeEndObject();
        }
    }

    private void instance(Attribute attribute) {
        if (form == Form.SIMPLIFIED) {
            simplified(attribute.content());
            return;
        }
        out.writeStartObject();
        content(attribute.content());
        attribute.datasetId().ifPresent(id -> out.writeStringProperty("datasetId", id));
        time("observedAt", attribute.observedMicros());
        if (systemTimes) {
            time("createdAt", attribute.createdMicros());
            time("modifiedAt", attribute.modifiedMicros());
        }
        if (attribute.quality() != Quality.UNSTATED) {
            word(EntityReader.QUALITY, attribute.quality().name().toLowerCase(Locale.ROOT));
        }
        attribute.source().ifPresent(source -> word(EntityReader.SOURCE, source));
        for (int i = 0; i < attribute.subs().size(); i++) {
            Attribute sub = attribute.subs().get(i);
            out.writeName(sub.name());
            instance(sub);
        }
        out.writeEndObject();
    }

    /** A sub-property with a text. */
    private void word(String name, String value) {
        out.writeName(name);
        out.writeStartObject();
        out.writeStringProperty("type", "Property");
        out.writeStringProperty("value", value);
        out.writeEndObject();
    }

    private void content(Content content) {
        switch (content) {
            case Content.Property(Value value, var unit) -> {
                out.writeStringProperty("type", "Property");
                out.writeName("value");
                value(value);
                if (unit != null) {
                    out.writeStringProperty("unitCode", unit);
                }
            }
            case Content.Relationship(var objects, var objectType) -> {
                out.writeStringProperty("type", "Relationship");
                words("object", objects);
                if (objectType != null) {
                    out.writeStringProperty("objectType", objectType);
                }
            }
            case Content.GeoProperty(var geometry) -> {
                out.writeStringProperty("type", "GeoProperty");
                out.writeName("value");
                GeoJson.write(geometry, out);
            }
            case Content.LanguageProperty(var texts) -> {
                out.writeStringProperty("type", "LanguageProperty");
                out.writeName("languageMap");
                languages(texts);
            }
            case Content.VocabProperty(var vocab) -> {
                out.writeStringProperty("type", "VocabProperty");
                words("vocab", vocab);
            }
            case Content.ListProperty(var values) -> {
                out.writeStringProperty("type", "ListProperty");
                out.writeName("valueList");
                value(values);
            }
            case Content.Json(var value) -> {
                out.writeStringProperty("type", "JsonProperty");
                out.writeName("json");
                value(value);
            }
        }
    }

    private void simplified(Content content) {
        switch (content) {
            case Content.Property(Value value, var _) -> value(value);
            case Content.Relationship(var objects, var _) -> oneOrMore(objects);
            case Content.GeoProperty(var geometry) -> GeoJson.write(geometry, out);
            case Content.LanguageProperty(var texts) -> wrapped("languageMap", () -> languages(texts));
            case Content.VocabProperty(var vocab) -> wrapped("vocab", () -> oneOrMore(vocab));
            case Content.ListProperty(var values) -> wrapped("valueList", () -> value(values));
            case Content.Json(var value) -> wrapped("json", () -> value(value));
        }
    }

    private void wrapped(String name, Runnable inside) {
        out.writeStartObject();
        out.writeName(name);
        inside.run();
        out.writeEndObject();
    }

    private void languages(Map<String, List<String>> texts) {
        out.writeStartObject();
        texts.forEach(this::words);
        out.writeEndObject();
    }

    private void words(String name, List<String> words) {
        out.writeName(name);
        oneOrMore(words);
    }

    private void oneOrMore(List<String> words) {
        if (words.size() == 1) {
            out.writeString(words.getFirst());
            return;
        }
        out.writeStartArray();
        words.forEach(out::writeString);
        out.writeEndArray();
    }

    private void value(Value value) {
        switch (value) {
            case Value.Text(String text) -> out.writeString(text);
            case Value.Whole(long number) -> out.writeNumber(number);
            case Value.Decimal(double number) -> out.writeNumber(number);
            case Value.Truth(boolean yes) -> out.writeBoolean(yes);
            case Value.Moment(long micros) -> {
                out.writeStartObject();
                out.writeStringProperty("@type", "DateTime");
                out.writeStringProperty("@value", text(micros));
                out.writeEndObject();
            }
            case Value.Nothing _ -> out.writeNull();
            case Value.Items items -> {
                out.writeStartArray();
                items.values().forEach(this::value);
                out.writeEndArray();
            }
            case Value.Fields fields -> {
                out.writeStartObject();
                fields.values().forEach((name, inner) -> {
                    out.writeName(name);
                    value(inner);
                });
                out.writeEndObject();
            }
            case Value.Geo(var geometry) -> GeoJson.write(geometry, out);
        }
    }

    private void time(String name, long micros) {
        if (micros != Times.NONE) {
            out.writeStringProperty(name, text(micros));
        }
    }

    private static String text(long micros) {
        Instant moment = Times.instant(micros);
        return moment.toString();
    }

    /** Names from a list with commas, such as the parameter attrs. */
    public static List<String> names(String commaSeparated) {
        List<String> names = new ArrayList<>();
        for (String name : commaSeparated.split(",")) {
            if (!name.isBlank()) {
                names.add(name.strip());
            }
        }
        return names;
    }
}
