package meridian.twin.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.twin.entity.Limits;
import meridian.twin.entity.Rejected;
import meridian.twin.event.TwinEvent.AttributeDeleted;
import meridian.twin.event.TwinEvent.AttributesMerged;
import meridian.twin.event.TwinEvent.EntityCreated;
import meridian.twin.event.TwinEvent.EntityDeleted;
import meridian.twin.event.TwinEvent.EntityReplaced;
import meridian.twin.event.TwinEvent.Observation;
import meridian.twin.event.TwinEvent.Observations;
import meridian.twin.wire.WireReader;
import meridian.twin.wire.WireWriter;

/**
 * Events as bytes: what the journal stores and the binary door takes (docs/observations-binary.md). Safe for all threads.
 *
 * <p>An event that was decoded is as good as one that was made: all limits hold. Anything else is {@link Rejected}.
 */
public final class EventCodec {
    /** The first byte. It is not 0, and no letter, so that text and empty memory are no events. */
    public static final int VERSION = 1;

    private static final int CREATED = 1;
    private static final int REPLACED = 2;
    private static final int MERGED = 3;
    private static final int ATTRIBUTE_DELETED = 4;
    private static final int DELETED = 5;
    private static final int OBSERVATION = 6;
    private static final int OBSERVATIONS = 7;

    private static final int HAS_TYPE = 1;
    private static final int HAS_DATASET = 2;
    private static final int HAS_SOURCE = 4;
    private static final int QUALITY_SHIFT = 3;

    private static final int HAS_SCOPES = 1;
    private static final int KEEPS_EXISTING = 2;

    private EventCodec() {}

    public static byte[] encode(TwinEvent event) {
        WireWriter out = new WireWriter();
        out.putByte(VERSION);
        switch (event) {
            case EntityCreated e -> {
                out.putByte(CREATED);
                out.putMicros(e.producedMicros());
                out.putEntity(e.entity());
            }
            case EntityReplaced e -> {
                out.putByte(REPLACED);
                out.putMicros(e.producedMicros());
                out.putEntity(e.entity());
            }
            case AttributesMerged e -> put(out, e);
            case AttributeDeleted e -> put(out, e);
            case EntityDeleted e -> {
                out.putByte(DELETED);
                out.putMicros(e.producedMicros());
                out.putText(e.entityId());
            }
            case Observation e -> {
                out.putByte(OBSERVATION);
                put(out, e);
            }
            case Observations e -> {
                out.putByte(OBSERVATIONS);
                out.putVar(e.observations().size());
                e.observations().forEach(o -> put(out, o));
            }
        }
        return out.toBytes();
    }

    private static void put(WireWriter out, AttributesMerged e) {
        out.putByte(MERGED);
        out.putMicros(e.producedMicros());
        out.putText(e.entityId());
        out.putByte((e.scopes().isPresent() ? HAS_SCOPES : 0) | (e.keepsExisting() ? KEEPS_EXISTING : 0));
        out.putNames(e.addedTypes());
        e.scopes().ifPresent(out::putNames);
        out.putAttributes(e.attributes());
    }

    private static void put(WireWriter out, AttributeDeleted e) {
        out.putByte(ATTRIBUTE_DELETED);
        out.putMicros(e.producedMicros());
        out.putText(e.entityId());
        out.putName(e.name());
        String dataset = e.datasetId();
        out.putByte((e.all() ? 1 : 0) | (dataset == null ? 0 : HAS_DATASET));
        if (dataset != null) {
            out.putName(dataset);
        }
    }

    private static void put(WireWriter out, Observation o) {
        out.putName(o.entityId());
        String type = o.entityType();
        String dataset = o.datasetId();
        String source = o.source();
        out.putByte((type == null ? 0 : HAS_TYPE)
                | (dataset == null ? 0 : HAS_DATASET)
                | (source == null ? 0 : HAS_SOURCE)
                | o.quality().ordinal() << QUALITY_SHIFT);
        if (type != null) {
            out.putName(type);
        }
        out.putName(o.name());
        if (dataset != null) {
            out.putName(dataset);
        }
        if (source != null) {
            out.putName(source);
        }
        out.putMicros(o.observedMicros());
        out.putContent(o.content());
    }

