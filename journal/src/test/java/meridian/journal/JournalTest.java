package meridian.journal;

import static meridian.journal.JournalHouse.event;
import static meridian.journal.JournalHouse.events;
import static meridian.journal.JournalHouse.readAll;
import static meridian.journal.JournalHouse.settled;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import meridian.model.BadInput;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the journal promises while nothing breaks. */
final class JournalTest {
    @TempDir
    private static Path folder;

    private static JournalHouse house;

    @BeforeAll
    static void start() {
        house = new JournalHouse(folder);
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @Test
    void whatWasAcknowledgedIsReadInOrderWithItsBytes() throws Exception {
        try (Journal journal = house.open()) {
            journal.declare(events("order"));
            journal.declare(events("order.other"));
            long first = settled(journal.append("order", event("a"))).position();
            long second = settled(journal.append("order.other", event("b"))).position();
            long third = settled(journal.append("order", event("c"))).position();
            assertTrue(0 < first && first < second && second < third, first + " " + second + " " + third);
            List<RecordedEvent> both = journal.read(first - 1, 10, List.of("order", "order.other"));
            assertEquals(
                    List.of(first, second, third),
                    both.stream().map(RecordedEvent::position).toList());
            assertEquals(
                    List.of("order", "order.other", "order"),
                    both.stream().map(RecordedEvent::stream).toList());
            assertArrayEquals(event("c").payload(), both.getLast().event().payload());
            assertEquals(house.clock.instant(), both.getFirst().recordedAt());
            assertEquals(List.of(), journal.read(third, 10, List.of("order")));
            assertEquals(1, journal.read(0, 1, List.of("order")).size());
        }
    }

    @Test
    void anIdThatIsKnownGetsThePositionOfItsFirstAndIsNotStoredAgain() throws Exception {
        long position;
        try (Journal journal = house.open()) {
            journal.declare(events("known"));
            List<Acknowledgement> oneBatch =
                    settled(journal.append("known", List.of(event("a"), event("b"), event("a"))));
            position = oneBatch.getFirst().position();
            assertEquals(new Acknowledgement(position, true), oneBatch.getLast());
            assertFalse(oneBatch.get(1).duplicate());
            assertEquals(new Acknowledgement(position, true), settled(journal.append("known", event("a"))));
        }
        try (Journal journal = house.open()) {
            assertEquals(new Acknowledgement(position, true), settled(journal.append("known", event("a"))));
            assertEquals(2, readAll(journal, "known").size());
        }
    }

    @Test
    void anIdIsKnownWhileItsFirstIsStillBeingWritten() throws Exception {
        try (Journal journal = house.open()) {
            journal.declare(events("flight"));
            List<CompletableFuture<Acknowledgement>> flying = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                flying.add(journal.append("flight", event("same")));
            }
            Set<Long> positions = new HashSet<>();
            int firsts = 0;
            for (CompletableFuture<Acknowledgement> one : flying) {
                positions.add(settled(one).position());
                firsts += settled(one).duplicate() ? 0 : 1;
            }
            assertEquals(1, positions.size());
            assertEquals(1, firsts);
            assertEquals(1, readAll(journal, "flight").size());
        }
    }

    @Test
    void anIdOfAnotherProducerOrStreamIsAnotherEvent() throws Exception {
        try (Journal journal = house.open()) {
            journal.declare(events("names"));
            journal.declare(events("names.other"));
            settled(journal.append("names", event("a")));
            assertFalse(settled(journal.append("names", new Event("other", "a", new byte[0])))
                    .duplicate());
            assertFalse(settled(journal.append("names.other", event("a"))).duplicate());
        }
    }

    @Test
    void twoIdsWithTheSameHashAreTwoEvents() throws Exception {
        try (Journal journal = house.open(JournalSettings.DEFAULT.withFilterBytes(0))) {
            journal.declare(events("collision"));
            settled(journal.append("collision", event("a")));
            long segment = journal.segments().all().getLast().id();
            // What SHA-256 gives once in 2⁶⁴ pairs is made by hand.
            house.execute("UPDATE segment_" + segment + " SET id_hash = " + new IdHash().of(event("b")));
            assertFalse(settled(journal.append("collision", event("b"))).duplicate());
            assertEquals(2, readAll(journal, "collision").size());
        }
    }

    @Test
    void duplicatesInRandomOrderAreStoredOnce() throws Exception {
        duplicatesInRandomOrder("random", JournalSettings.DEFAULT);
    }

