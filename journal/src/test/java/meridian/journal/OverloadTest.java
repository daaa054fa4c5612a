package meridian.journal;

import static meridian.journal.JournalHouse.event;
import static meridian.journal.JournalHouse.events;
import static meridian.journal.JournalHouse.readAll;
import static meridian.journal.JournalHouse.settled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More comes than can be written: somebody holds the journal's head in the database, so that no batch can end. */
final class OverloadTest {
    private static final int ROOM = 10;
    private static final int ROOM_FOR_TELEMETRY = 8;

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

    /** The database is there and does not get on, for as long as this is open. */
    private static final class Standstill implements AutoCloseable {
        private final Connection connection;

        Standstill() throws SQLException {
            connection = house.database.connect();
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("LOCK TABLE journal_head IN ACCESS EXCLUSIVE MODE");
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    @Test
    void telemetryIsShedAndCountedExactlyAndWhatWasTakenIsThere() throws Exception {
        Stream stream = new Stream("loops", StreamClass.TELEMETRY, Duration.ofDays(1));
        try (Journal journal = house.open(JournalSettings.DEFAULT.withQueue(ROOM, Duration.ZERO))) {
            journal.declare(stream);
            List<CompletableFuture<Acknowledgement>> taken = new ArrayList<>();
            try (Standstill _ = new Standstill()) {
                for (int i = 0; i < ROOM_FOR_TELEMETRY; i++) {
                    taken.add(journal.append("loops", event("t" + i)));
                }
                for (int i = 0; i < 25; i++) {
                    List<Event> pair = List.of(event("shed " + i), event("shed too " + i));
                    assertThrows(JournalException.Shed.class, () -> journal.append("loops", pair));
                }
                taken.forEach(one -> assertFalse(one.isDone()));
            }
            for (CompletableFuture<Acknowledgement> one : taken) {
                settled(one);
            }
            assertEquals(
                    new StreamCounts(ROOM_FOR_TELEMETRY, 0, 50, 0, 0),
                    journal.counts().get("loops"));
            assertEquals(ROOM_FOR_TELEMETRY, readAll(journal, "loops").size());
        }
    }

    @Test
    void aFloodOfTelemetryLeavesRoomForEvents() throws Exception {
        try (Journal journal = house.open(JournalSettings.DEFAULT.withQueue(ROOM, Duration.ZERO))) {
            journal.declare(new Stream("flood", StreamClass.TELEMETRY, Duration.ofDays(1)));
            journal.declare(events("alarms"));
            CompletableFuture<Acknowledgement> alarm;
            try (Standstill _ = new Standstill()) {
                for (int i = 0; i < ROOM_FOR_TELEMETRY; i++) {
                    journal.append("flood", event("f" + i));
                }
                assertThrows(JournalException.Shed.class, () -> journal.append("flood", event("one too many")));
                alarm = journal.append("alarms", event("fire"));
            }
            assertFalse(settled(alarm).duplicate());
            assertEquals(1, readAll(journal, "alarms").size());
        }
    }

    @Test
    void eventsAreRefusedOnlyAfterTheirPatience() throws Exception {
        try (Journal journal = house.open(JournalSettings.DEFAULT.withQueue(ROOM, Duration.ofMillis(50)))) {
            journal.declare(events("orders"));
            List<CompletableFuture<Acknowledgement>> taken = new ArrayList<>();
            try (Standstill _ = new Standstill()) {
                for (int i = 0; i < ROOM; i++) {
                    taken.add(journal.append("orders", event("o" + i)));
                }
                assertThrows(JournalException.Overloaded.class, () -> journal.append("orders", event("late")));
            }
            for (CompletableFuture<Acknowledgement> one : taken) {
                settled(one);
            }
            settled(journal.append("orders", event("late")));
            assertEquals(
                    new StreamCounts(ROOM + 1, 0, 0, 1, 0), journal.counts().get("orders"));
        }
    }

    @Test
    void whoWaitsForRoomGetsItWhenTheDatabaseGetsOn() throws Exception {
        try (Journal journal = house.open(JournalSettings.DEFAULT.withQueue(ROOM, Duration.ofMinutes(2)))) {
            journal.declare(events("patient"));
            CompletableFuture<Acknowledgement> waited = new CompletableFuture<>();
            Thread waiting;
            try (Standstill _ = new Standstill()) {
                for (int i = 0; i < ROOM; i++) {
                    journal.append("patient", event("p" + i));
                }
                waiting = Thread.ofPlatform()
                        .start(() -> journal.append("patient", event("waited")).thenAccept(waited::complete));
                while (waiting.getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait();
                }
                assertFalse(waited.isDone());
            }
            assertFalse(settled(waited).duplicate());
            waiting.join();
            assertEquals(ROOM + 1, readAll(journal, "patient").size());
        }
    }

    @Test
    void anAppendThatCouldNeverFitIsRefusedAtOnce() throws Exception {
        try (Journal journal = house.open(JournalSettings.DEFAULT.withQueue(ROOM, Duration.ofMinutes(2)))) {
            journal.declare(events("bulk"));
            List<Event> tooMany = new ArrayList<>();
            for (int i = 0; i <= ROOM; i++) {
                tooMany.add(event("b" + i));
            }
            assertThrows(JournalException.Oversize.class, () -> journal.append("bulk", tooMany));
            assertEquals(
                    ROOM,
                    settled(journal.append("bulk", tooMany.subList(0, ROOM))).size());
        }
    }

    @Test
    void aClosedJournalSaysSo() throws Exception {
        Journal journal = house.open();
        journal.declare(events("closed"));
        CompletableFuture<Acknowledgement> queued = journal.append("closed", event("a"));
        journal.close();
        assertFalse(settled(queued).duplicate());
        assertThrows(JournalException.Closed.class, () -> journal.append("closed", event("b")));
    }
}
