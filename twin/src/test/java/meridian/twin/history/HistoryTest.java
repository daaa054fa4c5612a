package meridian.twin.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import meridian.twin.entity.Content;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Times;
import meridian.twin.entity.Value;
import org.junit.jupiter.api.Test;

/**
 * A counter that was cut off for a while, on both axes:
 *
 * <pre>
 *  recorded
 *    12:12 ┤            B=14 (late)
 *    12:10 ┤                            C=20
 *    12:00 ┤  A=10
 *          └──┬─────────┬───────────────┬──── observed
 *           12:00     12:05           12:10
 * </pre>
 */
final class HistoryTest {
    private static final Version A = version("12:00", "12:00", 1, 10);
    private static final Version B = version("12:05", "12:12", 3, 14);
    private static final Version C = version("12:10", "12:10", 2, 20);
    private static final History DRAWN = History.EMPTY.with(A).with(C).with(B);

    private static long at(String time) {
        return Times.micros(Instant.parse("2026-03-01T" + time + ":00Z"));
    }

    private static Version version(String observed, String recorded, long position, long value) {
        return new Version(
                at(observed), at(recorded), position, 0, Content.of(Value.of(value)), Quality.MEASURED, "counter 7");
    }

    @Test
    void theLateValueWasTrueBetweenTheOthers() {
        assertEquals(Optional.empty(), DRAWN.trueAt(at("11:59")));
        assertEquals(Optional.of(A), DRAWN.trueAt(at("12:04")));
        assertEquals(Optional.of(B), DRAWN.trueAt(at("12:05")));
        assertEquals(Optional.of(B), DRAWN.trueAt(at("12:09")));
        assertEquals(Optional.of(C), DRAWN.trueAt(at("12:10")));
    }

    @Test
    void atTheTimeTheTwinDidNotKnowIt() {
        // At 12:11 it held A for what was true at 12:07; since 12:12 it knows better.
        assertEquals(Optional.of(A), DRAWN.asOf(at("12:07"), at("12:11")));
        assertEquals(Optional.of(B), DRAWN.asOf(at("12:07"), at("12:12")));
        assertEquals(Optional.of(C), DRAWN.asOf(at("12:30"), at("12:11")));
        assertEquals(Optional.empty(), DRAWN.asOf(at("12:07"), at("11:00")));
    }

    @Test
    void theLateValueNeverWasThePresent() {
        assertEquals(Optional.of(A), DRAWN.knownAt(at("12:09")));
        assertEquals(Optional.of(C), DRAWN.knownAt(at("12:11")));
        assertEquals(Optional.of(C), DRAWN.knownAt(at("12:12")));
    }

    @Test
    void aCorrectionOfTheSameTimeHoldsSinceItIsKnown() {
        Version corrected = version("12:10", "12:20", 4, 21);
        History history = DRAWN.with(corrected);
        assertEquals(Optional.of(corrected), history.trueAt(at("12:10")));
        assertEquals(Optional.of(C), history.asOf(at("12:10"), at("12:15")));
    }

    @Test
    void anyOrderAndDoublesGiveTheSameHistory() {
        History other = History.EMPTY.with(B).with(C).with(B).with(A).with(C);
        assertEquals(List.of(A, B, C), other.versions());
        assertEquals(List.of(A, B), other.between(at("12:00"), at("12:10")));
    }

    @Test
    void rollUpsHoldTheLateValueWhereItBelongs() {
        RollUps rollUps = new RollUps();
        List.of(A, C, B).forEach(rollUps::add);
        // (10 + 14 + 20) / 3.
        RollUp hour = rollUps.at(Bucket.HOUR, at("12:30")).orElseThrow();
        assertEquals(3, hour.count());
        assertEquals(44, hour.sum());
        assertEquals(44.0 / 3, hour.mean());
        assertEquals(10, hour.min());
        assertEquals(20, hour.max());
        assertEquals(20, hour.last());
        assertEquals(
                14, rollUps.at(Bucket.FIVE_MINUTES, at("12:07")).orElseThrow().last());
        assertEquals(hour, rollUps.at(Bucket.DAY, at("00:00")).orElseThrow());
        assertEquals(Optional.empty(), rollUps.at(Bucket.MINUTE, at("12:07")));
        assertEquals(
                List.of(at("12:00"), at("12:05")),
                List.copyOf(rollUps.between(Bucket.FIVE_MINUTES, at("12:01"), at("12:10"))
                        .keySet()));
        rollUps.forgetBefore(Bucket.FIVE_MINUTES, at("12:10"));
        assertEquals(
                new TreeMap<>(java.util.Map.of(at("12:10"), RollUp.of(20, at("12:10"), 2, 0, false))),
                rollUps.between(Bucket.FIVE_MINUTES, at("00:00"), at("23:59")));
    }

