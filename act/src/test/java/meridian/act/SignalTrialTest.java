package meridian.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import meridian.field.plant.DetectorFaults;
import meridian.field.plant.ObserveMode;
import meridian.formats.Formats;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.City;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RouteFinder;
import meridian.sim.route.Router;
import meridian.testkit.MeasuredCities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignalTrialTest {
    private static SignalTrial town(String decider, ObserveMode observe, TwinErrors errors, int seconds) {
        return new SignalTrial(
                decider,
                SignalTrial.Protocol.LAWFUL,
                observe,
                DetectorFaults.NONE,
                errors,
                TownRun.START_SECONDS,
                seconds,
                5,
                30,
                1,
                1,
                SignalTrial.Terms.NONE);
    }

    private static RunFigures run(SignalTrial trial) {
        return trial.run(TownRun.CITY, TownRun.ROAD, TownRun.routes(), _ -> {});
    }

    @ParameterizedTest
    @ValueSource(strings = {"actuated", "webster", "advanced-max-pressure", "rollout"})
    void theSameRunGivesTheSameFiguresTwice(String decider) {
        SignalTrial trial = town(decider, ObserveMode.DETECTORS, TwinErrors.usual(2), 240);
        assertEquals(run(trial), run(trial));
    }

    /** A sensible rule loses less than one that never looks; by half of it in this town. */
    @Test
    void withLoopsAloneAnActuatedTownLosesLessThanOneByItsPlan() {
        double fixed =
                run(town("fixed", ObserveMode.DETECTORS, TwinErrors.NONE, 1500)).delaySeconds();
        double actuated = run(town("actuated", ObserveMode.DETECTORS, TwinErrors.NONE, 1500))
                .delaySeconds();
        assertTrue(actuated < fixed, actuated + " s against " + fixed + " s");
    }

    /** Where every vehicle holds one person, people lose what vehicles lose; the engine adds up in single precision for each vehicle. */
    @Test
    void withOnePersonInEachVehicleBothDelaysAreTheSame() {
        RunFigures figures = run(town("actuated", ObserveMode.LANES, TwinErrors.NONE, 900));
        assertEquals(1, figures.personDelaySeconds() / figures.delaySeconds(), 1e-3);
    }

    @Test
    void demandIsTheShareOfTheTripsThatCome() {
        SignalTrial half = new SignalTrial(
                "fixed",
                SignalTrial.Protocol.LAWFUL,
                ObserveMode.LANES,
                DetectorFaults.NONE,
                TwinErrors.NONE,
                TownRun.START_SECONDS,
                900,
                5,
                30,
                1,
                0.5,
                SignalTrial.Terms.NONE);
        long all = run(town("fixed", ObserveMode.LANES, TwinErrors.NONE, 900)).due();
        assertEquals(0.5, run(half).due() / (double) all, 0.1);
    }

    @Test
    void anUnknownDeciderIsRefusedWithTheNamesOfTheKnown() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> town("clairvoyant", ObserveMode.LANES, TwinErrors.NONE, 60))
                .getMessage();
        assertTrue(message.contains("clairvoyant") && message.contains("rollout"), message);
    }

    private static City hangzhou() {
        Optional<Path> place = MeasuredCities.find("hangzhou");
        assumeTrue(place.isPresent(), MeasuredCities.missing("hangzhou"));
        Path folder = place.orElseThrow();
        List<Path> files = List.of(folder.resolve("roadnet_4_4.json"), folder.resolve("anon_4_4_hangzhou_real.json"));
        return Formats.read(files, new ReadReport(), Progress.NONE);
    }

    private static RunFigures published(City city, String decider, int seconds) {
        Router router = Router.of(city.network());
        Router.Query query = router.query();
        float[] free = router.freeFlowSeconds();
        RouteFinder routes = (from, to, kind, times, random) -> query.fastest(from, to, kind, free);
        SignalTrial trial = new SignalTrial(
                decider,
                SignalTrial.Protocol.PUBLISHED,
                ObserveMode.VEHICLES,
                DetectorFaults.NONE,
                TwinErrors.usual(1),
                0,
                seconds,
                15,
                45,
                1,
                1,
                SignalTrial.Terms.NONE);
        return trial.run(city, RoadNetwork.of(city), routes, _ -> {});
    }

    /** Zhang et al., ICML 2022: 289.55 s; CityFlow's whole trips: 334.20 s. */
    @Test
    void maxPressureUnderThePublishedProtocolComesWithinOnePercentOfThePublishedHour() {
        RunFigures hour = published(hangzhou(), "max-pressure", 3600);
        assertEquals(1, hour.approachSeconds() / 289.55, 0.01);
        assertEquals(1, hour.tripSeconds() / 334.20, 0.01);
    }

    @Test
    void inHangzhousFirstMinutesARolloutWithAWrongTwinLosesLessThanTheRuleItImproves() {
        City city = hangzhou();
        double usual = published(city, "advanced-max-pressure", 420).delaySeconds();
        double tried = published(city, "rollout", 420).delaySeconds();
        assertTrue(tried < usual, tried + " s against " + usual + " s");
    }
}
