package meridian.bench.cityflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import meridian.act.ApproachTimes;
import meridian.formats.Formats;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.City;
import meridian.model.demand.TripSource;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.RoadView;
import meridian.sim.road.RouteFinder;
import meridian.sim.road.TripLog;
import meridian.testkit.MeasuredCities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CityFlowBenchTest {
    private static PublishedCity city(String name) {
        PublishedCity city = PublishedCity.find(name).orElseThrow();
        assumeTrue(city.place().isPresent(), MeasuredCities.missing(city.folder()));
        return city;
    }

    private static CityFlowBench bench(PublishedCity city, int threads) {
        Optional<Path> place = city.place();
        return new CityFlowBench(city, place.orElseThrow(), threads, Progress.NONE);
    }

    /** Zhang et al., ICML 2022: 497.87 s and 289.55 s in Hangzhou, 429.27 s and 274.99 s in Jinan. */
    @ParameterizedTest
    @ValueSource(strings = {"hangzhou", "jinan"})
    void bothRulesComeWithinThreePercentOfWhatWasPublished(String name) {
        for (PublishedHour hour : bench(city(name), 1).compare()) {
            assertTrue(Math.abs(hour.approachPercent()) < 3, hour::toString);
            assertTrue(Math.abs(hour.tripPercent()) < 3, hour::toString);
        }
    }

    /** Right turns are free there in every phase: nobody may wait for them in the middle of a junction and block the next phase. */
    @Test
    void jinanDoesNotJamUnderItsOwnPlanWithTheDefaultDrivers() {
        PublishedCity jinan = city("jinan");
        City files = Formats.read(jinan.files(jinan.place().orElseThrow()), new ReadReport(), Progress.NONE);
        RoadSettings settings = RoadSettings.startingAt(0, 1);
        try (RoadEngine engine = new RoadEngine(
                RoadNetwork.of(files), TripSource.of(files.trips()), RouteFinder.NONE, TripLog.NONE, settings)) {
            for (int second = 0; second < 2_400; second++) {
                engine.step();
            }
            assertEquals(0, RoadView.gridlocked(engine, 120), engine.stuck(3));
            assertTrue(engine.arrivedCount() > 3_000, engine.arrivedCount() + " arrived; " + engine.stuck(3));
        }
    }

    @Test
    void theHourIsTheSameOnTwoThreads() {
        PublishedCity hangzhou = city("hangzhou");
        assertEquals(
                bench(hangzhou, 1).compare(SignalRule.MAX_PRESSURE),
                bench(hangzhou, 2).compare(SignalRule.MAX_PRESSURE));
    }

    /** A trip is on signal 0's approach for 10 s, on signal 1's for 20 s; another never leaves signal 1 before second 100. */
    @Test
    void timesOnApproachesAreSummedOverSignalsAndEndWithTheHour() {
        ApproachTimes times = new ApproachTimes(3, 2, new int[] {0, 1, -1});
        times.see(new int[] {0, -1, -1}, 1);
        times.see(new int[] {-1, 1, -1}, 11);
        times.see(new int[] {1, 1, -1}, 15);
        times.see(new int[] {2, 1, -1}, 35);
        assertEquals((10 + 20 + (100 - 11)) / 2.0, times.meanSeconds(100));
    }

    /** First seen at second 1, last gone at second 60, in between at the other signal from 20 to 30. */
    @Test
    void whoComesToASignalTwiceIsCountedThereForAllThatLiesBetween() {
        ApproachTimes times = new ApproachTimes(1, 2, new int[] {0, 1});
        times.see(new int[] {0}, 1);
        times.see(new int[] {1}, 20);
        times.see(new int[] {0}, 30);
        times.see(new int[] {-1}, 60);
        assertEquals(59 + 10, times.meanSeconds(100));
    }
}
