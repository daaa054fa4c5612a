package meridian.bench.cityflow;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import meridian.act.ApproachTimes;
import meridian.formats.Formats;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.model.demand.VehicleType;
import meridian.model.network.Movement;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.RoadView;
import meridian.sim.road.RouteFinder;
import meridian.sim.road.TripLog;
import meridian.sim.route.Router;

/** Runs the published hour of a city under each rule, and compares. */
public final class CityFlowBench {
    private static final int HOUR_SECONDS = 3_600;

    private final PublishedCity published;
    private final City city;
    private final int threads;
    private final Progress progress;
    /** The flow file's, with CityFlow's drivers. */
    private final List<Trip> trips;

    private final RoadNetwork road;
    private final RoadView view;
    /** Signal at the end of each link, −1 where there is none. */
    private final int[] signalAt;

    /** @param threads of the engine; results do not depend on it */
    public CityFlowBench(PublishedCity published, Path place, int threads, Progress progress) {
        this(published, Formats.read(published.files(place), new ReadReport(), Progress.NONE), threads, progress);
    }

    CityFlowBench(PublishedCity published, City city, int threads, Progress progress) {
        this.published = published;
        this.city = city;
        this.threads = threads;
        this.progress = progress;
        trips = city.trips().stream()
                .map(trip -> trip.withType(trip.type().withFollowing(VehicleType.Following.CITYFLOW)))
                .toList();
        road = RoadNetwork.of(city);
        view = new RoadView(road);
        signalAt = new int[city.network().links().size()];
        Arrays.fill(signalAt, Movement.NO_SIGNAL);
        for (Movement m : city.network().movements()) {
            signalAt[m.fromLink()] = m.signal();
        }
    }

    /** One hour under each rule. */
    public List<PublishedHour> compare() {
        return Arrays.stream(SignalRule.values()).map(this::compare).toList();
    }

    /** One hour under a rule. */
    public PublishedHour compare(SignalRule rule) {
        Log log = new Log();
        Router router = Router.of(city.network());
        Router.Query query = router.query();
        float[] free = router.freeFlowSeconds();
        RouteFinder ways = (from, to, kind, seconds, random) -> query.fastest(from, to, kind, free);
        RoadSettings settings = RoadSettings.startingAt(0, 0).withThreads(threads);
        try (RoadEngine engine = new RoadEngine(road, TripSource.of(trips), ways, log, settings)) {
            ApproachTimes times = run(engine, rule);
            return hour(engine, rule, times, log);
        }
    }

    private ApproachTimes run(RoadEngine engine, SignalRule rule) {
        int count = city.signals().size();
        List<ProtocolSignal> signals = IntStream.range(0, count)
                .mapToObj(c -> new ProtocolSignal(city, view, c))
                .toList();
        signals.forEach(signal -> signal.begin(engine));
        ApproachTimes times = new ApproachTimes(trips.size(), count, signalAt);
        int[] counts = new int[road.laneCount()];
        int[] standing = new int[road.laneCount()];
        int[] linkOfTrip = new int[trips.size()];
        for (int second = 0; second < HOUR_SECONDS; second++) {
            if (second % ProtocolSignal.DECIDE_EVERY_SECONDS == 0) {
                progress.at("Meridian in " + published.name() + ", " + rule.title(), second, HOUR_SECONDS);
                Arrays.fill(standing, 0);
                RoadView.addByLane(engine, counts, standing);
                signals.forEach(signal -> signal.decide(engine, rule, standing));
            }
            engine.step();
            signals.forEach(signal -> signal.pass(engine));
            RoadView.readLinkByTrip(engine, linkOfTrip);
            times.see(linkOfTrip, second + 1);
        }
        return times;
    }

    private PublishedHour hour(RoadEngine engine, SignalRule rule, ApproachTimes times, Log log) {
        List<Trip> due = trips.stream()
                .filter(trip -> trip.departSeconds() < HOUR_SECONDS)
                .toList();
        double wished = due.stream().mapToDouble(Trip::departSeconds).sum();
        double ended = log.leftSeconds + (due.size() - log.arrived) * (double) HOUR_SECONDS;
        PublishedCity.Known known = published.known(rule);
        return new PublishedHour(
                published.name(),
                rule,
                known.approachSeconds(),
                times.meanSeconds(HOUR_SECONDS),
                known.tripSeconds(),
                (ended - wished) / due.size(),
                due.size(),
                engine.insertedCount(),
                engine.arrivedCount());
    }

    /** Those who arrive. */
    private static final class Log implements TripLog {
        long arrived;
        double leftSeconds;

        @Override
        public void arrived(
                Trip trip, double entered, double left, double meters, double lost, double waited, int halts) {
            arrived++;
            leftSeconds += left;
        }
    }
}
