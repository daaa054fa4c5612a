package meridian.bench.soak;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.model.demand.VehicleType;
import meridian.model.event.Period;
import meridian.model.event.RoadEvent;
import meridian.model.event.Weather;
import meridian.model.network.Access;
import meridian.model.network.VehicleKind;
import meridian.sim.road.RoadEngine;

/**
 * What happens in a city besides its usual traffic, by the run's seed: streets and lanes closed, other limits and weather for
 * a while, signals that go dark, flash and come back, and an emergency vehicle now and then.
 */
final class Disturbances {
    /** Seconds from one to the next, on average. */
    private static final double EVERY_SECONDS = 60;
    /** One trip in so many is an emergency vehicle's. */
    private static final int ONE_IN = 40;

    private static final VehicleType EMERGENCY = new VehicleType(
            "emergency",
            VehicleKind.EMERGENCY,
            6.5,
            2.5,
            55.55,
            2.6,
            4.5,
            9,
            1,
            0,
            1.5,
            0,
            VehicleType.Following.KRAUSS);

    private final City city;
    private final Random random;
    private double next;

    Disturbances(City city, long seed, double startSeconds) {
        this.city = city;
        random = new Random(seed);
        next = startSeconds + EVERY_SECONDS;
    }

    /** The same trips, some of them by emergency vehicles. */
    static TripSource withEmergencies(TripSource trips, long seed) {
        return new TripSource() {
            @Override
            public Iterator<Trip> trips(double fromSeconds) {
                Iterator<Trip> all = trips.trips(fromSeconds);
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return all.hasNext();
                    }

                    @Override
                    public Trip next() {
                        Trip trip = all.next();
                        return urgent(trip, seed) ? trip.withType(EMERGENCY) : trip;
                    }
                };
            }

            @Override
            public OptionalLong count() {
                return trips.count();
            }
        };
    }

    /** By the trip alone: whoever asks again gets the same. */
    private static boolean urgent(Trip trip, long seed) {
        return trip.stops().isEmpty()
                && trip.type().kind() == VehicleKind.CAR
                && Math.floorMod(trip.id().hashCode() + seed, ONE_IN) == 0;
    }

    /** Lets happen what is due. */
    void happen(RoadEngine engine) {
        while (engine.timeSeconds() >= next) {
            next += -Math.log(1 - random.nextDouble()) * EVERY_SECONDS;
            if (random.nextInt(3) == 0 && !city.signals().isEmpty()) {
                signal(engine, random.nextInt(city.signals().size()));
            } else {
                engine.apply(event(engine.timeSeconds()));
            }
        }
    }

    private void signal(RoadEngine engine, int controller) {
        switch (random.nextInt(4)) {
            case 0 -> engine.goDark(controller);
            case 1 -> engine.flash(controller);
            default -> engine.followPlan(controller);
        }
    }

    private RoadEvent event(double now) {
        Period during = new Period(now, now + 30 + random.nextInt(270));
        int link = random.nextInt(city.network().links().size());
        int lanes = city.network().link(link).lanes().size();
        List<RoadEvent> possible = new ArrayList<>(List.of(
                new RoadEvent.LinkClosed(link, Access.NONE, during),
                new RoadEvent.LaneClosed(link, random.nextInt(lanes), Access.of(VehicleKind.EMERGENCY), during),
                new RoadEvent.SpeedSet(link, RoadEvent.ALL_LANES, 3 + random.nextInt(20), during),
                new RoadEvent.WeatherChange(random.nextBoolean() ? Weather.HEAVY_RAIN : Weather.SNOW, during)));
        return possible.get(random.nextInt(possible.size()));
    }
}
