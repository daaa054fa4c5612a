package meridian.bench.sumo;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import meridian.formats.sumo.SumoTrip;
import meridian.model.City;
import meridian.model.demand.LinkPath;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.sim.road.LinkRecords;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.RouteFinder;
import meridian.sim.road.TripLog;
import meridian.sim.route.Router;
import org.jspecify.annotations.Nullable;

/** Runs Meridian on a scene until everybody has arrived. Safe for all threads: each run has an engine of its own. */
final class MeridianHour {
    static final double HOUR = 3600;
    /** When nobody has arrived or entered for so long, nobody will. */
    private static final double QUIET_SECONDS = 1800;
    /** The demand lasts for an hour; what has not arrived two hours later counts as never arrived. */
    private static final double LONGEST_SECONDS = 3 * HOUR;

    private final City city;
    private final RoadNetwork road;
    private final TripSource trips;
    private final double beginSeconds;
    private final Router router;
    private final Routes routes;

    MeridianHour(City city, double beginSeconds, Routes routes) {
        this.city = city;
        this.routes = routes;
        this.beginSeconds = beginSeconds;
        road = RoadNetwork.of(city);
        trips = TripSource.of(city.trips());
        router = Router.of(city.network());
    }

    /**
     * @param sumoWays the links of each of SUMO's vehicles in its run with that seed
     * @param simulated goes up by one with each simulated second
     */
    SeedRun run(long seed, Map<String, List<String>> sumoWays, LongAdder simulated) {
        TripFigures.Sum sum = new TripFigures.Sum(beginSeconds + HOUR);
        TripLog log = (trip, entered, left, meters, lost, waited, halts) -> sum.add(new SumoTrip(
                trip.id(), entered, entered - trip.departSeconds(), left, left - entered, meters, waited, halts, lost));
        TripSource demand = routes == Routes.SUMO ? driven(sumoWays) : trips;
        RoadSettings settings = RoadSettings.startingAt(beginSeconds, seed);
        AssumedTimes assumed = new AssumedTimes(city.network());
        try (RoadEngine engine = new RoadEngine(road, demand, ways(assumed.seconds()), log, settings)) {
            LinkHour hour = links(engine, assumed, simulated);
            return new SeedRun(
                    seed,
                    sum.figures(city.trips().size()),
                    hour,
                    engine.strayedCount(),
                    List.of(),
                    engine.timeSeconds());
        }
    }

    /** Runs to the end; gives the links' first hour. */
    private LinkHour links(RoadEngine engine, AssumedTimes assumed, LongAdder simulated) {
        double hourEnd = beginSeconds + HOUR;
        @Nullable LinkHour hour = null;
        long changes = -1;
        double changedAt = beginSeconds;
        while (!engine.done()
                && engine.timeSeconds() < changedAt + QUIET_SECONDS
                && engine.timeSeconds() < beginSeconds + LONGEST_SECONDS) {
            engine.step();
            assumed.note(engine.records());
            simulated.increment();
            if (hour == null && engine.timeSeconds() >= hourEnd) {
                hour = links(engine.records());
            }
            boolean empty = engine.vehicleCount() + engine.waitingCount() == 0;
            if (empty || engine.insertedCount() + engine.arrivedCount() != changes) {
                changes = engine.insertedCount() + engine.arrivedCount();
                changedAt = engine.timeSeconds();
            }
        }
        return hour == null ? links(engine.records()) : hour;
    }

    private LinkHour links(LinkRecords records) {
        return LinkHour.of(records, city.network().links().size());
    }

    private RouteFinder ways(float[] assumed) {
        Router.Query query = router.query();
        float[] seconds = routes == Routes.LIVE ? assumed : router.freeFlowSeconds();
        return (from, to, kind, ownSeconds, random) -> query.fastest(from, to, kind, seconds);
    }

    /** The same trips on the ways that SUMO chose for them. */
    private TripSource driven(Map<String, List<String>> ways) {
        Map<String, Integer> linkOf = LinkHour.index(city.network());
        Router.Query query = router.query();
        return TripSource.of(city.trips().stream()
                .map(trip -> driven(trip, ways.getOrDefault(trip.id(), List.of()), linkOf, query))
                .toList());
    }

    private Trip driven(Trip trip, List<String> way, Map<String, Integer> linkOf, Router.Query query) {
        if (trip.fixed() || way.isEmpty() || !linkOf.keySet().containsAll(way)) {
            return trip;
        }
        LinkPath path = LinkPath.of(way.stream().mapToInt(linkOf::get).toArray());
        if (Double.isInfinite(query.seconds(path, trip.type().kind(), router.freeFlowSeconds()))) {
            return trip;
        }
        return new Trip(
                trip.id(),
                trip.type(),
                trip.departSeconds(),
                path,
                true,
                trip.stops(),
                trip.departure(),
                trip.arrivalMeters());
    }
}