    /**
     * @throws Rejected where the bytes are no event, or one that may not be
     */
    public static TwinEvent decode(byte[] bytes) {
        return decode(bytes, 0, bytes.length);
    }

    /**
     * The event in a part of an array.
     *
     * @throws Rejected where the bytes are no event, or one that may not be
     */
    public static TwinEvent decode(byte[] bytes, int offset, int length) {
        WireReader in = opened(bytes, offset, length);
        int kind = in.takeByte();
        TwinEvent event =
                switch (kind) {
                    case CREATED -> {
                        long produced = in.takeMicros();
                        yield new EntityCreated(in.takeEntity(), produced);
                    }
                    case REPLACED -> {
                        long produced = in.takeMicros();
                        yield new EntityReplaced(in.takeEntity(), produced);
                    }
                    case MERGED -> merged(in);
                    case ATTRIBUTE_DELETED -> attributeDeleted(in);
                    case DELETED -> {
                        long produced = in.takeMicros();
                        yield new EntityDeleted(in.takeId(), produced);
                    }
                    case OBSERVATION -> observation(in);
                    case OBSERVATIONS -> observations(in);
                    default -> throw in.malformed("there is no kind of event " + kind);
                };
        in.finish();
        return event;
    }

    /**
     * What a door for observations takes: one or several, and no other event.
     *
     * @throws Rejected where the bytes are anything else
     */
    public static Observations decodeObservations(byte[] bytes) {
        return decodeObservations(bytes, 0, bytes.length);
    }

    /**
     * The same, in a part of an array.
     *
     * @throws Rejected where the bytes are anything else
     */
    public static Observations decodeObservations(byte[] bytes, int offset, int length) {
        return switch (decode(bytes, offset, length)) {
            case Observations many -> many;
            case Observation one -> new Observations(List.of(one));
            case TwinEvent other ->
                throw new Rejected(
                        Rejected.Reason.MALFORMED,
                        "byte 1",
                        "is a " + other.getClass().getSimpleName() + ", only observations are taken here");
        };
    }

    private static WireReader opened(byte[] bytes, int offset, int length) {
        WireReader in = new WireReader(bytes, offset, length);
        int version = in.takeByte();
        if (version != VERSION) {
            throw new Rejected(
                    Rejected.Reason.UNKNOWN_VERSION, "byte 0", "is version " + version + ", known is " + VERSION);
        }
        return in;
    }

    private static AttributesMerged merged(WireReader in) {
        long produced = in.takeMicros();
        String id = in.takeId();
        int flags = in.takeByte();
        List<String> types = in.takeNames(Limits.TYPES, "types");
        Optional<List<String>> scopes =
                (flags & HAS_SCOPES) == 0 ? Optional.empty() : Optional.of(in.takeNames(Limits.SCOPES, "scopes"));
        return new AttributesMerged(id, types, scopes, in.takeAttributes(), (flags & KEEPS_EXISTING) != 0, produced);
    }

    private static AttributeDeleted attributeDeleted(WireReader in) {
        long produced = in.takeMicros();
        String id = in.takeId();
        String name = in.takeName();
        int flags = in.takeByte();
        String dataset = (flags & HAS_DATASET) == 0 ? null : in.takeName();
        return new AttributeDeleted(id, name, dataset, (flags & 1) != 0, produced);
    }

    private static Observation observation(WireReader in) {
        String id = in.takeName();
        int flags = in.takeByte();
        String type = (flags & HAS_TYPE) == 0 ? null : in.takeName();
        String name = in.takeName();
        String dataset = (flags & HAS_DATASET) == 0 ? null : in.takeName();
        String source = (flags & HAS_SOURCE) == 0 ? null : in.takeName();
        long observed = in.takeMicros();
        return new Observation(
                id, type, name, dataset, in.takeContent(), observed, in.quality(flags >> QUALITY_SHIFT), source);
    }

    private static Observations observations(WireReader in) {
        int count = in.takeCount(Limits.OBSERVATIONS, 6, "observations");
        List<Observation> observations = new ArrayList<>(Math.min(count, 1_024));
        for (int i = 0; i < count; i++) {
            observations.add(observation(in));
        }
        return new Observations(observations);
    }
}
