package meridian.twin.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Content;
import meridian.twin.entity.Entity;
import meridian.twin.entity.Geometry;
import meridian.twin.entity.Times;
import meridian.twin.entity.Value;
import org.jspecify.annotations.Nullable;

/** Writes into a growing array. Texts that were written before are written as their number. */
public final class WireWriter {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** At most so many texts are remembered; further ones are written out each time. */
    static final int TABLE = 1 << 20;

    private byte[] bytes = new byte[256];
    private int length;
    private final Map<String, Integer> table = new HashMap<>();
    private long lastMicros;

    public int length() {
        return length;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** The array that is written into, for a stream; {@link #length} bytes count. */
    public byte[] array() {
        return bytes;
    }

    /** Forgets the bytes but remembers the texts: for parts of one file. */
    public void clearBytes() {
        length = 0;
    }

    public void putByte(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    /** Seven bits a byte, the low ones first; as protobuf's varint. */
    public void putVar(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    /** Small where the number is close to 0; as protobuf's sint64. */
    public void putSigned(long value) {
        putVar((value << 1) ^ (value >> 63));
    }

    public void putDouble(double value) {
        room(8);
        LONG.set(bytes, length, Double.doubleToRawLongBits(value));
        length += 8;
    }

    /** A text that is not remembered. */
    public void putText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        putVar(utf8.length);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
    }

    /** A text that may come again: 0 and the text the first time, its number from 1 afterwards. */
    public void putName(String name) {
        Integer number = table.get(name);
        if (number != null) {
            putVar(number);
            return;
        }
        putVar(0);
        putText(name);
        if (table.size() < TABLE) {
            table.put(name, table.size() + 1);
        }
    }

    /** A name that may be missing: written as a flag by the caller. */
    private void putIf(@Nullable String name) {
        if (name != null) {
            putName(name);
        }
    }

    /** A moment, as its distance from the one written before. */
    public void putMicros(long micros) {
        putSigned(micros - lastMicros);
        lastMicros = micros;
    }

    public void putNames(List<String> names) {
        putVar(names.size());
        names.forEach(this::putName);
    }

    public void putValue(Value value) {
        switch (value) {
            case Value.Text v -> {
                putByte(Tags.TEXT);
                putText(v.text());
            }
            case Value.Whole v -> {
                putByte(Tags.WHOLE);
                putSigned(v.number());
            }
            case Value.Decimal v -> {
                putByte(Tags.DECIMAL);
                putDouble(v.number());
            }
            case Value.Truth v -> putByte(v.yes() ? Tags.YES : Tags.NO);
            case Value.Moment v -> {
                putByte(Tags.MOMENT);
                putSigned(v.micros());
            }
            case Value.Items v -> {
                putByte(Tags.ITEMS);
                putItems(v);
            }
            case Value.Fields v -> {
                putByte(Tags.FIELDS);
                putVar(v.values().size());
                v.values().forEach((key, member) -> {
                    putName(key);
                    putValue(member);
                });
            }
            case Value.Nothing _ -> putByte(Tags.NOTHING);
            case Value.Geo v -> {
                putByte(Tags.GEO);
                putGeometry(v.geometry());
            }
        }
    }

    private void putItems(Value.Items items) {
        putVar(items.values().size());
        items.values().forEach(this::putValue);
    }

    private void putGeometry(Geometry g) {
        putByte(g.kind().ordinal() << 1 | (g.hasAltitudes() ? 1 : 0));
        putVar(g.points());
        for (int i = 0; i < g.points(); i++) {
            putDouble(g.lon(i));
            putDouble(g.lat(i));
            if (g.hasAltitudes()) {
                putDouble(g.altitude(i));
            }
        }
        if (g.kind().compareTo(Geometry.Kind.LINE_STRING) < 0) {
            return;
        }
        putVar(g.lines());
        for (int i = 0; i < g.lines(); i++) {
            putVar(g.lineEnd(i));
        }
        if (g.kind() == Geometry.Kind.MULTI_POLYGON) {
            putVar(g.polygons());
            for (int i = 0; i < g.polygons(); i++) {
                putVar(g.ringEnd(i));
            }
        }
    }

    public void putContent(Content content) {
        switch (content) {
            case Content.Property c -> {
                putByte(c.unitCode() == null ? Tags.PROPERTY : Tags.PROPERTY_WITH_UNIT);
                putIf(c.unitCode());
                putValue(c.value());
            }
            case Content.Relationship c -> {
                putByte(c.objectType() == null ? Tags.RELATIONSHIP : Tags.RELATIONSHIP_WITH_TYPE);
                putIf(c.objectType());
                putNames(c.objects());
            }
            case Content.GeoProperty c -> {
                putByte(Tags.GEO_PROPERTY);
                putGeometry(c.geometry());
            }
            case Content.LanguageProperty c -> {
                putByte(Tags.LANGUAGE);
                putVar(c.texts().size());
                c.texts().forEach((language, texts) -> {
                    putName(language);
                    putVar(texts.size());
                    texts.forEach(this::putText);
                });
            }
            case Content.VocabProperty c -> {
                putByte(Tags.VOCAB);
                putNames(c.words());
            }
            case Content.ListProperty c -> {
                putByte(Tags.LIST);
                putItems(c.values());
            }
            case Content.Json c -> {
                putByte(Tags.JSON);
                putValue(c.value());
            }
        }
    }

    public void putAttribute(Attribute a) {
        putName(a.name());
        String dataset = a.datasetId().orElse(null);
        String source = a.source().orElse(null);
        boolean stamped = a.createdMicros() != Times.NONE;
        boolean observed = a.observedMicros() != Times.NONE;
        putByte((dataset != null ? Tags.HAS_DATASET : 0)
                | (source != null ? Tags.HAS_SOURCE : 0)
                | (observed ? Tags.HAS_OBSERVED : 0)
                | (stamped ? Tags.HAS_STAMPS : 0)
                | (a.subs().isEmpty() ? 0 : Tags.HAS_SUBS)
                | a.quality().ordinal() << Tags.QUALITY_SHIFT);
        putIf(dataset);
        putIf(source);
        if (observed) {
            putMicros(a.observedMicros());
        }
        if (stamped) {
            putMicros(a.createdMicros());
            putMicros(a.modifiedMicros());
        }
        putContent(a.content());
        if (!a.subs().isEmpty()) {
            putAttributes(a.subs());
        }
    }

    public void putAttributes(List<Attribute> attributes) {
        putVar(attributes.size());
        attributes.forEach(this::putAttribute);
    }

    public void putEntity(Entity entity) {
        putText(entity.id());
        putNames(entity.types());
        putNames(entity.scopes());
        boolean stamped = entity.createdMicros() != Times.NONE;
        putByte(stamped ? 1 : 0);
        if (stamped) {
            putMicros(entity.createdMicros());
            putMicros(entity.modifiedMicros());
            putVar(entity.position());
        }
        putAttributes(entity.attributes());
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
        }
    }
}
