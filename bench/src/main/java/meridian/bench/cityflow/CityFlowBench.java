package meridian.bench.cityflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import meridian.formats.Formats;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
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
    private final RoadNetwork road;
    private final RoadView view;
    /** Lanes that end at a signal. */
    private final BitSet approaches = new BitSet();

    /** @param threads of the engine; results do not depend on it */
    public CityFlowBench(PublishedCity published, Path place, int threads, Progress progress) {
        this(published, Formats.read(published.files(place), new ReadReport(), Progress.NONE), threads, progress);
    }

    CityFlowBench(PublishedCity published, City city, int threads, Progress progress) {
        this.published = published;
        this.city = city;
        this.threads = threads;
        this.progress = progress;
        road = RoadNetwork.of(city);
        view = new RoadView(road);
        for (Movement m : city.network().movements()) {
            if (m.signalled()) {
                int lanes = city.network().link(m.fromLink()).lanes().size();
                approaches.set(view.firstLane(m.fromLink()), view.firstLane(m.fromLink()) + lanes);
            }
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
        try (RoadEngine engine = new RoadEngine(road, TripSource.of(city.trips()), ways, log, settings)) {
            long approachSeconds = run(engine, rule);
            return hour(engine, rule, approachSeconds, log);
        }
    }

    /** @return seconds that all vehicles together were on approaches */
    private long run(RoadEngine engine, SignalRule rule) {
        List<ProtocolSignal> signals = IntStream.range(0, city.signals().size())
                .mapToObj(c -> new ProtocolSignal(city, view, c))
                .toList();
        signals.forEach(signal -> signal.begin(engine));
        int[] counts = new int[road.laneCount()];
        int[] standing = new int[road.laneCount()];
        long sum = 0;
        for (int second = 0; second < HOUR_SECONDS; second++) {
            Arrays.fill(counts, 0);
            Arrays.fill(standing, 0);
            RoadView.addByLane(engine, counts, standing);
            sum += approaches.stream().mapToLong(lane -> counts[lane]).sum();
            if (second % ProtocolSignal.DECIDE_EVERY_SECONDS == 0) {
                progress.at("Meridian in " + published.name() + ", " + rule.title(), second, HOUR_SECONDS);
                signals.forEach(signal -> signal.decide(engine, rule, standing));
            }
            engine.step();
            signals.forEach(signal -> signal.pass(engine));
        }
        return sum;
    }

    private PublishedHour hour(RoadEngine engine, SignalRule rule, long approachSeconds, Log log) {
        List<Trip> due = city.trips().stream()
                .filter(trip -> trip.departSeconds() < HOUR_SECONDS)
                .toList();
        double wished = due.stream().mapToDouble(Trip::departSeconds).sum();
        double ended = log.leftSeconds + (due.size() - log.arrived) * (double) HOUR_SECONDS;
        PublishedCity.Known known = published.known(rule);
        return new PublishedHour(
                published.name(),
                rule,
                known.approachSeconds(),
                approachSeconds / (double) engine.insertedCount(),
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

    /** All published cities whose files are here. */
    public static List<PublishedCity> here() {
        List<PublishedCity> here = new ArrayList<>(PublishedCity.ALL);
        here.removeIf(c -> c.place().isEmpty());
        return here;
    }
}
