package meridian.twin;

import static meridian.twin.PlainTwin.byId;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Content;
import meridian.twin.entity.Entity;
import meridian.twin.entity.GeoBox;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Value;
import meridian.twin.event.TwinEvent;
import meridian.twin.event.TwinEvent.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fold against {@link PlainTwin}, for random events; the seed is in the test's name. */
final class FoldOracleTest {
    private static final int EVENTS = 3_000;
    private static final long RECORDED = 1_772_370_000_000_000L;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 12);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void foldedStateAndItsIndicesAreThoseOfThePlainTwin(long seed) {
        Random random = new Random(seed);
        RandomEvents events = new RandomEvents(seed, seed % 2 == 0 ? 8 : 400);
        PlainTwin plain = new PlainTwin();
        TwinWriter writer = new TwinWriter(TwinState.EMPTY);
        List<TwinState> kept = new ArrayList<>();
        List<Map<String, Entity>> truth = new ArrayList<>();
        for (int i = 1; i <= EVENTS; i++) {
            TwinEvent event = events.next();
            if (random.nextInt(20) == 0) {
                // What is looked at ahead and comes later, or never, changes nothing.
                writer.lookAhead(List.of(event, events.next(), event));
            }
            // Positions have gaps, as where another stream's events lie between.
            writer.apply(3L * i, RECORDED + i, event);
            plain.fold(3L * i, RECORDED + i, event);
            if (random.nextInt(5) == 0) {
                writer.apply(3L * i - random.nextInt(3), RECORDED + i, events.next());
            }
            if (random.nextInt(100) == 0) {
                kept.add(writer.publish());
                truth.add(new HashMap<>(plain.entities));
            }
        }
        kept.add(writer.publish());
        truth.add(plain.entities);
        for (int i = 0; i < kept.size(); i++) {
            assertEquals(truth.get(i), all(kept.get(i)), "state " + i);
        }
        assertIndices(plain, kept.getLast(), random);
        assertChanges(kept, truth);
    }

    @Test
    void idsOfTheSameHashAreToldApart() {
        // "Aa" and "BB" have the same hash code, and so have all words of twelve such pairs.
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 4_096; i++) {
            StringBuilder id = new StringBuilder("urn:x:");
            for (int bit = 0; bit < 12; bit++) {
                id.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            ids.add(id.toString());
        }
        assertEquals(1, ids.stream().map(String::hashCode).distinct().count());
        TwinWriter writer = new TwinWriter(TwinState.EMPTY);
        for (int i = 0; i < ids.size(); i++) {
            Entity entity = Entity.of(ids.get(i), "Device", Attribute.of("n", Content.of(Value.of(i))));
            writer.apply(i + 1, RECORDED, new TwinEvent.EntityCreated(entity, RECORDED));
        }
        for (int i = 0; i < ids.size(); i += 2) {
            writer.apply(5_000 + i, RECORDED, new TwinEvent.EntityDeleted(ids.get(i), RECORDED));
        }
        TwinState state = writer.publish();
        assertEquals(2_048, state.size());
        for (int i = 0; i < ids.size(); i++) {
            Optional<Content> n =
                    state.find(ids.get(i)).flatMap(e -> e.find("n")).map(Attribute::content);
            assertEquals(i % 2 == 0 ? Optional.empty() : Optional.of(Content.of(Value.of(i))), n);
        }
    }

    private static Map<String, Entity> all(TwinState state) {
        Map<String, Entity> all = new HashMap<>();
        state.forEach(e -> all.put(e.id(), e));
        assertEquals(state.size(), all.size());
        all.forEach((id, entity) -> assertEquals(entity, state.find(id).orElseThrow()));
        return all;
    }

    private static void assertIndices(PlainTwin plain, TwinState state, Random random) {
        for (String type : List.of("Device", "Road", "Building")) {
            assertEquals(
                    byId(plain.entities.values().stream()
                            .filter(e -> e.types().contains(type))
                            .toList()),
                    byId(state.ofType(type)));
        }
        for (int i = 0; i < 40; i++) {
            String id = "urn:ngsi-ld:Thing:" + i;
            assertEquals(plain.referringTo(id), byId(state.referringTo(id)));
            double west = random.nextDouble(-1, 1);
            double south = random.nextDouble(-1, 1);
            double size = Math.pow(10, random.nextDouble(-4, 0.3));
            GeoBox box = new GeoBox(west, south, west + size, south + size);
            assertEquals(plain.in(box), byId(state.in(box)), box.toString());
        }
    }

    private static void assertChanges(List<TwinState> kept, List<Map<String, Entity>> truth) {
        for (int i = 1; i < kept.size(); i++) {
            Map<String, Entity> then = new HashMap<>(truth.get(i - 1));
            for (TwinState.Change change : kept.get(i).changesSince(kept.get(i - 1))) {
                change.before().ifPresent(e -> then.remove(e.id()));
            }
            for (TwinState.Change change : kept.get(i).changesSince(kept.get(i - 1))) {
                change.after().ifPresent(e -> then.put(e.id(), e));
            }
            assertEquals(truth.get(i), then);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shuffledAndDoubledObservationsGiveTheSameValues(long seed) {
        Random random = new Random(seed);
        List<TwinEvent> observations = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            // One device says one thing at one time.
            observations.add(new Observation(
                    "urn:ngsi-ld:Thing:" + random.nextInt(20),
                    "Device",
                    "speed",
                    null,
                    Content.of(Value.of(i)),
                    1_000_000L * i,
                    Quality.MEASURED,
                    null));
        }
        Map<String, Content> inOrder = values(observations);
        for (int i = 0; i < 200; i++) {
            observations.add(observations.get(random.nextInt(observations.size())));
        }
        Collections.shuffle(observations, random);
        assertEquals(inOrder, values(observations));
    }

    private static Map<String, Content> values(List<TwinEvent> events) {
        TwinWriter writer = new TwinWriter(TwinState.EMPTY);
        for (int i = 0; i < events.size(); i++) {
            writer.apply(i + 1, RECORDED, events.get(i));
        }
        Map<String, Content> values = new HashMap<>();
        writer.publish()
                .forEach(e -> values.put(
                        e.id(), e.find("speed").map(Attribute::content).orElseThrow()));
        return values;
    }
}
