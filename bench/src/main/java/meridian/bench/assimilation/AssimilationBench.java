package meridian.bench.assimilation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import meridian.bench.sumo.Scene;
import meridian.formats.Formats;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.formats.sumo.SumoDetectors;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.model.event.Period;
import meridian.model.event.RoadEvent.LaneClosed;
import meridian.model.network.Access;
import meridian.model.network.Link;
import meridian.model.network.VehicleKind;
import meridian.sim.assimilation.Assimilation;
import meridian.sim.assimilation.HiddenErrors;
import meridian.sim.assimilation.Reading;
import meridian.sim.assimilation.Stations;
import meridian.sim.road.LoopCounts;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.RouteFinder;
import meridian.sim.road.TripLog;
import meridian.sim.route.Router;

/**
 * A city outside that the twin does not know: the same streets and demand, but drawn with another seed, 15 % more of it, and a
 * lane closed. The twin hears of two thirds of the counting stations; on the others it is compared.
 */
public final class AssimilationBench {
    /** Flows and speeds are compared in intervals of so many readings. */
    private static final int READINGS = 15;

    private static final double MORE_DEMAND = 0.15;
    private static final double CLOSED_FROM = 900;
    /** Streets are still filling before. */
    private static final double COMPARED_FROM = 900;

    private static final double END = 3600;
    private static final String DETECTORS = "joined_detectors.add.xml";

    private final Progress progress;

    public AssimilationBench(Progress progress) {
        this.progress = progress;
    }

    /**
     * What was found with one seed.
     *
     * @param closedLane what was closed and not told
     * @param believed what the twin held to be closed in the end
     * @param uncorrected errors at hidden stations of a twin that hears nothing
     * @param corrected of the one that is corrected
     * @param informed of one that knows demand and closed lane and differs by its seed alone: less cannot be expected
     * @param seen of the corrected one at the stations that it hears of
     */
    public record Result(
            long seed,
            int stations,
            int hidden,
            String closedLane,
            List<String> believed,
            HiddenErrors uncorrected,
            HiddenErrors corrected,
            HiddenErrors informed,
            HiddenErrors seen,
            long added,
            long withdrawn) {}

    /** The scene, where its files are here. */
    public static Scene scene() {
        return Scene.find("bologna").orElseThrow();
    }

    /** @param place where the scene's files are */
    public Result run(Path place, long seed) {
        City city = Formats.read(scene().files(place), new ReadReport(), Progress.NONE);
        Stations all = Stations.of(SumoDetectors.read(place.resolve(DETECTORS), city.network(), new ReadReport()));
        boolean[] hidden = hidden(all.size(), seed);
        RoadNetwork road = RoadNetwork.of(city);
        LaneClosed closed = busiest(city, road);
        List<Trip> more = more(city.trips(), MORE_DEMAND, seed);

        Run outside = new Run(engine(city, road, more, 1_000 + seed), all);
        Run uncorrected = new Run(engine(city, road, city.trips(), seed), all);
        Run informed = new Run(engine(city, road, more, 2_000 + seed), all);
        Stations heard = all.only(s -> !hidden[s]);
        RoadEngine twin = engine(city, road, city.trips(), seed);
        Assimilation assimilation = new Assimilation(twin, heard, seed);
        Run corrected = new Run(twin, all);
        outside.engine.apply(closed);
        informed.engine.apply(closed);
        while (outside.engine.timeSeconds() < END) {
            for (int i = 0; i < Assimilation.EVERY_SECONDS; i++) {
                outside.engine.step();
                uncorrected.engine.step();
                informed.engine.step();
                assimilation.step();
            }
            for (Run run : List.of(outside, uncorrected, informed, corrected)) {
                run.read();
            }
            assimilation.observe(
                    all.only(outside.last(), s -> !hidden[s]), all.only(corrected.last(), s -> !hidden[s]));
            progress.at("simulated seconds", Math.round(outside.engine.timeSeconds()), Math.round(END));
        }
        List<Reading> there = outside.compared(hidden, true);
        return new Result(
                seed,
                all.size(),
                there.getFirst().size(),
                name(city, closed),
                assimilation.incidents().believed().stream()
                        .map(lane -> name(city, lane))
                        .toList(),
                errors(there, uncorrected.compared(hidden, true)),
                errors(there, corrected.compared(hidden, true)),
                errors(there, informed.compared(hidden, true)),
                errors(outside.compared(hidden, false), corrected.compared(hidden, false)),
                assimilation.copyCount(),
                twin.correction().withdrawnCount());
    }

