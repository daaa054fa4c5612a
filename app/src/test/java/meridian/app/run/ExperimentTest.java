package meridian.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import meridian.formats.Progress;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.model.demand.VehicleType;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.RouteFinder;
import meridian.testkit.Streets;
import org.junit.jupiter.api.Test;

final class ExperimentTest {
    private static Outcome run(City city, List<Trip> trips, OptionalDouble seconds) {
        return new Experiment(
                        city,
                        TripSource.of(trips),
                        "Made up.",
                        RouteFinder.NONE,
                        RoadSettings.startingAt(0, 1),
                        seconds)
                .run(Progress.NONE, () -> false);
    }

    /** A street of 500 m at 13.89 m/s takes a lone car 36 s, and some seconds more to reach that speed. */
    @Test
    void aLoneCarTakesAsLongAsTheStreetIsLong() {
        City street = Streets.straight(1, 500);
        Outcome outcome = run(street, List.of(Trip.between("one", VehicleType.CAR, 0, 0, 0)), OptionalDouble.empty());
        RunReport report = outcome.report();
        assertEquals(Ending.ALL_ARRIVED, report.ending());
        assertEquals(1, report.trips().completed());
        assertTrue(report.travelSeconds().mean() > 33 && report.travelSeconds().mean() < 50, report.toString());
    }

    @Test
    void aVehicleThatCanNeverGoOnEndsTheRunAsAStandstill() {
        City street = Streets.straight(1, 500);
        Trip halting = new Trip(
                "halting",
                VehicleType.CAR,
                0,
                meridian.model.demand.LinkPath.of(0),
                true,
                List.of(new meridian.model.demand.StopVisit(0, 0, 100, 1e6, -1)),
                Trip.Departure.USUAL,
                -1);
        List<Trip> trips = new ArrayList<>(List.of(halting));
        trips.add(Trip.between("behind", VehicleType.CAR, 10, 0, 0));
        Outcome outcome = run(street, trips, OptionalDouble.empty());
        assertEquals(Ending.STANDSTILL, outcome.ending());
        assertEquals(2, outcome.report().trips().driving());
        assertTrue(outcome.report().lines().stream().anyMatch(l -> l.contains("start>end")));
    }

    @Test
    void itEndsWhenTheTimeIsUp() {
        Outcome outcome = run(Streets.straight(1, 500), List.of(), OptionalDouble.of(90));
        assertEquals(Ending.TIME_UP, outcome.ending());
        assertEquals(90, outcome.endSeconds());
    }
}
