package meridian.safety.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Two groups that may not be green together: 3 s of amber, 6 s between their greens. */
final class FieldMonitorTest {
    private final FieldMonitor monitor = new FieldMonitor(
            new FieldLimits.Builder(2)
                    .amber(0, 3000)
                    .amber(1, 3000)
                    .apart(0, 1, 6000)
                    .apart(1, 0, 6000)
                    .build(),
            0);

    private Verdict shown = new Verdict.Fine();
    private long now;

    @Test
    void aConflictOfLessThanTwoHundredMillisecondsNeverTrips() {
        for (int lasting = 1; lasting < 200; lasting++) {
            show(Lamp.GREEN, Lamp.RED, 10_000);
            show(Lamp.GREEN, Lamp.GREEN, lasting);
            show(Lamp.GREEN, Lamp.RED, 500);
            assertEquals(new Verdict.Fine(), shown, lasting + " ms");
        }
    }

    @Test
    void aConflictOfMoreThanFourHundredAndFiftyMillisecondsAlwaysTrips() {
        for (int phase = 0; phase < 100; phase++) {
            monitor.reset(now);
            show(Lamp.GREEN, Lamp.RED, 10_000 + phase);
            show(Lamp.GREEN, Lamp.GREEN, 450);
            assertTrue(shown instanceof Verdict.Conflict, "phase " + phase + " ms: " + shown);
        }
    }

    @Test
    void aTripStaysUntilAPersonResets() {
        show(Lamp.GREEN, Lamp.GREEN, 1_000);
        show(Lamp.RED, Lamp.RED, 60_000);
        assertEquals(new Verdict.Conflict(0, 1, 0, 300), shown);
        monitor.reset(now);
        show(Lamp.RED, Lamp.RED, 1_000);
        assertFalse(shown.fallback());
    }

    @Test
    void aRightChangeDoesNotTrip() {
        show(Lamp.GREEN, Lamp.RED, 5_000);
        show(Lamp.AMBER, Lamp.RED, 3_000);
        show(Lamp.RED, Lamp.RED, 2_000);
        show(Lamp.RED, Lamp.RED_AMBER, 1_000);
        show(Lamp.RED, Lamp.GREEN, 5_000);
        assertEquals(new Verdict.Fine(), shown);
    }

    @Test
    void anAmberOfTwoSecondsTrips() {
        show(Lamp.GREEN, Lamp.RED, 5_000);
        show(Lamp.AMBER, Lamp.RED, 2_000);
        show(Lamp.RED, Lamp.RED, 1_000);
        assertEquals(new Verdict.ShortAmber(0, 7_000, 2_000, 3_000), shown);
    }

    @Test
    void aGreenWithoutAmberTrips() {
        show(Lamp.GREEN, Lamp.RED, 5_000);
        show(Lamp.RED, Lamp.RED, 1_000);
        assertEquals(new Verdict.ShortAmber(0, 5_000, 0, 3_000), shown);
    }

    @Test
    void aClearanceASecondTooShortTrips() {
        show(Lamp.GREEN, Lamp.RED, 5_000);
        show(Lamp.AMBER, Lamp.RED, 3_000);
        show(Lamp.RED, Lamp.RED, 2_000);
        show(Lamp.RED, Lamp.GREEN, 1_000);
        assertEquals(new Verdict.ShortClearance(1, 0, 10_000, 5_000, 6_000), shown);
    }

    @Test
    void aLampThatFlickersForAMomentDoesNotTrip() {
        show(Lamp.GREEN, Lamp.RED, 5_000);
        show(Lamp.RED, Lamp.RED, 150);
        show(Lamp.GREEN, Lamp.RED, 5_000);
        show(Lamp.GREEN, Lamp.AMBER, 150);
        show(Lamp.GREEN, Lamp.RED, 5_000);
        assertEquals(new Verdict.Fine(), shown);
    }

    @Test
    void aBrainThatIsSilentForTwoSecondsIsAFallbackThatEndsWithIt() {
        show(Lamp.GREEN, Lamp.RED, 5_000);
        long last = now;
        monitor.report(0, Lamp.GREEN, last + 2_000);
        assertFalse(monitor.tick(last + 2_000).fallback());
        assertEquals(new Verdict.BrainSilent(last), monitor.tick(last + 2_001));
        monitor.heardBrain(last + 2_002);
        assertFalse(monitor.tick(last + 2_003).fallback());
    }

    @Test
    void aFieldThatIsSilentForTwoSecondsIsAFallback() {
        show(Lamp.GREEN, Lamp.RED, 5_000);
        long last = now;
        monitor.heardBrain(last + 2_001);
        assertEquals(new Verdict.FieldSilent(last - 100), monitor.tick(last + 2_001));
    }

    @Test
    void reportsFromThePastAreCountedAndLeftOut() {
        show(Lamp.GREEN, Lamp.RED, 5_000);
        monitor.report(1, Lamp.GREEN, now - 101);
        assertEquals(1, monitor.lateReports());
        show(Lamp.GREEN, Lamp.RED, 1_000);
        assertFalse(shown.fallback());
    }

    /** The amber of 3 s begins at {@code now} and is told of 400 ms later, its end at once: it has not been short. */
    @Test
    void aReportThatWasUnderWayCountsFromWhenItWasMade() {
        show(Lamp.GREEN, Lamp.RED, 5_000);
        monitor.tick(now + 400);
        monitor.report(0, Lamp.AMBER, now);
        monitor.heardBrain(now + 3_000);
        monitor.report(0, Lamp.RED, now + 3_000);
        assertEquals(new Verdict.Fine(), monitor.tick(now + 3_400));
        assertEquals(0, monitor.lateReports());
    }

    /** Reports at the change and then ten times a second, with a brain that is heard. */
    private void show(Lamp first, Lamp second, long millis) {
        long end = now + millis;
        while (now < end) {
            monitor.heardBrain(now);
            monitor.report(0, first, now);
            shown = monitor.report(1, second, now);
            now += Math.min(FieldMonitor.LONGEST_PAUSE_MILLIS, end - now);
        }
        monitor.heardBrain(now);
        shown = monitor.tick(now);
    }
}
