package meridian.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Content;
import meridian.twin.entity.Entity;
import meridian.twin.entity.Geometry;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Times;
import meridian.twin.entity.Value;
import meridian.twin.event.TwinEvent;
import meridian.twin.event.TwinEvent.Observation;

/** Events about few entities over forty days of which most lie in two, so that everything meets everything. */
final class RandomPast {
    /** 2026-03-01T12:00:00Z. */
    static final long NOON = 1_772_366_400_000_000L;

    private static final List<String> NAMES = List.of("speed", "state", "a%_b", "路口", "refRoad");
    private static final List<String> DATASETS = List.of("urn:set:1", "it's \"quoted\" % _ * [x]? /", "-- ;");

    private final Random random;

    RandomPast(long seed) {
        random = new Random(seed);
    }

    TwinEvent next() {
        return switch (random.nextInt(14)) {
            case 0 -> new TwinEvent.EntityCreated(entity(), time());
            case 1 -> new TwinEvent.EntityReplaced(entity(), time());
            case 2, 3 -> merged();
            case 4 -> new TwinEvent.AttributeDeleted(id(), name(), dataset(), random.nextBoolean(), time());
            case 5 -> new TwinEvent.EntityDeleted(id(), time());
            case 6, 7 -> new TwinEvent.Observations(List.of(observation(), observation(), observation()));
            default -> observation();
        };
    }

    private Observation observation() {
        String type = random.nextInt(3) == 0 ? "Device" : null;
        String source = random.nextBoolean() ? "source " + random.nextInt(2) : null;
        return new Observation(id(), type, name(), dataset(), content(), time(), quality(), source);
    }

    private TwinEvent merged() {
        List<String> types = random.nextBoolean() ? List.of() : List.of(type());
        return new TwinEvent.AttributesMerged(
                id(), types, Optional.empty(), attributes(), random.nextBoolean(), time());
    }

    private Entity entity() {
        return Entity.of(id(), List.of(type()), List.of(), attributes());
    }

    private List<Attribute> attributes() {
        Map<String, Attribute> made = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            long observed = random.nextBoolean() ? Times.NONE : time();
            Attribute a = Attribute.of(name(), content(), dataset(), observed, quality(), null);
            made.put(a.name() + a.datasetId(), a);
        }
        return new ArrayList<>(made.values());
    }

    String id() {
        return "urn:ngsi-ld:Thing:" + random.nextInt(4);
    }

    String type() {
        return List.of("Device", "Road", "Building").get(random.nextInt(3));
    }

    private String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private String dataset() {
        return random.nextInt(3) == 0 ? DATASETS.get(random.nextInt(DATASETS.size())) : null;
    }

    /** Most in two days, of few seconds, so that many tie; some weeks away. */
    long time() {
        long day = random.nextInt(4) > 0 ? random.nextInt(2) : random.nextInt(-20, 20);
        return NOON + day * FileKind.DAY_MICROS + 40_000_000L * random.nextInt(60);
    }

    private Quality quality() {
        return Quality.values()[random.nextInt(Quality.values().length)];
    }

    private Content content() {
        return switch (random.nextInt(9)) {
            case 0 -> Content.of(Geometry.point(random.nextDouble(-1, 1), random.nextDouble(-1, 1)));
            case 1 -> Content.to(id());
            case 2 -> Content.of(Value.of(random.nextLong(-1_000, 1_000)));
            case 3 -> Content.of(Value.of("a text; with 'quotes', \\ and \u0000 港口 𠮷"));
            case 4 -> Content.of(Value.of(1e308));
            case 5 -> Content.of(Value.of(random.nextBoolean()));
            case 6 -> Content.of(Value.of("red"), "KMH");
            default -> new Content.Property(Value.of(random.nextGaussian()), random.nextBoolean() ? "KMH" : null);
        };
    }
}
