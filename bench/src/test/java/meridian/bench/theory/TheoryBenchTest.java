package meridian.bench.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import meridian.bench.sumo.Sumo;
import meridian.model.demand.VehicleType;
import org.junit.jupiter.api.Test;

final class TheoryBenchTest {
    private static final Driving MERIDIAN = new MeridianDriving(1);

    /** HCM 2010: base saturation flow 1,900, start-up lost time about 2 s; jam density 120 to 150 by Treiber and Kesting. */
    @Test
    void aQueueOfTunedCarsStartsAsTheHighwayCapacityManualSays() {
        QueueDischarge.Discharge queue = QueueDischarge.measure(MERIDIAN, TheoryBench.TUNED.type());
        between(1_800, 1_950, queue.saturationPerHour());
        between(1.5, 2.5, queue.startUpLostSeconds());
        between(120, 150, queue.jamPerKm());
        between(14, 20, queue.startWaveKmh());
    }

    @Test
    void sumosDefaultCarHasASaturationFlowOfTheManualToo() {
        QueueDischarge.Discharge queue = QueueDischarge.measure(MERIDIAN, VehicleType.CAR);
        between(1_800, 1_950, queue.saturationPerHour());
        // 1,000 m over 5 m of car and 2.5 m of gap.
        assertEquals(133.3, queue.jamPerKm(), 0.1);
    }

    /** The same queue on the same files: 40 cycles, of which each counts 16 headways with deviations below half a second. */
    @Test
    void sumosDefaultCarsStartTheirQueueAsInSumo() {
        assumeTrue(Sumo.find().isPresent(), "SUMO is not installed");
        QueueDischarge.Discharge ours = QueueDischarge.measure(MERIDIAN, VehicleType.CAR);
        QueueDischarge.Discharge theirs =
                QueueDischarge.measure(new SumoDriving(Sumo.find().orElseThrow(), 1), VehicleType.CAR);
        assertEquals(1, ours.saturationPerHour() / theirs.saturationPerHour(), 0.03);
        assertEquals(theirs.startUpLostSeconds(), ours.startUpLostSeconds(), 0.3);
        assertEquals(1, ours.startWaveKmh() / theirs.startWaveKmh(), 0.03);
    }

    @Test
    void disturbancesOfTunedCarsRunBackwardsAtFourteenToTwenty() {
        between(14, 20, RingRoad.waveKmh(RingRoad.points(MERIDIAN, TheoryBench.TUNED.type(), 60, 80, 100)));
    }

    /** Of few vehicles all drive at the limit of 50 km/h, less what imperfect drivers lose; of many nobody passes. */
    @Test
    void flowRisesWithDensityAtFreeSpeedAndFallsToNothingInAJam() {
        List<RingRoad.Point> points = RingRoad.points(MERIDIAN, TheoryBench.TUNED.type(), 10, 30, 60, 100, 140);
        double free = points.getFirst().flowPerHour() / points.getFirst().densityPerKm();
        between(47, 50, free);
        assertEquals(3, points.get(1).flowPerHour() / points.getFirst().flowPerHour(), 0.05);
        assertTrue(points.get(2).flowPerHour() > points.get(3).flowPerHour());
        assertTrue(points.get(4).flowPerHour() < 200, points.toString());
    }

    /** Merging lanes that have equal rights take turns; before, each waited for a gap that the other never left (490 an hour). */
    @Test
    void moreThanAThousandAnHourPassTheEndOfALane() {
        LaneDrop.Drop drop = LaneDrop.measure(MERIDIAN, VehicleType.CAR);
        between(1_500, 1_950, drop.queuedPerHour());
    }

    /** NCHRP report 572 for one stream: 4.2 to 5.9 s; then the flow must be what Siegloch's formula makes of it. */
    @Test
    void whoGivesWayTakesTheGapsThatPeopleTake() {
        MinorStreet.Gaps gaps = MinorStreet.measure(MERIDIAN, VehicleType.CAR);
        between(4.2, 5.9, gaps.criticalSeconds());
        between(0.9, 1.1, gaps.minorPerHour() / gaps.capacityPerHour());
        List<Double> taken = gaps.takenShare();
        assertEquals(0, taken.get(2));
        assertEquals(1, taken.get(8));
        for (int i = 1; i < taken.size(); i++) {
            assertTrue(taken.get(i) >= taken.get(i - 1), taken.toString());
        }
    }

    /** By hand: 1 at 0, 3 at 1, 5 at 2. */
    @Test
    void aLineIsFoundThroughItsPoints() {
        assertEquals(new Line(2, 1), Line.fitted(new double[] {0, 1, 2}, new double[] {1, 3, 5}));
    }

    @Test
    void aFindingIsWithinItsRangeOrNot() {
        assertTrue(Theory.START_UP.finding("", "", 2).within());
        assertTrue(!Theory.START_UP.finding("", "", 0.6).within());
        assertTrue(!Theory.START_UP.finding("", "", Double.NaN).within());
    }

    private static void between(double low, double high, double value) {
        assertTrue(value >= low && value <= high, value + " is not between " + low + " and " + high);
    }
}
