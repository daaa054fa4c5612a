package meridian.sim.road;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CityFlowRulesTest {
    private static final long SEED = 20261125;

    /** Taken from a run of CityFlow: the second of a queue sees the first drive 2 m/s, 3.5 m in front, and starts with 1.5. */
    @Test
    void theSecondOfAQueueStartsAsInCityFlow() {
        assertEquals(1.5, CityFlowRules.safeSpeed(3.5, 2.5, 0, 4.5, 2, 4.5, 1), 1e-9);
    }

    /** Taken from a run of CityFlow: 15.56 m before the line, 8.81 m/s take three equal parts. */
    @Test
    void aDriverBrakesForALineInEqualParts() {
        assertEquals(8.81 * 2 / 3, CityFlowRules.stopSpeed(15.56, 8.81, 2, 4.5, 1), 1e-9);
        assertEquals(10.81, CityFlowRules.stopSpeed(100, 8.81, 2, 4.5, 1), 1e-9);
    }

    @Test
    void aStepThatEndsInAStandIsAsLongAsTheWayOfBraking() {
        assertEquals(4 / 9.0, CityFlowRules.way(2, -0.5, 4.5, 1), 1e-9);
        assertEquals(3, CityFlowRules.way(2, 4, 4.5, 1), 1e-9);
    }

    @Test
    void whoDrivesAtTheSafeSpeedStandsBehindALeaderWhoBrakesAtOnce() {
        Random random = new Random(SEED);
        int driven = 0;
        for (int i = 0; i < 10_000; i++) {
            double gap = 60 * random.nextDouble();
            double speed = 20 * random.nextDouble();
            double leader = 20 * random.nextDouble();
            double decel = 2 + 5 * random.nextDouble();
            double step = 0.1 + 0.9 * random.nextDouble();
            double safe = CityFlowRules.safeSpeed(gap, 2, speed, decel, leader, decel, step);
            if (safe >= 0) {
                driven++;
                double way = (speed + safe) / 2 * step + safe * safe / (2 * decel);
                double room = gap - 2 + leader * leader / (2 * decel);
                assertTrue(way <= room + 1e-9, "seed " + SEED + ", case " + i + ": " + way + " m of " + room + " m");
            }
        }
        assertTrue(driven > 3_000, "only " + driven + " cases say something");
    }

    @Test
    void aDriverWhoCanStopBeforeALineNeverPassesIt() {
        Random random = new Random(SEED);
        for (int i = 0; i < 10_000; i++) {
            double speed = 20 * random.nextDouble();
            double way = CityFlowRules.brakeGap(speed, 4.5) + 40 * random.nextDouble();
            double at = 0;
            for (int second = 0; second < 100; second++) {
                double wanted = CityFlowRules.stopSpeed(way - at, speed, 2, 4.5, 1);
                double chosen = Math.clamp(wanted, speed - 4.5, Math.min(20, speed + 2));
                at += CityFlowRules.way(speed, chosen, 4.5, 1);
                speed = Math.max(0, chosen);
                assertTrue(at <= way + 1e-9, "seed " + SEED + ", case " + i + ": " + (at - way) + " m too far");
            }
            assertTrue(speed < 0.1, "seed " + SEED + ", case " + i + ": still " + speed + " m/s");
        }
    }
}
