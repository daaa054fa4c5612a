package meridian.journal;

import static meridian.journal.JournalHouse.event;
import static meridian.journal.JournalHouse.readAll;
import static meridian.journal.JournalHouse.settled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is over its retention goes, and the journal says so. */
final class RetentionTest {
    private static final Duration HOUR = Duration.ofHours(1);

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

    private static Stream keptForThreeHours(String name) {
        return new Stream(name, StreamClass.TELEMETRY, HOUR.multipliedBy(3));
    }

    /** In steps in which clocks are believed. */
    private static void pass(Duration time, Journal journal) throws InterruptedException {
        house.clock.pass(time);
        journal.sweep();
    }

    @Test
    void anEventIsKeptForItsRetentionAndAtMostAnHourLonger() throws Exception {
        try (Journal journal = house.open()) {
            journal.declare(keptForThreeHours("short"));
            long old = settled(journal.append("short", event("old"))).position();
            pass(HOUR.multipliedBy(3), journal);
            settled(journal.append("short", event("young")));
            assertEquals(2, readAll(journal, "short").size());
            assertEquals(old, settled(journal.append("short", event("old"))).position());
            pass(HOUR, journal);
            assertEquals(
                    List.of("young"),
                    readAll(journal, "short").stream().map(e -> e.event().id()).toList());
            // Its id went with it: the same name is a new event now.
            Acknowledgement again = settled(journal.append("short", event("old")));
            assertFalse(again.duplicate());
            assertTrue(again.position() > old);
        }
    }

    @Test
    void theJournalRecordsWhatItDropped() throws Exception {
        try (Journal journal = house.open()) {
            journal.declare(keptForThreeHours("told"));
            Acknowledgement first = settled(journal.append("told", event("a")));
            Acknowledgement last = settled(journal.append("told", event("b")));
            Segment segment = journal.segments().all().getLast();
            Instant starts = Instant.EPOCH.plusNanos(1_000 * segment.startsMicros());
            pass(HOUR.multipliedBy(4), journal);
            List<String> told = readAll(journal, "system.retention").stream()
                    .map(e -> new String(e.event().payload(), StandardCharsets.UTF_8))
                    .filter(text -> text.contains("\"told\""))
                    .toList();
            assertEquals(
                    List.of("{\"type\":\"segmentDropped\",\"stream\":\"told\",\"segment\":" + segment.id()
                            + ",\"from\":\""
                            + starts + "\",\"until\":\"" + starts.plus(HOUR) + "\",\"events\":2,\"firstPosition\":"
                            + first.position() + ",\"lastPosition\":" + last.position() + "}"),
                    told);
            assertEquals(0, house.number("SELECT count(*) FROM segment WHERE id = " + segment.id()));
            assertEquals(0, house.number("SELECT count(*) FROM pg_class WHERE relname = '" + segment.table() + "'"));
        }
    }

    @Test
    void positionsAreNotGivenAgainWhenAllEventsAreGone() throws Exception {
        long last;
        try (Journal journal = house.open()) {
            journal.declare(keptForThreeHours("gone"));
            last = settled(journal.append("gone", event("a"))).position();
            pass(HOUR.multipliedBy(4), journal);
        }
        try (Journal journal = house.open()) {
            assertTrue(settled(journal.append("gone", event("a"))).position() > last);
        }
    }

    @Test
    void nothingIsDroppedForAClockThatIsWrongForAMoment() throws Exception {
        try (Journal journal = house.open()) {
            journal.declare(keptForThreeHours("jumpy"));
            settled(journal.append("jumpy", event("a")));
            house.clock.jump(Duration.ofHours(24));
            assertEquals(0, journal.sweep());
            house.clock.pass(SteadyClock.PROBATION.dividedBy(2));
            assertEquals(0, journal.sweep());
            house.clock.jump(Duration.ofHours(-24));
            assertEquals(0, journal.sweep());
            assertEquals(1, readAll(journal, "jumpy").size());
        }
    }

    @Test
    void aClockThatStaysWhereItJumpedToIsBelievedAfterAnHour() throws Exception {
        try (Journal journal = house.open()) {
            journal.declare(keptForThreeHours("moved"));
            settled(journal.append("moved", event("a")));
            house.clock.jump(Duration.ofHours(24));
            journal.sweep();
            assertEquals(1, readAll(journal, "moved").size());
            house.clock.pass(SteadyClock.PROBATION);
            journal.sweep();
            assertEquals(0, readAll(journal, "moved").size());
        }
    }

    @Test
    void nothingComesIntoADroppedSegmentWhenTheClockIsPutBack() throws Exception {
        try (Journal journal = house.open()) {
            journal.declare(keptForThreeHours("back"));
            settled(journal.append("back", event("a")));
            pass(HOUR.multipliedBy(5), journal);
            assertEquals(0, readAll(journal, "back").size());
            house.clock.jump(HOUR.multipliedBy(-5));
            settled(journal.append("back", event("b")));
            assertEquals(1, readAll(journal, "back").size());
            house.clock.jump(HOUR.multipliedBy(5));
        }
    }
}
