package meridian.act.corridor;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import meridian.act.ControlLoop;
import meridian.act.ControlledCity;
import meridian.decide.Deciders;
import meridian.decide.DecisionTimes;
import meridian.decide.corridor.Corridor;
import meridian.decide.corridor.EmergencyRequest;
import meridian.decide.corridor.PriorityVehicle;
import meridian.decide.corridor.Urgency;
import meridian.decide.corridor.WayLink;
import meridian.field.plant.DetectorFaults;
import meridian.field.plant.EnginePlant;
import meridian.field.plant.ObserveMode;
import meridian.field.plant.PlantLost;
import meridian.model.City;
import meridian.model.demand.LinkPath;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.RouteFinder;
import meridian.sim.road.TripLog;
import meridian.sim.route.Router;

/**
 * Trips of a vehicle in a hurry through a simulated city, each in every {@link Alternative}, with the same traffic and the same random
 * numbers. The city runs once; at each request it is forked, and each alternative goes on from there until the vehicle would have arrived
 * without priority and some minutes more. One thread.
 *
 * @param decider what signals do where no corridor needs them, one of {@link Deciders}
 * @param observe what is seen of the traffic; what the vehicle reports of itself comes besides
 * @param vehicle what kind asks
 * @param startSeconds second of the day
 * @param warmUpSeconds until the first request
 * @param everySeconds from one request to the next
 * @param trips how many
 * @param recoverySeconds that each run goes on after the vehicle has arrived without priority
 * @param seed of traffic and trips
 */
