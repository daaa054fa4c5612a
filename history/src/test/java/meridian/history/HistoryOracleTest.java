package meridian.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import meridian.twin.TwinState;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Content;
import meridian.twin.entity.Entity;
import meridian.twin.event.TwinEvent;
import meridian.twin.history.Bucket;
import meridian.twin.history.History;
import meridian.twin.history.RollUp;
import meridian.twin.history.Version;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files and memory together give the answers of the pure {@link History}, whatever was settled, merged or killed between. */
final class HistoryOracleTest {
    private static final int EVENTS = 400;

    @TempDir
    Path folder;

    private final PlainPast plain = new PlainPast();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theStoreAnswersAsThePureHistoryDoes(long seed) {
        Random random = new Random(seed);
        RandomPast past = new RandomPast(seed);
        List<TwinEvent> events = new ArrayList<>();
        TwinState snapshot = TwinState.EMPTY;
        // Names of folders with what would be a pattern to the database.
        Path odd = folder.resolve("it's [a] * folder?");
        try (HistoryHouse house = new HistoryHouse(odd, HistoryHouse.SMALL)) {
            while (events.size() < EVENTS) {
                List<TwinEvent> batch = new ArrayList<>();
                for (int i = random.nextInt(1, 40); i > 0; i--) {
                    batch.add(past.next());
                }
                int first = events.size() + 1;
                for (int i = 0; i < batch.size(); i++) {
                    plain.add(first + i, HistoryHouse.recorded(first + i), batch.get(i));
                }
                house.fold(first, batch);
                events.addAll(batch);
                switch (random.nextInt(8)) {
                    case 0 -> {
                        house.store.settle();
                        snapshot = house.state();
                    }
                    case 1 -> house.store.tidy();
                    case 2 -> {
                        house.restart(snapshot);
                        int from = (int) snapshot.position();
                        house.fold(from + 1, events.subList(from, events.size()));
                    }
                    default -> {}
                }
                compare(house, past, random, seed);
            }
            house.store.settle();
            house.store.tidy();
            assertTrue(house.store.status().files() > 0);
            assertEquals(0, house.store.status().openRows());
            for (int i = 0; i < 10; i++) {
                compare(house, past, random, seed);
            }
        }
    }

    private void compare(HistoryHouse house, RandomPast past, Random random, long seed) {
        String id = past.id();
        String place = "seed " + seed + ", " + id;
        long from = past.time();
        long to = from + random.nextLong(3 * FileKind.DAY_MICROS);
        compareVersions(house, id, from, to, place);
        Bucket bucket = Bucket.values()[random.nextInt(4)];
        compareRollUps(house, id, bucket, from, to, place);
        long known = HistoryHouse.recorded(random.nextInt(EVENTS));
        compareAsOf(house, id, past.time(), random.nextBoolean() ? known : Long.MAX_VALUE, place);
        compareTypes(house, past.type(), past.time(), known, place);
    }

    private void compareVersions(HistoryHouse house, String id, long from, long to, String place) {
        Map<Series, List<Version>> wanted = new TreeMap<>(Series.ORDER);
        plain.histories.forEach((series, history) -> {
            List<Version> between = history.between(from, to);
            if (series.entityId().equals(id) && !between.isEmpty()) {
                wanted.put(series, between);
            }
        });
        SortedMap<Series, List<Version>> found = house.store
                .versions(id, Set.of(), from, to, Integer.MAX_VALUE, false)
                .found();
        assertSame(bare(wanted), bare(found), place);
        Map<Series, List<Version>> lastTwo =
                house.store.versions(id, Set.of("speed"), from, to, 2, true).found();
        wanted.keySet().removeIf(series -> !series.attribute().equals("speed"));
        wanted.replaceAll((_, v) -> v.subList(Math.max(0, v.size() - 2), v.size()));
        assertSame(bare(wanted), bare(lastTwo), place);
    }

