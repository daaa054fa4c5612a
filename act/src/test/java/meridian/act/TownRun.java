package meridian.act;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import meridian.field.plant.DetectorFaults;
import meridian.field.plant.EnginePlant;
import meridian.field.plant.ObserveMode;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.RouteFinder;
import meridian.sim.road.TripLog;
import meridian.sim.route.Router;
import meridian.testkit.Town;

/** Meridian Town with the trips of its first half hour from 07:30 on, as a plant. */
final class TownRun {
    static final double START_SECONDS = 7.5 * 3600;
    static final City CITY = filled();
    static final RoadNetwork ROAD = RoadNetwork.of(CITY);

    private TownRun() {}

    private static City filled() {
        City town = Town.city();
        List<Trip> trips = new ArrayList<>();
        for (Iterator<Trip> all = Town.trips(town, 1).trips(START_SECONDS); all.hasNext(); ) {
            Trip trip = all.next();
            if (trip.departSeconds() > START_SECONDS + 1800) {
                break;
            }
            trips.add(trip);
        }
        return town.withTrips(trips);
    }

    static RouteFinder routes() {
        Router router = Router.of(CITY.network());
        Router.Query query = router.query();
        float[] free = router.freeFlowSeconds();
        return (from, to, kind, seconds, random) -> query.fastest(from, to, kind, free);
    }

    static EnginePlant plant(ObserveMode mode, DetectorFaults faults) {
        RoadSettings settings = RoadSettings.startingAt(START_SECONDS, 1);
        RoadEngine engine = new RoadEngine(ROAD, TripSource.of(CITY.trips()), routes(), TripLog.NONE, settings);
        return new EnginePlant(CITY, engine, mode, faults, START_SECONDS + 1800);
    }
}
