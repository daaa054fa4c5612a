package meridian.sim.road;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CarFollowingTest {
    private static final long SEED = 20261122;

    @Test
    void brakingInWholeStepsTakesTheWayThatTheFormulaSays() {
        // 10 m/s with 4 m/s² in steps of 1 s: 6 m, then 2 m, then stands.
        assertEquals(8, CarFollowing.brakeGap(10, 4, 1), 1e-9);
        assertEquals(0, CarFollowing.brakeGap(3, 4, 1), 1e-9);
    }

    @Test
    void theStopSpeedLetsADriverStandBeforeTheGapIsUsedUpAndNotMuchEarlier() {
        Random random = new Random(SEED);
        for (int i = 0; i < 10_000; i++) {
            double step = 0.1 + 0.9 * random.nextDouble();
            double decel = 1 + 6 * random.nextDouble();
            double headway = 0.2 + random.nextDouble();
            double gap = 100 * random.nextDouble();
            double speed = CarFollowing.stopSpeed(gap, decel, headway, step);
            double way = Math.max(headway, step) * speed + CarFollowing.brakeGap(speed, decel, step);
            String at = "seed " + SEED + ", case " + i;
            assertTrue(way <= gap + 1e-6, at + ": needs " + way + " m of " + gap + " m");
            double more = speed + 0.01 * decel * step + 1e-6;
            double moreWay = Math.max(headway, step) * more + CarFollowing.brakeGap(more, decel, step);
            assertTrue(moreWay > gap - 1e-3, at + ": could go faster than " + speed + " m/s");
        }
    }

    @Test
    void aDriverWhoFollowsNeverTouchesALeaderWhoBrakesAtRandom() {
        Random random = new Random(SEED);
        for (int i = 0; i < 300; i++) {
            double gap = 20 * random.nextDouble();
            double leader = 15 * random.nextDouble();
            double speed = CarFollowing.followSpeed(gap, leader, 4.5, 4.5, 1, 1);
            for (int t = 0; t < 200; t++) {
                double change = random.nextBoolean() ? 2.6 : -4.5;
                leader = Math.clamp(leader + change * random.nextDouble(), 0, 15);
                double safe = CarFollowing.followSpeed(gap, leader, 4.5, 4.5, 1, 1);
                speed = Math.min(safe, Math.min(15, speed + 2.6));
                gap += leader - speed;
                assertTrue(gap >= -1e-9, "seed " + SEED + ", case " + i + ", second " + t + ": gap " + gap + " m");
            }
        }
    }

    @Test
    void theIntelligentDriverReachesTheWantedSpeedOnAFreeRoadAndKeepsTheEquilibriumGapBehindALeader() {
        double speed = 0;
        for (int t = 0; t < 600; t++) {
            speed = CarFollowing.intelligentSpeed(speed, 15, Double.MAX_VALUE, 0, 1.5, 2, 1.5, 2, 0.2);
        }
        assertEquals(15, speed, 0.05);
        // Equilibrium at v = 10 m/s: (s0 + vT) / sqrt(1 − (v/v0)^4), Treiber et al. 2000, equation (7).
        double expected = (2 + 10 * 1.5) / Math.sqrt(1 - Math.pow(10.0 / 15, 4));
        double gap = 60;
        speed = 10;
        for (int t = 0; t < 3000; t++) {
            speed = CarFollowing.intelligentSpeed(speed, 15, gap - 2, 10, 1.5, 2, 1.5, 2, 0.2);
            gap += (10 - speed) * 0.2;
        }
        assertEquals(expected, gap, 0.2);
    }

    @Test
    void timeToCoverAWayFromAStandIsThatOfConstantAccelerationUpToTheLimit() {
        assertEquals(Math.sqrt(2 * 10 / 2.0), CarFollowing.secondsToCover(10, 0, 2, 100), 1e-9);
        // To 10 m/s in 5 s and 25 m, then 75 m at 10 m/s.
        assertEquals(12.5, CarFollowing.secondsToCover(100, 0, 2, 10), 1e-9);
    }
}
