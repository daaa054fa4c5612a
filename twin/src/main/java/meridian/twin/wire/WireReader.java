package meridian.twin.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Content;
import meridian.twin.entity.Entity;
import meridian.twin.entity.Geometry;
import meridian.twin.entity.Limits;
import meridian.twin.entity.Names;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Rejected;
import meridian.twin.entity.Times;
import meridian.twin.entity.Value;

/**
 * Reads what {@link WireWriter} wrote, or what somebody made up. Memory is taken by what is there, never by what is claimed.
 */
public final class WireReader {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final Quality[] QUALITIES = Quality.values();
    private static final Geometry.Kind[] KINDS = Geometry.Kind.values();
    private static final int[] NO_PARTS = {};

    private byte[] bytes;
    private int at;
    private int end;
    private final List<String> table = new ArrayList<>();
    private long lastMicros;

    public WireReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    public WireReader(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.at = offset;
        this.end = offset + length;
    }

    /** The next part of a file whose texts go on. */
    public void next(byte[] part, int length) {
        bytes = part;
        at = 0;
        end = length;
    }

    public boolean atEnd() {
        return at == end;
    }

    /** Nothing may follow. */
    public void finish() {
        if (at != end) {
            throw malformed((end - at) + " bytes follow behind the end");
        }
    }

    public Rejected malformed(String found) {
        return new Rejected(Rejected.Reason.MALFORMED, "byte " + at, found);
    }

    /** Leaves out bytes that somebody else reads, and says where they begin. */
    public int skip(int count) {
        need(count);
        at += count;
        return at - count;
    }

    public int takeByte() {
        need(1);
        return bytes[at++] & 0xff;
    }

