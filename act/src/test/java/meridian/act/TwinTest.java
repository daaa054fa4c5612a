package meridian.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import meridian.decide.Decider;
import meridian.decide.Deciders;
import meridian.decide.DecisionTimes;
import meridian.decide.Prediction;
import meridian.field.plant.DetectorFaults;
import meridian.field.plant.EnginePlant;
import meridian.field.plant.Observation;
import meridian.field.plant.ObserveMode;
import meridian.field.plant.PlantLost;
import meridian.field.plant.SignalCommand;
import meridian.model.network.VehicleKind;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadView;
import org.junit.jupiter.api.Test;

final class TwinTest {
    private static final int EVERY_SECONDS = 5;
    private static final int HORIZON_SECONDS = 60;
    private static final int[][] USUAL = new int[0][];

    /** A town under the usual rule, its twin, and what has happened. */
    private record Scene(EnginePlant plant, ControlLoop loop, Twin twin) implements AutoCloseable {
        static Scene of(TwinErrors errors) {
            return of(errors, Weights.EVEN);
        }

        static Scene of(TwinErrors errors, Weights weights) {
            EnginePlant plant = TownRun.plant(ObserveMode.VEHICLES, DetectorFaults.NONE);
            ControlledCity city = ControlledCity.lawful(TownRun.CITY, plant.network(), TownRun.START_SECONDS);
            DecisionTimes times = new DecisionTimes(EVERY_SECONDS, 5, 60, 5);
            Decider usual = Deciders.GREEDY.in(city.network(), times);
            Twin twin = new Twin(
                    TownRun.CITY, plant.engine(), city, usual, EVERY_SECONDS, HORIZON_SECONDS, errors, weights);
            ControlLoop.Listener follow = new ControlLoop.Listener() {
                @Override
                public void saw(Observation seen, List<SignalCommand> told) {
                    twin.see(seen, told);
                }
            };
            return new Scene(plant, new ControlLoop(plant, city, usual, EVERY_SECONDS, follow), twin);
        }

        Scene pass(int seconds) {
            try {
                for (int s = 0; s < seconds; s++) {
                    loop.second();
                }
                return this;
            } catch (PlantLost e) {
                throw new AssertionError(e);
            }
        }

        Prediction whatComes() {
            double lost = plant.engine().lostSeconds();
            long arrived = plant.engine().arrivedCount();
            double waited = 0;
            for (int s = 0; s < HORIZON_SECONDS; s++) {
                pass(1);
                waited += plant.engine().waitingCount();
            }
            return new Prediction(
                    plant.engine().lostSeconds() - lost + waited, plant.engine().arrivedCount() - arrived, List.of());
        }

        @Override
        public void close() {
            twin.close();
            plant.close();
        }
    }

    @Test
    void aTwinWithoutErrorsPromisesExactlyWhatComes() {
        try (Scene scene = Scene.of(TwinErrors.NONE).pass(600)) {
            scene.twin().begin();
            Prediction promised = scene.twin().trial(USUAL);
            Prediction came = scene.whatComes();
            assertEquals(came.delaySeconds(), promised.delaySeconds(), 1e-6);
            assertEquals(came.arrived(), promised.arrived());
        }
    }

    @Test
    void aTwinOfOldNewsThatReckonsOnWithWhatSignalsWereToldIsRightAsWell() {
        try (Scene scene = Scene.of(new TwinErrors(1, 0, false, 0, 5)).pass(603)) {
            scene.twin().begin();
            Prediction promised = scene.twin().trial(USUAL);
            // 603 is no time of decision: the loop's next one is at 605, the trial's first at once.
            scene.pass(2);
            scene.twin().begin();
            promised = scene.twin().trial(USUAL);
            Prediction came = scene.whatComes();
            assertEquals(came.delaySeconds(), promised.delaySeconds(), 1e-6);
            assertEquals(came.arrived(), promised.arrived());
        }
    }

    @Test
    void aTwinWithErrorsPromisesSomethingElseYetOfTheSameKind() {
        try (Scene scene = Scene.of(TwinErrors.usual(3)).pass(600)) {
            scene.twin().begin();
            double promised = scene.twin().trial(USUAL).delaySeconds();
            double came = scene.whatComes().delaySeconds();
            assertNotEquals(came, promised);
            assertEquals(1, promised / came, 0.6, promised + " s promised, " + came + " s came");
        }
    }

    @Test
    void askingATwinChangesNothingInTheCity() {
        try (Scene asked = Scene.of(TwinErrors.usual(3)).pass(400);
                Scene left = Scene.of(TwinErrors.NONE).pass(400)) {
            asked.twin().begin();
            asked.twin().trial(USUAL);
            asked.pass(200);
            left.pass(200);
            assertEquals(
                    left.plant().engine().lostSeconds(), asked.plant().engine().lostSeconds());
        }
    }

    @Test
    void theSameTrialGivesTheSameTwice() {
        try (Scene scene = Scene.of(TwinErrors.usual(3)).pass(500)) {
            scene.twin().begin();
            assertEquals(scene.twin().trial(USUAL), scene.twin().trial(USUAL));
        }
    }

    /** A kind that weighs five times as much as a car adds four times what it loses itself. */
    @Test
    void whatManyPeopleLoseWeighsMore() {
        Map<VehicleKind, Double> persons = new EnumMap<>(VehicleKind.class);
        for (VehicleKind kind : VehicleKind.values()) {
            persons.put(kind, kind == VehicleKind.CAR ? 2.0 : 10.0);
        }
        Weights heavy = new Weights(persons, Weights.MOST_RED_SECONDS);
        try (Scene scene = Scene.of(TwinErrors.NONE, heavy).pass(600)) {
            scene.twin().begin();
            double promised = scene.twin().trial(USUAL).delaySeconds();
            double[] lost = new double[VehicleKind.values().length];
            RoadEngine engine = scene.plant().engine();
            double before = engine.lostSeconds();
            double waited = 0;
            for (int s = 0; s < HORIZON_SECONDS; s++) {
                scene.pass(1);
                RoadView.visitLosses(engine, (_, kind, share) -> lost[kind] += share);
                RoadView.visitWaiting(engine, (_, kind) -> lost[kind.ordinal()]++);
                waited += engine.waitingCount();
            }
            double vehicles = engine.lostSeconds() - before + waited;
            double cars = lost[VehicleKind.CAR.ordinal()];
            double others = Arrays.stream(lost).sum() - cars;
            assertTrue(others > 1, others + " s lost by others than cars: nothing to weigh");
            // Who arrives in a second is gone when the second's losses are looked at.
            assertEquals(1, (cars + others) / vehicles, 0.01);
            assertEquals(vehicles + 4 * others, promised, 1e-6);
        }
    }
}
