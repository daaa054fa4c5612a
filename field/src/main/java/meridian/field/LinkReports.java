package meridian.field;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import meridian.model.network.Network;
import meridian.sim.assimilation.Assimilation;

/** The newest report of each link, and how many were used and refused. For all threads. */
final class LinkReports {
    /** Reports that can mean something cover so much time, s. */
    private static final double SHORTEST_SECONDS = 10;

    private static final double LONGEST_SECONDS = 3_600;
    /** A lane passes half as many at most; more is a broken counter. Vehicles an hour. */
    private static final double MOST_PER_LANE_HOUR = 4_300;
    /** Faster is a broken counter, m/s. */
    private static final double FASTEST_MPS = 70;

    private static final Duration LATE = Duration.ofMinutes(15);
    private static final Duration AHEAD = Duration.ofMinutes(1);
    /** Who has not reported for so many stretches is silent. */
    private static final int SILENT_STRETCHES = 4;

    private final Network network;
    private final CountingStations counting;
    private final InstantSource clock;
    private final Map<Integer, LinkReport> latest = new ConcurrentHashMap<>();
    private final Map<String, Long> refused = new ConcurrentHashMap<>();
    private final AtomicLong used = new AtomicLong();

    LinkReports(Network network, CountingStations counting, InstantSource clock) {
        this.network = network;
        this.counting = counting;
        this.clock = clock;
    }

    /** @return why it was not used, which is counted */
    Optional<String> take(LinkReport report) {
        Optional<String> why = fault(report);
        if (why.isPresent()) {
            refuse(why.get());
        } else {
            latest.put(report.link(), report);
            used.incrementAndGet();
        }
        return why;
    }

    void refuse(String why) {
        refused.merge(why, 1L, Long::sum);
    }

    Map<String, Long> refused() {
        return Map.copyOf(refused);
    }

    long used() {
        return used.get();
    }

    Optional<LinkReport> latest(int link) {
        return Optional.ofNullable(latest.get(link));
    }

    /** What a link's station reported last, unless it is silent. */
    Optional<LinkReport> fresh(int link, Instant now) {
        return latest(link).filter(report -> isFresh(report, now));
    }

    /** Links whose stations are not silent, in order. */
    int[] reporting(Instant now) {
        return latest.values().stream()
                .filter(report -> isFresh(report, now))
                .mapToInt(LinkReport::link)
                .sorted()
                .toArray();
    }

    /** How long ago the stretch of the newest report ended; empty where nobody has reported. */
    Optional<Duration> age() {
        return latest.values().stream()
                .map(LinkReport::to)
                .max(Instant::compareTo)
                .map(newest -> Duration.between(newest, clock.instant()));
    }

    boolean isSimulated() {
        return latest.values().stream().anyMatch(LinkReport::simulated);
    }

    private static boolean isFresh(LinkReport report, Instant now) {
        double old = Duration.between(report.to(), now).toMillis() / 1000.0;
        return old <= SILENT_STRETCHES * Math.max(Assimilation.EVERY_SECONDS, report.seconds());
    }

    private Optional<String> fault(LinkReport report) {
        double seconds = report.seconds();
        Instant now = clock.instant();
        LinkReport before = latest.get(report.link());
        if (!counting.has(report.link())) {
            return Optional.of("no_station");
        }
        if (!(seconds >= SHORTEST_SECONDS && seconds <= LONGEST_SECONDS)) {
            return Optional.of("stretch");
        }
        if (report.to().isAfter(now.plus(AHEAD))) {
            return Optional.of("ahead");
        }
        if (report.to().isBefore(now.minus(LATE))
                || before != null && !report.to().isAfter(before.to())) {
            return Optional.of("late");
        }
        int lanes = network.link(report.link()).lanes().size();
        double hourly = report.vehicles() * 3600 / seconds;
        boolean absurd = report.vehicles() < 0
                || hourly > MOST_PER_LANE_HOUR * lanes
                || !(report.speedMps().orElse(0) >= 0 && report.speedMps().orElse(0) <= FASTEST_MPS);
        return absurd ? Optional.of("absurd") : Optional.empty();
    }
}