    private static HiddenErrors errors(List<Reading> outside, List<Reading> twin) {
        return HiddenErrors.of(outside, twin, READINGS * Assimilation.EVERY_SECONDS);
    }

    private static String name(City city, LaneClosed lane) {
        return city.network().link(lane.link()).id() + "_" + lane.lane();
    }

    /** An engine that counts, and what it has counted in each interval. */
    private static final class Run {
        private final RoadEngine engine;
        private final Stations stations;
        private final LoopCounts counts;
        private final List<Reading> intervals = new ArrayList<>();
        private Reading before;

        Run(RoadEngine engine, Stations stations) {
            this.engine = engine;
            this.stations = stations;
            counts = engine.countAt(stations.loops());
            before = stations.read(counts);
        }

        void read() {
            Reading now = stations.read(counts);
            intervals.add(now.since(before));
            before = now;
        }

        Reading last() {
            return intervals.getLast();
        }

        /** What the hidden stations counted, or the others, in the longer intervals that are compared. */
        List<Reading> compared(boolean[] hidden, boolean wanted) {
            List<Reading> longer = new ArrayList<>();
            int first = (int) COMPARED_FROM / Assimilation.EVERY_SECONDS;
            for (int i = first; i + READINGS <= intervals.size(); i += READINGS) {
                Reading sum = stations.none();
                for (int k = 0; k < READINGS; k++) {
                    sum = sum.plus(intervals.get(i + k));
                }
                longer.add(stations.only(sum, s -> hidden[s] == wanted));
            }
            return longer;
        }
    }

    /** A third of the stations. */
    private static boolean[] hidden(int stations, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, stations).boxed().toList());
        order.sort(Comparator.comparingLong(s -> random.nextLong()));
        boolean[] hidden = new boolean[stations];
        order.subList(0, stations / 3).forEach(s -> hidden[s] = true);
        return hidden;
    }

    /**
     * The trips and a share more of them, drawn at random and up to a minute earlier or later; what has a timetable comes once.
     *
     * @param share 0 or more
     */
    public static List<Trip> more(List<Trip> trips, double share, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Trip> more = new ArrayList<>(trips);
        for (Trip trip : trips) {
            if (trip.stops().isEmpty() && random.nextDouble() < share) {
                double departs = Math.max(0, trip.departSeconds() + random.nextDouble(-60, 60));
                more.add(new Trip(
                        "more-" + trip.id(),
                        trip.type(),
                        departs,
                        trip.path(),
                        trip.fixed(),
                        List.of(),
                        trip.departure(),
                        trip.arrivalMeters()));
            }
        }
        more.sort(Comparator.comparingDouble(Trip::departSeconds));
        return more;
    }

    private static RoadEngine engine(City city, RoadNetwork road, List<Trip> trips, long seed) {
        Router router = Router.of(city.network());
        Router.Query query = router.query();
        RouteFinder live = (from, to, kind, seconds, random) -> query.fastest(from, to, kind, seconds);
        return new RoadEngine(road, TripSource.of(trips), live, TripLog.NONE, RoadSettings.startingAt(0, seed));
    }

    /** The kerbside lane of the link with two or more lanes for cars on which the plain demand drives most. */
    private static LaneClosed busiest(City city, RoadNetwork road) {
        try (RoadEngine plain = engine(city, road, city.trips(), 0)) {
            while (plain.timeSeconds() < END) {
                plain.step();
            }
            int best = IntStream.range(0, city.network().links().size())
                    .filter(link -> carLanes(city.network().link(link)) >= 2)
                    .boxed()
                    .max(Comparator.comparingLong(link -> plain.records().entered(link)))
                    .orElseThrow();
            return new LaneClosed(best, 0, Access.NONE, new Period(CLOSED_FROM, Double.POSITIVE_INFINITY));
        }
    }

    private static long carLanes(Link link) {
        return link.lanes().stream()
                .filter(lane -> lane.access().allows(VehicleKind.CAR))
                .count();
    }
}