public record CorridorTrial(
        Deciders decider,
        ObserveMode observe,
        PriorityVehicle vehicle,
        double startSeconds,
        int warmUpSeconds,
        int everySeconds,
        int trips,
        int recoverySeconds,
        long seed) {
    /** Without priority a vehicle that has not arrived by then is not waited for, s. */
    private static final int LONGEST_SECONDS = 3600;

    private static final int DECISION_SECONDS = 5;
    private static final int LEAST_JUNCTIONS = 3;
    private static final int MOST_DRAWS = 1000;

    public CorridorTrial {
        if (warmUpSeconds < 0 || everySeconds < 1 || trips < 1 || recoverySeconds < 0) {
            throw new IllegalArgumentException("there is a trip or more, one a second at most, got " + trips
                    + " after " + warmUpSeconds + " s, one in " + everySeconds + " s, each with " + recoverySeconds
                    + " s to recover");
        }
    }

    /** Draws the ends of trips. */
    @FunctionalInterface
    public interface Ends {
        /** @return where from and where to */
        int[] draw(RandomGenerator random);
    }

    /** How long the city runs at least, s. */
    public int seconds() {
        return warmUpSeconds + everySeconds * trips;
    }

    /**
     * Runs it.
     *
     * @param routes for everybody else's ways
     * @param told of each trip when all its alternatives have been run
     */
    public List<CorridorTrip> run(
            City city, RoadNetwork road, Router router, RouteFinder routes, Ends ends, Consumer<CorridorTrip> told) {
        return new Runs(city, road, router, routes, ends).all(told);
    }

    /** The city that runs, and its forks. */
    private final class Runs {
        private final City city;
        private final Router router;
        private final Ends ends;
        private final RoadEngine base;
        private final EnginePlant plant;
        private final ControlledCity controlled;
        private final ControlLoop loop;
        private final RandomGenerator random = new SplittableRandom(seed);

        Runs(City city, RoadNetwork road, Router router, RouteFinder routes, Ends ends) {
            this.city = city;
            this.router = router;
            this.ends = ends;
            RoadSettings settings = RoadSettings.startingAt(startSeconds, seed);
            base = new RoadEngine(road, TripSource.of(city.trips()), routes, TripLog.NONE, settings);
            plant = plant(base);
            controlled = ControlledCity.lawful(city, plant.network(), startSeconds);
            DecisionTimes usual = DecisionTimes.USUAL;
            loop = new ControlLoop(
                    plant,
                    controlled,
                    decider.in(controlled.network(), usual),
                    DECISION_SECONDS,
                    ControlLoop.Listener.NONE);
        }

        private EnginePlant plant(RoadEngine engine) {
            return new EnginePlant(city, engine, observe, DetectorFaults.NONE, Double.POSITIVE_INFINITY);
        }

        List<CorridorTrip> all(Consumer<CorridorTrip> told) {
            List<CorridorTrip> made = new ArrayList<>();
            try (plant) {
                pass(loop, warmUpSeconds);
                for (int t = 0; t < trips; t++) {
                    trip(t).ifPresent(trip -> {
                        made.add(trip);
                        told.accept(trip);
                    });
                    pass(loop, everySeconds);
                }
            }
            return made;
        }

        /** Empty where no open way leads from one of the drawn ends to the other now. */
        private Optional<CorridorTrip> trip(int number) {
            EmergencyRequest request = draw(number);
            Map<Alternative, CorridorRun> runs = new EnumMap<>(Alternative.class);
            int last = 0;
            for (Alternative alternative : Alternative.values()) {
                Optional<CorridorRun> run = fork(request, alternative, last);
                if (run.isEmpty()) {
                    return Optional.empty();
                }
                runs.put(alternative, run.get());
                last = run.get().lost().size();
            }
            return Optional.of(new CorridorTrip(
                    seed,
                    base.timeSeconds(),
                    request.fromLink(),
                    request.toLink(),
                    new FreeWay(city, router).seconds(request),
                    runs));
        }

        /** Ends whose way passes some junctions that can be asked for; else there would be nothing to compare. */
        private EmergencyRequest draw(int number) {
            LiveWays ways = ways(Alternative.NONE, base);
            for (int i = 0; i < MOST_DRAWS; i++) {
                int[] drawn = ends.draw(random);
                EmergencyRequest request =
                        new EmergencyRequest("request " + number, vehicle, drawn[0], drawn[1], Urgency.LIFE);
                Optional<WayFinder.Found> way = ways.find(request, drawn[0], loop.snapshot());
                if (way.isPresent() && junctions(request, way.get()) >= LEAST_JUNCTIONS) {
                    return request;
                }
            }
            throw new IllegalStateException("no way with " + LEAST_JUNCTIONS + " signals was found in " + MOST_DRAWS
                    + " draws in " + city.name() + "; a corridor needs some");
        }

        private int junctions(EmergencyRequest request, WayFinder.Found way) {
            return Corridor.of(controlled.network(), controlled::longestChangeSeconds, request, way.links())
                    .passages()
                    .size();
        }

        /** @param seconds how long it runs; 0: until the vehicle has arrived and the city has had time to recover */
        private Optional<CorridorRun> fork(EmergencyRequest request, Alternative alternative, int seconds) {
            CorridorMeter meter = new CorridorMeter(request);
            Optional<WayFinder.Found> way = ways(alternative, base).find(request, request.fromLink(), loop.snapshot());
            if (way.isEmpty()) {
                return Optional.empty();
            }
            RoadEngine engine = base.fork(meter, with(trip(request, way.get())));
            meter.begin(engine);
            try (EnginePlant other = plant(engine)) {
                return Optional.of(run(other, request, alternative, way.get(), meter, seconds));
            }
        }

        private LiveWays ways(Alternative alternative, RoadEngine engine) {
            return new LiveWays(
                    city.network(),
                    controlled,
                    router,
                    () -> engine.records().travelSeconds(),
                    alternative.times(),
                    alternative.wholeWay());
        }

        private CorridorRun run(
                EnginePlant other,
                EmergencyRequest request,
                Alternative alternative,
                WayFinder.Found way,
                CorridorMeter meter,
                int seconds) {
            RoadEngine engine = other.engine();
            CorridorDesk desk = new CorridorDesk(
                    controlled,
                    alternative.times(),
                    ways(alternative, engine),
                    alternative == Alternative.DYNAMIC,
                    (id, links) -> engine.guide(id, path(links)),
                    meter);
            ControlledCity turned = controlled.copy();
            ControlLoop forked = loop.fork(other, turned, desk, ControlLoop.Listener.NONE);
            boolean asks = alternative != Alternative.NONE;
            if (asks) {
                desk.open(request, forked.snapshot());
            }
            int most = seconds > 0 ? seconds : LONGEST_SECONDS + recoverySeconds;
            for (int s = 1; s <= most; s++) {
                pass(forked, 1);
                meter.see(engine, desk, asks);
                if (seconds == 0 && meter.arrived() && meter.sinceArrival(s) >= recoverySeconds) {
                    break;
                }
            }
            return meter.run(engine, turned, way, junctions(request, way));
        }

        private Trip trip(EmergencyRequest request, WayFinder.Found way) {
            return new Trip(
                    request.id(),
                    EmergencyVehicles.type(vehicle),
                    base.timeSeconds(),
                    path(way.links()),
                    true,
                    List.of(),
                    Trip.Departure.USUAL,
                    -1);
        }

        /** The city's trips from now on, and this one. */
        private TripSource with(Trip trip) {
            List<Trip> all = new ArrayList<>();
            TripSource.of(city.trips()).trips(base.timeSeconds()).forEachRemaining(all::add);
            all.add(trip);
            return TripSource.of(all);
        }
    }

    private static LinkPath path(List<WayLink> links) {
        return LinkPath.of(links.stream().mapToInt(l -> l.link()).toArray());
    }

    private static void pass(ControlLoop loop, int seconds) {
        try {
            for (int s = 0; s < seconds; s++) {
                loop.second();
            }
        } catch (PlantLost e) {
            throw new IllegalStateException("an engine in this process does not get lost", e);
        }
    }
}