    @Test
    void partsMergeToTheWholeInAnyOrder() {
        RollUp a = RollUp.of(10, at("12:00"), 1, 0, false);
        RollUp b = RollUp.of(14, at("12:05"), 3, 0, false);
        RollUp c = RollUp.of(20, at("12:05"), 3, 1, false);
        RollUp whole = new RollUp(3, 44, 10, 20, 20, at("12:05"), 3, 1, false);
        for (List<RollUp> order : List.of(
                List.of(a, b, c),
                List.of(a, c, b),
                List.of(b, a, c),
                List.of(b, c, a),
                List.of(c, a, b),
                List.of(c, b, a))) {
            assertEquals(whole, order.get(0).merge(order.get(1)).merge(order.get(2)));
            assertEquals(whole, order.get(0).merge(order.get(1).merge(order.get(2))));
        }
    }

    @Test
    void whatIsNoNumberIsNotRolledUp() {
        RollUps rollUps = new RollUps();
        rollUps.add(new Version(at("12:00"), at("12:00"), 1, 0, Content.of(Value.of("red")), Quality.MEASURED, null));
        assertEquals(Optional.empty(), rollUps.at(Bucket.DAY, at("12:00")));
    }

    @Test
    void readingsAtTheEndOfTheDoublesSpoilNoSum() {
        RollUps rollUps = new RollUps();
        double[] readings = {1e308, 5, 1e308, -1e308, -1e308, 6};
        for (int i = 0; i < readings.length; i++) {
            rollUps.add(reading(readings[i], i, Quality.MEASURED));
        }
        RollUp hour = rollUps.at(Bucket.HOUR, at("12:00")).orElseThrow();
        assertEquals(2, hour.count());
        assertEquals(11, hour.sum());
        assertEquals(6, hour.max());
        // The largest that is still taken is a number like any other.
        rollUps.add(reading(RollUps.LARGEST, 10, Quality.MEASURED));
        rollUps.add(reading(RollUps.LARGEST, 11, Quality.MEASURED));
        assertEquals(
                2 * RollUps.LARGEST,
                rollUps.at(Bucket.HOUR, at("12:00")).orElseThrow().sum());
    }

    @Test
    void oneSimulatedReadingMarksItsBucketAndNoOther() {
        RollUps rollUps = new RollUps();
        rollUps.add(reading(5, 0, Quality.MEASURED));
        assertFalse(rollUps.at(Bucket.HOUR, at("12:00")).orElseThrow().simulated());
        rollUps.add(reading(6, 90, Quality.SIMULATED));
        assertTrue(rollUps.at(Bucket.HOUR, at("12:00")).orElseThrow().simulated());
        assertTrue(rollUps.at(Bucket.MINUTE, at("12:01")).orElseThrow().simulated());
        assertFalse(rollUps.at(Bucket.MINUTE, at("12:00")).orElseThrow().simulated());
    }

    /** So many seconds after noon. */
    private static Version reading(double number, int second, Quality quality) {
        long micros = at("12:00") + second * 1_000_000L;
        return new Version(micros, micros, second, 0, Content.of(Value.of(number)), quality, null);
    }

    @Test
    void whatWasDeletedIsNotTrueAnyMoreAndWasBefore() {
        Version gone = Version.deleted(at("12:20"), at("12:21"), 9, 0);
        History history = DRAWN.with(gone);
        assertEquals(Optional.of(C), history.trueAt(at("12:19")));
        assertEquals(Optional.empty(), history.trueAt(at("12:20")));
        assertEquals(Optional.of(C), history.asOf(at("12:20"), at("12:20")));
        assertEquals(Optional.of(C), history.knownAt(at("12:20")));
        assertEquals(Optional.empty(), history.knownAt(at("12:21")));
        Version again = version("12:30", "12:30", 10, 7);
        assertEquals(Optional.of(again), history.with(again).trueAt(at("12:30")));
        assertEquals(List.of(gone), history.between(at("12:20"), at("12:21")));
        RollUps rollUps = new RollUps();
        rollUps.add(gone);
        assertEquals(Optional.empty(), rollUps.at(Bucket.DAY, at("12:20")));
    }

    @Test
    void bucketsBefore1970BeginAtFullMinutesToo() {
        assertEquals(-60_000_000L, Bucket.MINUTE.start(-1));
    }
}
