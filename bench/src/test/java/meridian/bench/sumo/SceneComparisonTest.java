package meridian.bench.sumo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import meridian.formats.sumo.SumoEdge;
import meridian.formats.sumo.SumoTrip;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.demand.VehicleType;
import meridian.testkit.Streets;
import org.junit.jupiter.api.Test;

final class SceneComparisonTest {
    private static final City STREET = Streets.straight(1, 500);
    private static final String LINK = STREET.network().link(0).id();
    private static final Scene SCENE = Scene.find("cologne1").orElseThrow();

    private static SumoTrip trip(double arrival, double duration, double loss) {
        return new SumoTrip("t", arrival - duration, 0, arrival, duration, 500, loss / 2, 1, loss);
    }

    private static LinkHour hour(double seconds, double speed, long left) {
        SumoEdge edge = new SumoEdge(LINK, 0, 3600, seconds, speed, left, left, 0, 0);
        return LinkHour.of(List.of(edge), Map.of(), LinkHour.index(STREET.network()));
    }

    private static SeedRun run(long seed, double duration, LinkHour hour) {
        List<SumoTrip> trips = List.of(trip(3_600, duration, 10), trip(4_000, duration + 20, 30));
        return new SeedRun(seed, TripFigures.of(trips, 3, 3_600), hour, 0, List.of(), 4_000);
    }

    /** 110 and 130 s against 100 and 120 s: means of 120 and 110 s, 9.09 % more. Of three trips two arrive, one in time. */
    @Test
    void knownDifferencesOfTripsComeOut() {
        SceneComparison compared = SceneComparison.of(
                SCENE,
                STREET.network(),
                List.of(run(1, 100, hour(100, 10, 80))),
                List.of(run(1, 110, hour(100, 10, 80))),
                "1.15.0");
        SceneComparison.Figure duration = figure(compared, "trip duration");
        assertEquals(110, duration.sumo().mean());
        assertEquals(120, duration.meridian().mean());
        assertEquals(100.0 / 11, duration.percent(), 1e-9);
        assertEquals(20, figure(compared, "time loss").sumo().mean());
        assertEquals(10, figure(compared, "waiting time").sumo().mean());
        assertEquals(2, figure(compared, "completed trips").sumo().mean());
        assertEquals(1, figure(compared, "completed in the hour").sumo().mean());
        assertEquals(List.of(1), compared.unfinished());
    }

    private static SceneComparison.Figure figure(SceneComparison compared, String name) {
        return compared.figures().stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /**
     * SUMO's two seeds have 80 and 120 vehicles an hour, Meridian's 150 and 170: the means 100 and 160 have a GEH of √(2 ·
     * 60² / 260) = 5.26, seed by seed it is √(2 · 70² / 230) = 6.53 and √(2 · 50² / 290) = 4.15.
     */
    @Test
    void flowsAreComparedAsMeansAndSeedBySeed() {
        SceneComparison compared = SceneComparison.of(
                SCENE,
                STREET.network(),
                List.of(run(1, 100, hour(100, 10, 80)), run(2, 100, hour(100, 10, 120))),
                List.of(run(1, 100, hour(200, 5, 150)), run(2, 100, hour(200, 5, 170))),
                "1.15.0");
        assertEquals(1, compared.links().count());
        assertEquals(0, compared.links().gehBelow5());
        assertEquals(0.5, compared.links().gehBelow5BySeed());
        assertEquals(1.0, compared.links().sumoAgainstItself());
        assertEquals(
                Math.sqrt(2 * 3600.0 / 260), compared.linkPairs().getFirst().geh(), 1e-12);
        assertEquals(36, compared.links().sumoKmh(), 1e-9);
        assertEquals(18, compared.links().meridianKmh(), 1e-9);
        assertEquals(-18, compared.links().speedDifferenceKmh(), 1e-9);
        assertEquals(18, compared.links().speedErrorKmh(), 1e-9);
    }

    /** 100 s at 10 m/s on the road and 50 s at 4 m/s in the junction behind it: 1,200 m in 150 s; only the road has a flow. */
    @Test
    void theWayThroughTheJunctionBelongsToTheRoadBeforeIt() {
        LinkHour hour = LinkHour.of(
                List.of(
                        new SumoEdge(LINK, 0, 3600, 100, 10, 7, 7, 0, 0),
                        new SumoEdge(":n_0", 0, 3600, 50, 4, 7, 7, 0, 0),
                        new SumoEdge("path", 0, 3600, 50, 1, 9, 9, 0, 0)),
                Map.of(":n_0", LINK),
                LinkHour.index(STREET.network()));
        assertEquals(7, hour.flow[0]);
        assertEquals(150, hour.seconds[0]);
        assertEquals(1_200, hour.meters[0]);
    }

    /** Cars alone on 500 m at 13.89 m/s: 36 s and some to gain speed. */
    @Test
    void meridiansRunHasEveryTripAndTheHoursFlow() {
        List<Trip> trips = List.of(
                Trip.between("a", VehicleType.CAR, 0, 0, 0),
                Trip.between("b", VehicleType.CAR, 600, 0, 0),
                Trip.between("c", VehicleType.CAR, 3_590, 0, 0));
        LongAdder simulated = new LongAdder();
        SeedRun run = new MeridianHour(STREET.withTrips(trips), 0, Routes.FREE).run(1, Map.of(), simulated);
        assertEquals(3, run.trips().completed());
        assertEquals(2, run.trips().completedInHour());
        assertEquals(2, run.links().flow[0]);
        assertEquals(run.endSeconds(), simulated.sum());
        assertTrue(run.trips().durationSeconds() > 33 && run.trips().durationSeconds() < 50, run.toString());
    }

    @Test
    void teleportedVehiclesAreNamedWithTheReason() {
        String log = """
                Warning: Teleporting vehicle 'x'; waited too long (wrong lane), lane='e_0', time=99.00.
                Warning: Vehicle 'x' ends teleporting on edge 'f', time=120.00.
                Warning: Teleporting vehicle 'w'; junction collision with vehicle 'v', lane=':e_0_0', gap=-0.29, time=9.
                Warning: Teleporting vehicle 'y'; collision with vehicle 'z', lane='e_0', gap=-0.10, time=99.00.
                """;
        assertEquals(List.of("x (wrong lane)", "w (junction collision)", "y (collision)"), SumoResults.teleported(log));
    }
}
