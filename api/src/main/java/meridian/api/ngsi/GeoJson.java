package meridian.api.ngsi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import meridian.twin.entity.Geometry;
import meridian.twin.entity.Geometry.Kind;
import meridian.twin.entity.Rejected;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Geometries as RFC 7946 writes them, and back. */
final class GeoJson {

    private GeoJson() {}

    /** Whether an object is one of the geometries that the twin takes. */
    static boolean is(JsonNode node) {
        return node.isObject()
                && node.path("coordinates").isArray()
                && kind(node.path("type").asString("")) != null;
    }

    private static @org.jspecify.annotations.Nullable Kind kind(String word) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElse(null);
    }

    /** @throws Rejected where it is none */
    static Geometry read(JsonNode node, String place) {
        Kind kind = node.isObject() ? kind(node.path("type").asString("")) : null;
        JsonNode coordinates = node.path("coordinates");
        if (kind == null || !coordinates.isArray()) {
            throw bad(place, "is no geometry of GeoJSON with coordinates; collections are not taken");
        }
        Shape shape = new Shape(place);
        switch (kind) {
            case POINT -> shape.point(coordinates);
            case MULTI_POINT -> coordinates.forEach(shape::point);
            case LINE_STRING -> shape.line(coordinates);
            case MULTI_LINE_STRING, POLYGON -> coordinates.forEach(shape::line);
            case MULTI_POLYGON -> coordinates.forEach(shape::polygon);
        }
        return shape.made(kind);
    }

    private static Rejected bad(String place, String found) {
        return new Rejected(Rejected.Reason.BAD_VALUE, place, found);
    }

    /** Numbers and ends of parts, as they come. */
    private static final class Shape {
        private final String place;
        private double[] numbers = new double[16];
        private int count;
        private int stride;
        private final List<Integer> lineEnds = new ArrayList<>();
        private final List<Integer> polygonEnds = new ArrayList<>();

        Shape(String place) {
            this.place = place;
        }

        void point(JsonNode node) {
            int size = node.isArray() ? node.size() : 0;
            if (size < 2 || size > 3 || stride > 0 && size != stride) {
                throw bad(place, "has a point that is not two numbers, or three in all points");
            }
            stride = size;
            if (count + size > numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * numbers.length);
            }
            for (JsonNode number : node) {
                if (!number.isNumber()) {
                    throw bad(place, "has a coordinate that is no number");
                }
                numbers[count++] = number.asDouble();
            }
        }

        void line(JsonNode node) {
            if (!node.isArray()) {
                throw bad(place, "has a line or ring that is no array");
            }
            node.forEach(this::point);
            lineEnds.add(stride == 0 ? 0 : count / stride);
        }

        void polygon(JsonNode node) {
            if (!node.isArray()) {
                throw bad(place, "has a polygon that is no array");
            }
            node.forEach(this::line);
            polygonEnds.add(lineEnds.size());
        }

        Geometry made(Kind kind) {
            return Geometry.of(
                    kind, Math.max(2, stride), Arrays.copyOf(numbers, count), ints(lineEnds), ints(polygonEnds));
        }

        private static int[] ints(List<Integer> list) {
            return list.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    static void write(Geometry geometry, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("type", geometry.kind().word());
        out.writeName("coordinates");
        switch (geometry.kind()) {
            case POINT -> point(geometry, 0, out);
            case MULTI_POINT -> points(geometry, 0, geometry.points(), out);
            case LINE_STRING -> points(geometry, 0, geometry.points(), out);
            case MULTI_LINE_STRING -> lines(geometry, 0, geometry.lines(), out);
            case POLYGON -> lines(geometry, 0, geometry.lines(), out);
            case MULTI_POLYGON -> {
                out.writeStartArray();
                for (int p = 0; p < geometry.polygons(); p++) {
                    lines(geometry, geometry.ringStart(p), geometry.ringEnd(p), out);
                }
                out.writeEndArray();
            }
        }
        out.writeEndObject();
    }

    private static void lines(Geometry geometry, int from, int to, JsonGenerator out) {
        out.writeStartArray();
        for (int line = from; line < to; line++) {
            points(geometry, geometry.lineStart(line), geometry.lineEnd(line), out);
        }
        out.writeEndArray();
    }

    private static void points(Geometry geometry, int from, int to, JsonGenerator out) {
        out.writeStartArray();
        for (int i = from; i < to; i++) {
            point(geometry, i, out);
        }
        out.writeEndArray();
    }

    private static void point(Geometry geometry, int i, JsonGenerator out) {
        out.writeStartArray();
        out.writeNumber(geometry.lon(i));
        out.writeNumber(geometry.lat(i));
        if (geometry.hasAltitudes()) {
            out.writeNumber(geometry.altitude(i));
        }
        out.writeEndArray();
    }
}