    public long takeVar() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int b = takeByte();
            if (shift == 63 && b > 1) {
                throw malformed("a number has more than 64 bits");
            }
            value |= (long) (b & 0x7f) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw malformed("a number has no end");
    }

    public long takeSigned() {
        long value = takeVar();
        return (value >>> 1) ^ -(value & 1);
    }

    public double takeDouble() {
        need(8);
        double value = Double.longBitsToDouble((long) LONG.get(bytes, at));
        at += 8;
        return value;
    }

    /** A number of things of which each takes at least so many bytes. */
    public int takeCount(int limit, int leastBytes, String what) {
        long count = takeVar();
        if (count < 0 || count > limit) {
            throw new Rejected(
                    Rejected.Reason.TOO_LARGE,
                    "byte " + at,
                    Long.toUnsignedString(count) + " " + what + " are stated, at most " + limit + " are taken");
        }
        if (count * leastBytes > end - at) {
            throw malformed(count + " " + what + " are stated, but only " + (end - at) + " bytes follow");
        }
        return (int) count;
    }

    public String takeText() {
        // Three bytes of UTF-8 are at most one char, four are two.
        int length = takeCount(3 * Limits.TEXT_CHARS, 1, "bytes of text");
        int from = at;
        at += length;
        for (int i = from; i < at; i++) {
            if (bytes[i] < 0) {
                return unicode(from, length);
            }
        }
        return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }

    private String unicode(int from, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Rejected(Rejected.Reason.MALFORMED, "byte " + from, "the text is not UTF-8");
        }
    }

    public String takeName() {
        long number = takeVar();
        if (number == 0) {
            String name = takeText();
            if (table.size() < WireWriter.TABLE) {
                table.add(name);
            }
            return name;
        }
        if (number < 0 || number > table.size()) {
            throw malformed("text number " + Long.toUnsignedString(number) + " was not written before");
        }
        return table.get((int) number - 1);
    }

    public long takeMicros() {
        lastMicros += takeSigned();
        return Times.checked(lastMicros, "byte " + at);
    }

    public List<String> takeNames(int limit, String what) {
        int count = takeCount(limit, 1, what);
        if (count == 1) {
            return List.of(takeName());
        }
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            names.add(takeName());
        }
        return names;
    }

    public Value takeValue() {
        return takeValue(0);
    }

    private Value takeValue(int depth) {
        if (depth > Limits.VALUE_DEPTH) {
            throw new Rejected(
                    Rejected.Reason.TOO_LARGE, "byte " + at, "a value has more than " + Limits.VALUE_DEPTH + " levels");
        }
        int tag = takeByte();
        return switch (tag) {
            case Tags.TEXT -> new Value.Text(takeText());
            case Tags.WHOLE -> new Value.Whole(takeSigned());
            case Tags.DECIMAL -> new Value.Decimal(takeDouble());
            case Tags.YES -> Value.Truth.YES;
            case Tags.NO -> Value.Truth.NO;
            case Tags.MOMENT -> new Value.Moment(takeSigned());
            case Tags.ITEMS -> takeItems(depth);
            case Tags.FIELDS -> takeFields(depth);
            case Tags.NOTHING -> Value.Nothing.NOTHING;
            case Tags.GEO -> new Value.Geo(takeGeometry());
            default -> throw malformed("there is no kind of value " + tag);
        };
    }

    private Value.Items takeItems(int depth) {
        int count = takeCount(Limits.VALUE_NODES, 1, "values");
        List<Value> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(takeValue(depth + 1));
        }
        return new Value.Items(values);
    }

    private Value takeFields(int depth) {
        int count = takeCount(Limits.VALUE_NODES, 2, "members");
        Map<String, Value> values = LinkedHashMap.newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            String key = takeName();
            if (values.put(key, takeValue(depth + 1)) != null) {
                throw new Rejected(Rejected.Reason.TWICE, "byte " + at, "an object has member " + key + " twice");
            }
        }
        return new Value.Fields(values);
    }

    private Geometry takeGeometry() {
        int head = takeByte();
        if (head >> 1 >= KINDS.length) {
            throw malformed("there is no kind of geometry " + (head >> 1));
        }
        Geometry.Kind kind = KINDS[head >> 1];
        int stride = 2 + (head & 1);
        double[] numbers = new double[stride * takeCount(Limits.POINTS, 8 * stride, "points")];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = takeDouble();
        }
        int[] lineEnds = kind.compareTo(Geometry.Kind.LINE_STRING) < 0 ? NO_PARTS : takeEnds();
        int[] polygonEnds = kind == Geometry.Kind.MULTI_POLYGON ? takeEnds() : NO_PARTS;
        return Geometry.of(kind, stride, numbers, lineEnds, polygonEnds);
    }

    private int[] takeEnds() {
        int[] ends = new int[takeCount(Limits.POINTS, 1, "parts")];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = (int) Math.min(Integer.MAX_VALUE, takeVar() & Long.MAX_VALUE);
        }
        return ends;
    }

    public Content takeContent() {
        int tag = takeByte();
        return switch (tag) {
            case Tags.PROPERTY -> new Content.Property(takeValue(), null);
            case Tags.PROPERTY_WITH_UNIT -> {
                String unit = takeName();
                yield new Content.Property(takeValue(), unit);
            }
            case Tags.RELATIONSHIP -> new Content.Relationship(takeNames(Limits.VALUE_NODES, "objects"), null);
            case Tags.RELATIONSHIP_WITH_TYPE -> {
                String type = takeName();
                yield new Content.Relationship(takeNames(Limits.VALUE_NODES, "objects"), type);
            }
            case Tags.GEO_PROPERTY -> new Content.GeoProperty(takeGeometry());
            case Tags.LANGUAGE -> takeLanguages();
            case Tags.VOCAB -> new Content.VocabProperty(takeNames(Limits.VALUE_NODES, "words"));
            case Tags.LIST -> new Content.ListProperty(takeItems(0));
            case Tags.JSON -> new Content.Json(takeValue());
            default -> throw malformed("there is no kind of attribute " + tag);
        };
    }

    private Content takeLanguages() {
        int count = takeCount(Limits.VALUE_NODES, 2, "languages");
        Map<String, List<String>> texts = LinkedHashMap.newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            String language = takeName();
            int lines = takeCount(Limits.VALUE_NODES, 1, "texts");
            List<String> list = new ArrayList<>(lines);
            for (int j = 0; j < lines; j++) {
                list.add(takeText());
            }
            texts.put(language, list);
        }
        return new Content.LanguageProperty(texts);
    }

    public Attribute takeAttribute() {
        return takeAttribute(0);
    }

    private Attribute takeAttribute(int depth) {
        String name = takeName();
        int flags = takeByte();
        String dataset = (flags & Tags.HAS_DATASET) != 0 ? takeName() : null;
        String source = (flags & Tags.HAS_SOURCE) != 0 ? takeName() : null;
        long observed = (flags & Tags.HAS_OBSERVED) != 0 ? takeMicros() : Times.NONE;
        boolean stamped = (flags & Tags.HAS_STAMPS) != 0;
        long created = stamped ? takeMicros() : Times.NONE;
        long modified = stamped ? takeMicros() : Times.NONE;
        Attribute made =
                Attribute.of(name, takeContent(), dataset, observed, quality(flags >> Tags.QUALITY_SHIFT), source);
        if (stamped) {
            made = made.stamped(created, modified);
        }
        return (flags & Tags.HAS_SUBS) != 0 ? made.withSubs(takeAttributes(depth + 1)) : made;
    }

    /** The quality of this number. */
    public Quality quality(int number) {
        if (number >= QUALITIES.length) {
            throw malformed("there is no quality " + number);
        }
        return QUALITIES[number];
    }

    public List<Attribute> takeAttributes() {
        return takeAttributes(0);
    }

    private List<Attribute> takeAttributes(int depth) {
        if (depth > Limits.SUB_DEPTH) {
            throw new Rejected(
                    Rejected.Reason.TOO_LARGE,
                    "byte " + at,
                    "there are more than " + Limits.SUB_DEPTH + " levels of sub-properties");
        }
        int count = takeCount(Limits.ATTRIBUTES, 4, "attributes");
        List<Attribute> attributes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            attributes.add(takeAttribute(depth));
        }
        return attributes;
    }

    public Entity takeEntity() {
        String id = takeText();
        List<String> types = takeNames(Limits.TYPES, "types");
        List<String> scopes = takeNames(Limits.SCOPES, "scopes");
        boolean stamped = takeByte() == 1;
        long created = stamped ? takeMicros() : Times.NONE;
        long modified = stamped ? takeMicros() : Times.NONE;
        long position = stamped ? takeVar() : 0;
        Entity entity = Entity.of(id, types, scopes, takeAttributes());
        return stamped ? entity.stamped(created, modified, position) : entity;
    }

    /** An entity's id. */
    public String takeId() {
        return Names.id(takeText());
    }

    private void need(int count) {
        if (end - at < count) {
            throw malformed("the bytes end too early");
        }
    }
}
