package meridian.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import meridian.field.plant.DetectorFaults;
import meridian.field.plant.EnginePlant;
import meridian.field.plant.Observation;
import meridian.field.plant.ObserveMode;
import meridian.field.plant.SignalCommand;
import meridian.model.signal.Aspect;
import org.junit.jupiter.api.Test;

final class EnginePlantTest {
    private static List<Observation> seen(ObserveMode mode, DetectorFaults faults, int seconds) {
        try (EnginePlant plant = TownRun.plant(mode, faults)) {
            return IntStream.range(0, seconds)
                    .mapToObj(_ -> plant.step(List.of()))
                    .toList();
        }
    }

    private static int counted(List<Observation> all, int detectors) {
        return all.stream()
                .mapToInt(seen -> IntStream.range(0, detectors).map(seen::count).sum())
                .sum();
    }

    private static int detectors() {
        try (EnginePlant plant = TownRun.plant(ObserveMode.DETECTORS, DetectorFaults.NONE)) {
            return plant.network().detectors().size();
        }
    }

    @Test
    void whatIsNotSeenInAModeIsRefusedInsteadOfBeingZero() {
        Observation seen = seen(ObserveMode.DETECTORS, DetectorFaults.NONE, 1).getFirst();
        assertThrows(IllegalStateException.class, () -> seen.vehicles(0));
        assertThrows(IllegalStateException.class, seen::seenVehicles);
    }

    @Test
    void newsThatComeFiveSecondsLateAreThoseOfFiveSecondsAgo() {
        List<Observation> now = seen(ObserveMode.DETECTORS, DetectorFaults.NONE, 300);
        List<Observation> late = seen(ObserveMode.DETECTORS, new DetectorFaults(1, 0, 0, 5), 305);
        for (int s = 0; s < 300; s++) {
            assertEquals(now.get(s).seconds(), late.get(s + 5).seconds());
            assertEquals(counted(List.of(now.get(s)), detectors()), counted(List.of(late.get(s + 5)), detectors()));
        }
    }

    @Test
    void aTenthOfTheLoopsFailsAndTheSilentOnesAreNotHeard() {
        int detectors = detectors();
        DetectorFaults faults = new DetectorFaults(3, 0.3, 0, 0);
        List<Observation> all = seen(ObserveMode.DETECTORS, faults, 600);
        long silent = IntStream.range(0, detectors)
                .filter(d -> all.stream().noneMatch(seen -> seen.heard(d)))
                .count();
        long stuck = IntStream.range(0, detectors)
                .filter(d -> all.stream().allMatch(seen -> seen.occupancy(d) == 1))
                .count();
        // A third of 30 % each; within four deviations of the binomial.
        double deviation = Math.sqrt(detectors * 0.1 * 0.9);
        assertEquals(detectors * 0.1, silent, 4 * deviation);
        assertEquals(detectors * 0.1, stuck, 4 * deviation);
    }

    @Test
    void loopsThatMiscountDoSoByTheirShareAndTheSameWayForTheSameSeed() {
        int detectors = detectors();
        int right = counted(seen(ObserveMode.DETECTORS, DetectorFaults.NONE, 900), detectors);
        DetectorFaults noise = new DetectorFaults(5, 0, 0.2, 0);
        int told = counted(seen(ObserveMode.DETECTORS, noise, 900), detectors);
        assertEquals(told, counted(seen(ObserveMode.DETECTORS, noise, 900), detectors));
        assertTrue(told != right, "no loop miscounted");
        // A fifth is missed and a fifth counted twice: the sum stays, but for its spread of √(0.4 n).
        assertEquals(right, told, 4 * Math.sqrt(0.4 * right));
    }

    @Test
    void whatSignalsAreToldIsWhatTheFieldReports() {
        try (EnginePlant plant = TownRun.plant(ObserveMode.DETECTORS, DetectorFaults.NONE)) {
            int groups = plant.network().junctions().getFirst().groups();
            List<Aspect> red = new ArrayList<>(Collections.nCopies(groups, Aspect.RED));
            red.set(0, Aspect.GREEN_PROTECTED);
            Observation seen = plant.step(List.of(new SignalCommand.Show(0, red)));
            assertEquals(Aspect.GREEN_PROTECTED, seen.shown(0, 0));
            assertEquals(Aspect.RED, seen.shown(0, 1));
            assertEquals(
                    Aspect.FLASHING_AMBER,
                    plant.step(List.of(new SignalCommand.Flash(0))).shown(0, 1));
            List<SignalCommand> wrong = List.of(new SignalCommand.Show(0, List.of(Aspect.RED)));
            assertThrows(IllegalArgumentException.class, () -> plant.step(wrong));
            assertThrows(IndexOutOfBoundsException.class, () -> plant.step(List.of(new SignalCommand.FollowPlan(999))));
        }
    }

    /** Loops alone against what is really there: mean error below a vehicle and a half in lanes that hold up to forty. */
    @Test
    void loopsAloneTellHowManyAreOnALaneToAboutAVehicle() {
        try (EnginePlant plant = TownRun.plant(ObserveMode.LANES, DetectorFaults.NONE)) {
            Senses senses = new Senses(plant.network(), 5);
            double error = 0;
            double truth = 0;
            int compared = 0;
            for (int s = 0; s < 1500; s++) {
                Observation seen = plant.step(List.of());
                senses.see(seen);
                for (int l = 0; l < plant.network().lanes().size(); l++) {
                    if (s > 300 && senses.believed(l)) {
                        error += Math.abs(senses.loopVehicles(l) - seen.vehicles(l));
                        truth += seen.vehicles(l);
                        compared++;
                    }
                }
            }
            assertTrue(truth / compared > 0.5, "nothing was there: " + truth / compared);
            assertTrue(error / compared < 1.5, error / compared + " vehicles of error, " + truth / compared + " there");
        }
    }
}
