package meridian.api;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import meridian.api.ngsi.EntityWriter;
import meridian.api.ngsi.Form;
import meridian.history.Series;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Content;
import meridian.twin.entity.Times;
import meridian.twin.history.Bucket;
import meridian.twin.history.RollUp;
import meridian.twin.history.Version;
import tools.jackson.core.JsonGenerator;

/** Writes an entity's past in NGSI-LD's temporal representations (ETSI GS CIM 009 V1.8.1, clauses 4.5.8 and 4.5.19 among them). */
final class TemporalWriter {
    /** Of the aggregated representation, in NGSI-LD's words. */
    static final List<String> METHODS = List.of("totalCount", "sum", "avg", "min", "max");

    private final JsonGenerator out;

    TemporalWriter(JsonGenerator out) {
        this.out = out;
    }

    /** Opens the entity, until {@link #end}. */
    void begin(String id, List<String> types) {
        out.writeStartObject();
        out.writeStringProperty("id", id);
        out.writeName("type");
        if (types.size() == 1) {
            out.writeString(types.getFirst());
        } else {
            out.writeStartArray();
            types.forEach(out::writeString);
            out.writeEndArray();
        }
    }

    void end() {
        out.writeEndObject();
    }

    /** The normalized temporal representation: every version is an instance. */
    void versions(String name, Map<Series, List<Version>> instances) {
        EntityWriter writer = new EntityWriter(out, Form.NORMALIZED, true, Set.of());
        out.writeName(name);
        out.writeStartArray();
        instances.forEach((series, versions) -> versions.forEach(version -> {
            Content content = version.content();
            if (content == null) {
                deletion(series, version);
            } else {
                writer.version(Attribute.of(
                                name,
                                content,
                                series.datasetId(),
                                version.observedMicros(),
                                version.quality(),
                                version.source())
                        .stamped(version.recordedMicros(), version.recordedMicros()));
            }
        }));
        out.writeEndArray();
    }

    /** Clause 4.5.0: an attribute that is gone has NGSI-LD's null, and when that was. */
    private void deletion(Series series, Version version) {
        out.writeStartObject();
        out.writeStringProperty("type", "Property");
        out.writeStringProperty("value", "urn:ngsi-ld:null");
        dataset(series);
        out.writeStringProperty("deletedAt", text(version.observedMicros()));
        out.writeStringProperty("modifiedAt", text(version.recordedMicros()));
        out.writeEndObject();
    }

    private void dataset(Series series) {
        String dataset = series.datasetId();
        if (dataset != null) {
            out.writeStringProperty("datasetId", dataset);
        }
    }

    /** The simplified temporal representation (clause 4.5.8): pairs of value and time; deletions have no value. */
    void pairs(String name, Map<Series, List<Version>> instances) {
        perInstance(name, instances, (series, versions) -> {
            boolean relationship = versions.stream().anyMatch(v -> v.content() instanceof Content.Relationship);
            out.writeStringProperty("type", relationship ? "Relationship" : "Property");
            dataset(series);
            out.writeName(relationship ? "objects" : "values");
            out.writeStartArray();
            EntityWriter writer = new EntityWriter(out, Form.SIMPLIFIED, false, Set.of());
            for (Version version : versions) {
                Content content = version.content();
                if (content != null) {
                    out.writeStartArray();
                    writer.version(Attribute.of(name, content));
                    out.writeString(text(version.observedMicros()));
                    out.writeEndArray();
                }
            }
            out.writeEndArray();
        });
    }

    private interface Instance<T> {
        void write(Series series, T what);
    }

    private <T> void perInstance(String name, Map<Series, T> instances, Instance<T> one) {
        out.writeName(name);
        if (instances.size() > 1) {
            out.writeStartArray();
        }
        instances.forEach((series, what) -> {
            out.writeStartObject();
            one.write(series, what);
            out.writeEndObject();
        });
        if (instances.size() > 1) {
            out.writeEndArray();
        }
    }

    /** The aggregated temporal representation (clause 4.5.19): for each method triples of value, start and end. */
    void rolled(String name, Map<Series, NavigableMap<Long, RollUp>> instances, List<String> methods, Bucket bucket) {
        perInstance(name, instances, (series, rolled) -> {
            out.writeStringProperty("type", "Property");
            dataset(series);
            // Who shows it says so.
            out.writeBooleanProperty("simulated", rolled.values().stream().anyMatch(RollUp::simulated));
            methods.forEach(method -> triples(method, bucket, rolled));
        });
    }

    private void triples(String method, Bucket bucket, NavigableMap<Long, RollUp> rolled) {
        out.writeName(method);
        out.writeStartArray();
        rolled.forEach((start, sum) -> {
            out.writeStartArray();
            switch (method) {
                case "totalCount" -> out.writeNumber(sum.count());
                case "sum" -> out.writeNumber(sum.sum());
                case "avg" -> out.writeNumber(sum.mean());
                case "min" -> out.writeNumber(sum.min());
                case "max" -> out.writeNumber(sum.max());
                default -> throw new IllegalArgumentException(method);
            }
            out.writeString(text(start));
            out.writeString(text(start + bucket.lengthMicros()));
            out.writeEndArray();
        });
        out.writeEndArray();
    }

    private static String text(long micros) {
        return Times.instant(micros).toString();
    }
}
