package meridian.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.TripLog;
import meridian.sim.route.Router;
import meridian.testkit.Town;
import org.junit.jupiter.api.Test;

/** Two engines of the town in step: the one follows what the other reports. The clock on the wall is theirs. */
class FollowingTest {
    private static final double START = 8 * 3600;
    private static final Instant BEGIN = Instant.parse("2026-11-28T08:00:00Z");

    private final City town = Town.city();
    private Instant now = BEGIN;
    private final RoadEngine engine = engine(everySecond(Town.trips(town, 1)), 1);
    private final CountingStations counting = new CountingStations(town, engine);
    private final Following following = new Following(town.network(), engine, counting, source(), Runnable::run);

    private InstantSource source() {
        return () -> now;
    }

    private RoadEngine engine(TripSource trips, long seed) {
        return new RoadEngine(
                RoadNetwork.of(town),
                trips,
                Router.of(town.network()).query()::choose,
                TripLog.NONE,
                RoadSettings.startingAt(START, seed));
    }

    /** Half of the trips: the twin expects half of who comes outside. */
    private static TripSource everySecond(TripSource all) {
        return new TripSource() {
            @Override
            public Iterator<Trip> trips(double fromSeconds) {
                Iterator<Trip> trips = all.trips(fromSeconds);
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return trips.hasNext();
                    }

                    @Override
                    public Trip next() {
                        Trip trip = trips.next();
                        while (Math.floorMod(trip.id().hashCode(), 2) == 0 && trips.hasNext()) {
                            trip = trips.next();
                        }
                        return trip;
                    }
                };
            }

            @Override
            public OptionalLong count() {
                return OptionalLong.empty();
            }
        };
    }

    private void minute() {
        for (int i = 0; i < 60; i++) {
            following.before();
            engine.step();
            following.after();
        }
        now = now.plusSeconds(60);
        following.minute(false);
    }

    private static LinkReport report(int link, Instant to, long vehicles) {
        return new LinkReport(link, to.minusSeconds(60), to, vehicles, OptionalDouble.of(10), Map.of(), false);
    }

    private int station(int s) {
        return counting.stations().link(s);
    }

    @Test
    void aCityThatFollowsIsNearerToStationsItIsNotToldOfThanOneThatHearsNothing() {
        try (OutsideCity outside = new OutsideCity(town, engine(Town.trips(town, 1), 2))) {
            for (int minute = 0; minute < 75; minute++) {
                outside.runTo(outside.timeSeconds() + 60);
                List<LinkReport> reports = outside.report(now.plusSeconds(60));
                now = now.plusSeconds(60);
                reports.forEach(report -> assertEquals(Optional.empty(), following.report(report)));
                now = now.minusSeconds(60);
                minute();
            }
        }
        FollowFigures figures = following.figures();
        assertEquals(75 - 1, figures.minutes());
        assertEquals(counting.stations().size(), figures.heard() + figures.hidden());
        assertTrue(figures.hidden() >= 3 && figures.heard() > figures.hidden(), figures.toString());
        assertTrue(figures.added() > 100, figures.toString());
        assertTrue(figures.simulated());
        double corrected = figures.errors().orElseThrow().vehiclesPerHour();
        double uncorrected = figures.uncorrected().orElseThrow().vehiclesPerHour();
        assertTrue(corrected < 0.75 * uncorrected, corrected + " of " + uncorrected);
    }

    @Test
    void whatCannotBeIsRefusedByItsReasonAndCounted() {
        int link = station(0);
        int without = 0;
        while (counting.has(without)) {
            without++;
        }
        assertEquals(Optional.of("no_station"), following.report(report(without, now, 1)));
        assertEquals(Optional.of("absurd"), following.report(report(link, now, -1)));
        assertEquals(Optional.of("absurd"), following.report(report(link, now, 100_000)));
        assertEquals(
                Optional.of("absurd"),
                following.report(new LinkReport(
                        link, now.minusSeconds(60), now, 3, OptionalDouble.of(Double.NaN), Map.of(), false)));
        assertEquals(Optional.of("late"), following.report(report(link, now.minusSeconds(1_000), 1)));
        assertEquals(Optional.of("ahead"), following.report(report(link, now.plusSeconds(90), 1)));
        assertEquals(
                Optional.of("stretch"),
                following.report(new LinkReport(link, now, now, 3, OptionalDouble.empty(), Map.of(), false)));
        assertEquals(Optional.empty(), following.report(report(link, now, 5)));
        assertEquals(Optional.of("late"), following.report(report(link, now, 5)));
        minute();
        assertEquals(
                Map.of("no_station", 1L, "absurd", 3L, "late", 2L, "ahead", 1L, "stretch", 1L),
                following.figures().refused());
        assertEquals(1, following.figures().reports());
    }

    @Test
    void twoStationsAreTooFewToBeFollowed() {
        following.report(report(station(0), now, 5));
        following.report(report(station(1), now, 5));
        minute();
        minute();
        assertEquals(0, following.figures().minutes());
    }

    @Test
    void whoHasFallenSilentCorrectsNothing() {
        for (int s = 0; s < counting.stations().size(); s++) {
            following.report(report(station(s), now, 30));
        }
        for (int i = 0; i < 4; i++) {
            minute();
        }
        assertTrue(following.hears(station(0)));
        minute();
        minute();
        assertTrue(!following.hears(station(0)));
        long added = following.figures().added();
        assertTrue(added > 0);
        assertEquals(counting.stations().size(), following.figures().silent());
        // What was believed of the demand is believed on, but no more than that: factors stay where they were.
        long before = added;
        minute();
        long inAMinute = following.figures().added() - before;
        for (int i = 0; i < 10; i++) {
            minute();
        }
        assertTrue(
                following.figures().added() - before < 22 * Math.max(1, inAMinute),
                following.figures().toString());
    }
}
