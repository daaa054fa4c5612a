package meridian.twin;

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

/** Events about few entities with few attributes, so that everything meets everything; the same for the same seed. */
public final class RandomEvents {
    private static final long NOON = 1_772_366_400_000_000L;

    private final Random random;
    private final int entities;

    public RandomEvents(long seed, int entities) {
        this.random = new Random(seed);
        this.entities = entities;
    }

    public TwinEvent next() {
        return switch (random.nextInt(12)) {
            case 0 -> new TwinEvent.EntityCreated(entity(), time());
            case 1 -> new TwinEvent.EntityReplaced(entity(), time());
            case 2, 3 -> merged();
            case 4 -> new TwinEvent.AttributeDeleted(id(), name(), dataset(), random.nextBoolean(), time());
            case 5 -> new TwinEvent.EntityDeleted(id(), time());
            case 6 -> new TwinEvent.Observations(List.of(observation(), observation(), observation()));
            default -> observation();
        };
    }

    public Observation observation() {
        String type = random.nextInt(4) == 0 ? "Device" : null;
        String source = random.nextBoolean() ? "source " + random.nextInt(2) : null;
        return new Observation(id(), type, name(), dataset(), content(), time(), quality(), source);
    }

    private TwinEvent merged() {
        return new TwinEvent.AttributesMerged(
                id(),
                random.nextBoolean() ? List.of() : List.of(type()),
                random.nextBoolean() ? Optional.empty() : Optional.of(List.of("/A/" + random.nextInt(3))),
                attributes(),
                random.nextBoolean(),
                time());
    }

    private Entity entity() {
        return Entity.of(id(), List.of(type()), random.nextBoolean() ? List.of() : List.of("/A"), attributes());
    }

    private List<Attribute> attributes() {
        Map<String, Attribute> made = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Attribute a = attribute();
            made.put(a.name() + a.datasetId(), a);
        }
        return List.copyOf(made.values());
    }

    private Attribute attribute() {
        Attribute bare =
                Attribute.of(name(), content(), dataset(), random.nextBoolean() ? Times.NONE : time(), quality(), null);
        return random.nextInt(4) > 0
                ? bare
                : bare.withSubs(List.of(Attribute.of("accuracy", Content.of(Value.of(random.nextInt(9))))));
    }

    private String id() {
        return "urn:ngsi-ld:Thing:" + random.nextInt(entities);
    }

    private String type() {
        return List.of("Device", "Road", "Building").get(random.nextInt(3));
    }

    private String name() {
        return List.of("location", "speed", "state", "refRoad").get(random.nextInt(4));
    }

    private String dataset() {
        return random.nextInt(4) == 0 ? "urn:set:" + random.nextInt(2) : null;
    }

    /** Seconds, few enough that many tie. */
    private long time() {
        return NOON + 1_000_000L * random.nextInt(50);
    }

    private Quality quality() {
        return Quality.values()[random.nextInt(Quality.values().length)];
    }

    public Content content() {
        return switch (random.nextInt(9)) {
            case 0 -> Content.of(Geometry.point(random.nextDouble(-1, 1), random.nextDouble(-1, 1)));
            case 1 -> Content.of(box());
            case 2 -> Content.to(id());
            case 3 -> new Content.Relationship(List.of(id(), id()), "Device");
            case 4 -> new Content.LanguageProperty(Map.of("es", List.of("puerto"), "zh", List.of("港口 𠮷")));
            case 5 -> new Content.VocabProperty(List.of("wet", "icy"));
            case 6 -> new Content.Json(value(3));
            case 7 -> new Content.ListProperty(new Value.Items(List.of(Value.of(1), Value.of("ü"))));
            default -> new Content.Property(Value.of(random.nextDouble()), random.nextBoolean() ? "KMH" : null);
        };
    }

    private Geometry box() {
        double lon = random.nextDouble(-1, 0.5);
        double lat = random.nextDouble(-1, 0.5);
        double size = Math.pow(10, random.nextDouble(-4, -0.4));
        return Geometry.polygon(lon, lat, lon + size, lat, lon + size, lat + size, lon, lat + size, lon, lat);
    }

    private Value value(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> Value.of(random.nextLong());
            case 1 -> Value.of(random.nextGaussian());
            case 2 -> Value.of(random.nextBoolean());
            case 3 -> Value.of("text " + random.nextInt());
            case 4 -> Value.Nothing.NOTHING;
            case 5 -> new Value.Moment(time());
            case 6 -> {
                List<Value> items = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(value(depth - 1));
                }
                yield new Value.Items(items);
            }
            default -> new Value.Fields(Map.of("a", value(depth - 1), "b " + random.nextInt(9), value(depth - 1)));
        };
    }
}