    @Test
    void withoutMemoryForFiltersDuplicatesAreStoredOnceAsWell() throws Exception {
        duplicatesInRandomOrder("random.bare", JournalSettings.DEFAULT.withFilterBytes(0));
    }

    /** Against the slow and plain rule: the first position that was acknowledged for an id is that of all others. */
    private static void duplicatesInRandomOrder(String stream, JournalSettings settings) throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Map<String, Set<Long>> positions = new ConcurrentHashMap<>();
        for (int opening = 0; opening < 2; opening++) {
            try (Journal journal = house.open(settings)) {
                journal.declare(events(stream));
                List<CompletableFuture<?>> all = new ArrayList<>();
                for (int i = 0; i < 300; i++) {
                    List<Event> batch = new ArrayList<>();
                    for (int k = random.nextInt(1, 40); k > 0; k--) {
                        // About as many ids as events in the end: many come twice, near and far from each other.
                        batch.add(event("n" + random.nextInt(9_000)));
                    }
                    all.add(journal.append(stream, batch).thenAccept(acknowledgements -> {
                        for (int k = 0; k < batch.size(); k++) {
                            positions
                                    .computeIfAbsent(batch.get(k).id(), _ -> ConcurrentHashMap.newKeySet())
                                    .add(acknowledgements.get(k).position());
                        }
                    }));
                }
                for (CompletableFuture<?> one : all) {
                    settled(one);
                }
            }
        }
        Map<String, Set<Long>> stored = new HashMap<>();
        try (Journal journal = house.open(settings)) {
            for (RecordedEvent event : readAll(journal, stream)) {
                stored.computeIfAbsent(event.event().id(), _ -> new HashSet<>()).add(event.position());
            }
        }
        assertEquals(positions, stored, "seed " + seed);
        assertTrue(stored.values().stream().allMatch(found -> found.size() == 1), "seed " + seed);
    }

    @Test
    void aReaderThatFollowsSeesEachPositionOnceAndInOrder() throws Exception {
        try (Journal journal = house.open()) {
            journal.declare(events("follow"));
            journal.declare(events("follow.other"));
            List<String> both = List.of("follow", "follow.other");
            long start = journal.head();
            int total = 6_000;
            CompletableFuture<List<RecordedEvent>> reading = new CompletableFuture<>();
            Thread reader = Thread.ofVirtual().start(() -> {
                try {
                    List<RecordedEvent> seen = new ArrayList<>();
                    long after = start;
                    while (seen.size() < total) {
                        List<RecordedEvent> more = journal.tail(after, 97, both, Duration.ofSeconds(60));
                        seen.addAll(more);
                        after = seen.getLast().position();
                    }
                    reading.complete(seen);
                } catch (InterruptedException | RuntimeException e) {
                    reading.completeExceptionally(e);
                }
            });
            List<CompletableFuture<?>> all = new ArrayList<>();
            for (int i = 0; i < total; i++) {
                all.add(journal.append(both.get(i % 2), event("f" + i)));
            }
            for (CompletableFuture<?> one : all) {
                settled(one);
            }
            List<RecordedEvent> seen = settled(reading);
            reader.join();
            long expected = start;
            for (RecordedEvent event : seen) {
                assertEquals(++expected, event.position());
            }
        }
    }

    @Test
    void whoTailsAStreamIsNotWokenByAnother() throws Exception {
        try (Journal journal = house.open()) {
            journal.declare(events("quiet"));
            journal.declare(events("loud"));
            settled(journal.append("loud", event("a")));
            assertEquals(List.of(), journal.tail(0, 10, List.of("quiet"), Duration.ofMillis(1)));
        }
    }

    @Test
    void aStreamWithoutRetentionIsRefused() {
        @SuppressWarnings("NullAway") // What a caller does who is not checked for null.
        Duration none = null;
        BadInput refusal = assertThrows(BadInput.class, () -> new Stream("careless", StreamClass.EVENT, none));
        assertTrue(refusal.getMessage().contains("stream careless: it has no retention"), refusal.getMessage());
        assertThrows(BadInput.class, () -> new Stream("careless", StreamClass.EVENT, Duration.ZERO));
    }

    @Test
    void aStreamKeepsItsClassAndMayChangeItsRetention() throws Exception {
        try (Journal journal = house.open()) {
            journal.declare(new Stream("class", StreamClass.TELEMETRY, Duration.ofDays(1)));
            journal.declare(new Stream("class", StreamClass.TELEMETRY, Duration.ofDays(2)));
            assertThrows(
                    BadInput.class, () -> journal.declare(new Stream("class", StreamClass.EVENT, Duration.ofDays(2))));
        }
        try (Journal journal = house.open()) {
            assertTrue(
                    journal.streams().contains(new Stream("class", StreamClass.TELEMETRY, Duration.ofDays(2))),
                    journal.streams().toString());
        }
    }

    @Test
    void wrongCallsAreRefusedByKind() throws Exception {
        try (Journal journal = house.open()) {
            journal.declare(events("strict"));
            assertThrows(JournalException.UnknownStream.class, () -> journal.append("nobody", event("a")));
            assertThrows(JournalException.UnknownStream.class, () -> journal.read(0, 1, List.of("nobody")));
            byte[] large = new byte[JournalSettings.DEFAULT.maxPayloadBytes() + 1];
            assertThrows(
                    JournalException.Oversize.class, () -> journal.append("strict", new Event("t", "large", large)));
            assertThrows(JournalException.Malformed.class, () -> event(""));
            assertThrows(JournalException.Malformed.class, () -> event("a\0b"));
            // Half of a surrogate pair: no text, and as '?' it would be taken for other such ids.
            assertThrows(JournalException.Malformed.class, () -> event("\uD83D"));
            assertThrows(JournalException.Malformed.class, () -> event("é".repeat(Event.MAX_ID_BYTES / 2) + "x"));
            settled(journal.append("strict", event("é".repeat(Event.MAX_ID_BYTES / 2))));
            settled(journal.append("strict", new Event("t", "empty", new byte[0])));
            assertEquals(2, readAll(journal, "strict").size());
        }
    }

    @Test
    void recordedTimesNeverGoBackWhenTheClockJumps() throws Exception {
        try (Journal journal = house.open()) {
            journal.declare(events("clock"));
            Instant noon = house.clock.instant();
            settled(journal.append("clock", event("before")));
            house.clock.jump(Duration.ofHours(-1));
            settled(journal.append("clock", event("back")));
            house.clock.jump(Duration.ofHours(25));
            settled(journal.append("clock", event("ahead")));
            house.clock.jump(Duration.ofHours(-24));
            settled(journal.append("clock", event("right again")));
            // It stands still until the clock has caught up.
            assertEquals(
                    List.of(noon, noon, noon.plus(Duration.ofHours(24)), noon.plus(Duration.ofHours(24))),
                    readAll(journal, "clock").stream()
                            .map(RecordedEvent::recordedAt)
                            .toList());
        }
        try (Journal journal = house.open()) {
            settled(journal.append("clock", event("next start")));
            List<RecordedEvent> all = readAll(journal, "clock");
            assertEquals(all.get(3).recordedAt(), all.get(4).recordedAt());
        }
        house.clock.jump(Duration.ofHours(24));
    }

    /** A server that is killed forgets numbers that it gave to a transaction which had not ended; the batch goes on with its own. */
    @Test
    void aSegmentsNumberThatTheDatabaseForgotIsNotGivenAgain() throws Exception {
        try (Journal journal = house.open()) {
            journal.declare(events("zeroth-segment"));
            settled(journal.append("zeroth-segment", event("z")));
            journal.declare(events("first-segment"));
            journal.declare(events("second-segment"));
            long before = house.number("SELECT last_value FROM segment_id");
            CompletableFuture<Acknowledgement> first;
            try (Connection holder = house.database.connect()) {
                holder.setAutoCommit(false);
                try (Statement statement = holder.createStatement()) {
                    statement.execute("LOCK TABLE segment IN EXCLUSIVE MODE");
                }
                first = journal.append("first-segment", event("a"));
                while (house.number("SELECT count(*) FROM pg_locks WHERE NOT granted") == 0) {
                    Thread.sleep(5);
                }
                house.execute("SELECT setval('segment_id', " + before + ")");
            }
            settled(first);
            settled(journal.append("second-segment", event("b")));
            assertEquals(1, readAll(journal, "first-segment").size());
            assertEquals(1, readAll(journal, "second-segment").size());
        }
    }

    @Test
    void aSecondJournalInTheSameDatabaseIsRefused() {
        try (Journal first = house.open()) {
            BadInput refusal = assertThrows(BadInput.class, () -> house.open());
            assertTrue(refusal.getMessage().contains("another Meridian writes in it"), refusal.getMessage());
            assertNotEquals(List.of(), first.streams());
        }
    }
}
