package meridian.bench.assimilation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import meridian.formats.Formats;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.formats.sumo.SumoDetectors;
import meridian.model.City;
import meridian.model.demand.TripSource;
import meridian.sim.assimilation.Assimilation;
import meridian.sim.assimilation.Reading;
import meridian.sim.assimilation.Stations;
import meridian.sim.road.LoopCounts;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.RouteFinder;
import meridian.sim.road.TripLog;
import meridian.testkit.MeasuredCities;
import org.junit.jupiter.api.Test;

final class AssimilationBenchTest {
    private static Path bologna() {
        assumeTrue(AssimilationBench.scene().place().isPresent(), MeasuredCities.missing("bologna/joined"));
        return AssimilationBench.scene().place().orElseThrow();
    }

    @Test
    void aTwinThatHearsTwoThirdsOfTheStationsIsAtMostHalfAsFarOffAtTheOthersAndFindsTheClosedLane() {
        Path place = bologna();
        double corrected = 0;
        double uncorrected = 0;
        double slowness = 0;
        double uncorrectedSlowness = 0;
        for (long seed : new long[] {3, 6}) {
            AssimilationBench.Result result = new AssimilationBench(Progress.NONE).run(place, seed);
            assertTrue(
                    result.believed().contains(result.closedLane()),
                    result.closedLane() + " is closed, not " + result.believed());
            corrected += result.corrected().vehiclesPerHour();
            uncorrected += result.uncorrected().vehiclesPerHour();
            slowness += result.corrected().speedMps();
            uncorrectedSlowness += result.uncorrected().speedMps();
        }
        assertTrue(corrected <= uncorrected / 2, corrected + " of " + uncorrected + " vehicles an hour");
        assertTrue(slowness <= uncorrectedSlowness / 2, slowness + " of " + uncorrectedSlowness + " m/s");
    }

    @Test
    void aClosedLaneIsFoundThoughItsOwnLoopIsHiddenAndErrorsAreAtMostHalf() {
        AssimilationBench.Result result = new AssimilationBench(Progress.NONE).run(bologna(), 4);
        assertEquals(List.of(result.closedLane()), result.believed());
        assertTrue(
                result.corrected().vehiclesPerHour() <= result.uncorrected().vehiclesPerHour() / 2,
                result.corrected() + " of " + result.uncorrected());
    }

    @Test
    void aLoopThatIsBrokenIsNotTakenForAClosedLane() {
        Path place = bologna();
        City city = Formats.read(AssimilationBench.scene().files(place), new ReadReport(), Progress.NONE);
        Stations stations = Stations.of(
                SumoDetectors.read(place.resolve("joined_detectors.add.xml"), city.network(), new ReadReport()));
        RoadEngine outside = engine(city, 11);
        RoadEngine twin = engine(city, 12);
        LoopCounts counts = outside.countAt(stations.loops());
        LoopCounts twinCounts = twin.countAt(stations.loops());
        Assimilation assimilation = new Assimilation(twin, stations, 1);
        int broken = busiest(city, stations);
        Reading before = stations.read(counts);
        Reading twinBefore = stations.read(twinCounts);
        long silenced = 0;
        while (outside.timeSeconds() < 1500) {
            for (int i = 0; i < Assimilation.EVERY_SECONDS; i++) {
                outside.step();
                assimilation.step();
            }
            Reading now = stations.read(counts);
            Reading twinNow = stations.read(twinCounts);
            Reading interval = now.since(before);
            silenced += interval.loopCount()[broken];
            interval.loopCount()[broken] = 0;
            assimilation.observe(interval, twinNow.since(twinBefore));
            before = now;
            twinBefore = twinNow;
        }
        assertTrue(silenced > 100, "only " + silenced + " vehicles drove over the broken loop");
        assertEquals(List.of(), assimilation.incidents().believed());
    }

    /** The loop over which most come, of those on links with several. */
    private static int busiest(City city, Stations stations) {
        RoadEngine plain = engine(city, 13);
        LoopCounts counts = plain.countAt(stations.loops());
        while (plain.timeSeconds() < 900) {
            plain.step();
        }
        int best = -1;
        for (int i = 0; i < stations.loops().size(); i++) {
            int link = stations.loops().get(i).link();
            long beside =
                    stations.loops().stream().filter(l -> l.link() == link).count();
            if (beside > 1 && (best < 0 || counts.count(i) > counts.count(best))) {
                best = i;
            }
        }
        return best;
    }

    private static RoadEngine engine(City city, long seed) {
        return new RoadEngine(
                RoadNetwork.of(city),
                TripSource.of(city.trips()),
                RouteFinder.NONE,
                TripLog.NONE,
                RoadSettings.startingAt(0, seed));
    }
}