    private void compareRollUps(HistoryHouse house, String id, Bucket bucket, long from, long to, String place) {
        Map<Series, NavigableMap<Long, RollUp>> wanted = new TreeMap<>(Series.ORDER);
        plain.rollUps.forEach((series, rollUps) -> {
            NavigableMap<Long, RollUp> between = rollUps.between(bucket, from, to);
            if (series.entityId().equals(id) && !between.isEmpty()) {
                wanted.put(series, between);
            }
        });
        SortedMap<Series, NavigableMap<Long, RollUp>> found =
                house.store.rollUps(id, Set.of(), bucket, from, to).found();
        assertEquals(wanted.keySet(), found.keySet(), place);
        wanted.forEach((series, buckets) -> {
            assertEquals(buckets.keySet(), found.get(series).keySet(), place);
            buckets.forEach((start, sum) -> same(sum, found.get(series).get(start), place + " " + series));
        });
    }

    private static void same(RollUp wanted, RollUp found, String place) {
        assertEquals(wanted.sum(), found.sum(), 1e-9, place);
        assertEquals(withoutSum(wanted), withoutSum(found), place);
    }

    private static RollUp withoutSum(RollUp r) {
        // An order's own index may differ: it says nothing, since an order has an instance once.
        return new RollUp(r.count(), 0, r.min(), r.max(), r.last(), r.lastMicros(), r.lastPosition(), 0, r.simulated());
    }

    private void compareAsOf(HistoryHouse house, String id, long trueAt, long knownAt, String place) {
        Map<Series, Version> wanted = plain.heldAt(id, trueAt, knownAt);
        List<Entity> found =
                house.store.asOf(List.of(id), Set.of(), trueAt, knownAt).found();
        if (wanted.get(new Series(id, Series.TYPES, null)) == null) {
            assertEquals(List.of(), found, place);
            return;
        }
        assertEquals(1, found.size(), place);
        Map<Series, String> had = new HashMap<>();
        wanted.forEach((series, version) -> {
            if (!series.isTypes()) {
                had.put(series, version.observedMicros() + " " + version.content() + " " + version.source());
            }
        });
        Map<Series, String> has = new HashMap<>();
        for (Attribute a : found.getFirst().attributes()) {
            Series series = new Series(id, a.name(), a.datasetId().orElse(null));
            has.put(
                    series,
                    a.observedMicros() + " " + a.content() + " " + a.source().orElse(null));
        }
        assertEquals(had, has, place);
    }

    private void compareTypes(HistoryHouse house, String type, long trueAt, long knownAt, String place) {
        Set<String> wanted = plain.histories.keySet().stream()
                .map(Series::entityId)
                .filter(id -> {
                    Version kinds = plain.heldAt(id, trueAt, knownAt).get(new Series(id, Series.TYPES, null));
                    return kinds != null
                            && kinds.content() instanceof Content.VocabProperty types
                            && types.words().contains(type);
                })
                .collect(Collectors.toSet());
        List<Entity> found =
                house.store.asOf(List.of(), Set.of(type), trueAt, knownAt).found();
        assertEquals(wanted, found.stream().map(Entity::id).collect(Collectors.toSet()), place);
    }

    private static void assertSame(Map<Series, List<Version>> wanted, Map<Series, List<Version>> found, String place) {
        assertEquals(wanted.keySet(), found.keySet(), place);
        wanted.forEach((series, versions) -> assertEquals(versions, found.get(series), place + " " + series));
    }

    /** Without the index of orders' versions, as above. */
    private static Map<Series, List<Version>> bare(Map<Series, List<Version>> all) {
        Map<Series, List<Version>> bare = new TreeMap<>(Series.ORDER);
        all.forEach((series, versions) -> bare.put(
                series,
                versions.stream()
                        .map(v -> new Version(
                                v.observedMicros(),
                                v.recordedMicros(),
                                v.position(),
                                0,
                                v.content(),
                                v.quality(),
                                v.source()))
                        .toList()));
        return bare;
    }
}
