package meridian.field;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import meridian.model.network.Network;
import meridian.model.place.Detector;
import meridian.sim.assimilation.Assimilation;
import meridian.sim.assimilation.HiddenErrors;
import meridian.sim.assimilation.Reading;
import meridian.sim.assimilation.Stations;
import meridian.sim.road.LoopCounts;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.TripLog;
import org.jspecify.annotations.Nullable;

/**
 * Lets a running city follow one outside of which counts and speeds by link are reported ({@link Assimilation}). A third of the stations,
 * always the same, is kept from it: how far it is from those is a live figure, beside that of a copy which hears nothing.
 *
 * <p>A report says how many came in its stretch of time; until the next one it is taken that they still come so often. Who has not
 * reported for {@value #SILENT_STRETCHES} stretches corrects nothing. It begins with {@value #LEAST_STATIONS} stations.
 *
 * <p><b>Threads.</b> {@link #report} and {@link #figures} are for everybody; the rest is the city's thread's.
 */
public final class Following {
    /** Reports that can mean something cover so much time, s. */
    static final double SHORTEST_SECONDS = 10;

    static final double LONGEST_SECONDS = 3_600;
    /** A lane passes half as many at most; more is a broken counter. Vehicles an hour. */
    static final double MOST_PER_LANE_HOUR = 4_300;
    /** Faster is a broken counter, m/s. */
    static final double FASTEST_MPS = 70;

    private static final Duration LATE = Duration.ofMinutes(15);
    private static final Duration AHEAD = Duration.ofMinutes(1);
    private static final int SILENT_STRETCHES = 4;
    private static final int LEAST_STATIONS = 3;
    private static final int HIDDEN_OF = 3;
    /** Minutes between two looks for stations that are new. */
    private static final int ANEW_EVERY = 5;
    /** Errors are those of sums over so many minutes, and of so many of those. */
    private static final int COMPARED_MINUTES = 15;

    private static final int COMPARED = 4;
    /** A copy beside a fuller city would make it slow. */
    private static final int MOST_VEHICLES_TWICE = 5_000;

    private static final double MINUTE_SECONDS = Assimilation.EVERY_SECONDS;
    private static final long SEED = 20_261_128;

    private final Network network;
    private final RoadEngine engine;
    private final CountingStations counting;
    private final InstantSource clock;
    /** The newest of each link. */
    private final Map<Integer, LinkReport> latest = new ConcurrentHashMap<>();

    private final Map<String, Long> refused = new ConcurrentHashMap<>();
    private final AtomicLong reports = new AtomicLong();
    private volatile FollowFigures figures = FollowFigures.NONE;

    private @Nullable Run run;
    private long minute;

    Following(Network network, RoadEngine engine, CountingStations counting, InstantSource clock) {
        this.network = network;
        this.engine = engine;
        this.counting = counting;
        this.clock = clock;
    }

    /**
     * Takes what was counted outside. What cannot be used is counted with its reason.
     *
     * @return why it was not used
     */
    public Optional<String> report(LinkReport report) {
        Optional<String> why = fault(report);
        if (why.isPresent()) {
            refuse(why.get());
        } else {
            latest.put(report.link(), report);
            reports.incrementAndGet();
        }
        return why;
    }

    /** Counts a report that could not even be read. */
    public void refuse(String why) {
        refused.merge(why, 1L, Long::sum);
    }

    /** Reports that could not be used, by why. */
    public Map<String, Long> refused() {
        return Map.copyOf(refused);
    }

    /** What a link's station reported last, where that was used. */
    public Optional<LinkReport> latest(int link) {
        return Optional.ofNullable(latest.get(link));
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

    /** Whether somebody outside counts on a link. */
    public boolean hears(int link) {
        LinkReport report = latest.get(link);
        return report != null && fresh(report, clock.instant());
    }

    /** As of the last simulated minute. */
    public FollowFigures figures() {
        return figures;
    }

    private static boolean fresh(LinkReport report, Instant now) {
        double old = Duration.between(report.to(), now).toMillis() / 1000.0;
        return old <= SILENT_STRETCHES * Math.max(MINUTE_SECONDS, report.seconds());
    }

    /** Before each step of the city. */
    void before() {
        if (run != null) {
            run.assimilation.admit();
        }
    }

    /** After each step of the city. */
    void after() {
        if (run != null) {
            run.stepUncorrected();
        }
    }

    /**
     * At the end of each simulated minute.
     *
     * @param steered whether somebody tells signals what to show: then the city never becomes one of its forks
     */
    void minute(boolean steered) {
        minute++;
        Instant now = clock.instant();
        int[] reporting = latest.values().stream()
                .filter(report -> fresh(report, now))
                .mapToInt(LinkReport::link)
                .sorted()
                .toArray();
        if (run == null ? reporting.length >= LEAST_STATIONS : minute % ANEW_EVERY == 0 && run.misses(reporting)) {
            run = new Run(reporting, run);
        } else if (run != null) {
            run.minute(now, steered);
        }
        figures = told(reporting.length);
    }

    private FollowFigures told(int reporting) {
        Run now = run;
        if (now == null) {
            return new FollowFigures(
                    0,
                    reporting,
                    0,
                    0,
                    reports.get(),
                    refused,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    0,
                    0,
                    simulated());
        }
        return new FollowFigures(
                now.minutes,
                now.stations.size() - now.hiddenCount(),
                now.hiddenCount(),
                Math.max(0, now.stations.size() - reporting),
                reports.get(),
                refused,
                now.errors(now.inCity),
                now.uncorrected == null ? Optional.empty() : now.errors(now.inCopy),
                now.assimilation.incidents().believed().stream()
                        .map(lane -> network.link(lane.link()).id() + " lane " + lane.lane())
                        .toList(),
                now.assimilation.copyCount(),
                engine.correction().withdrawnCount(),
                simulated());
    }

    private boolean simulated() {
        return latest.values().stream().anyMatch(LinkReport::simulated);
    }

    /** A third, whichever links report. */
    private boolean isHidden(int link) {
        int hash = network.link(link).id().hashCode() * 0x9E3779B1;
        return Math.floorMod(hash >>> 8, HIDDEN_OF) == 0;
    }

    /** Some stations that are followed, for as long as no others come to them. */
    private final class Run {
        final Stations stations;
        final Stations heard;
        final Assimilation assimilation;
        /** A copy that hears nothing, and what it counts. */
        private @Nullable RoadEngine uncorrected;

        private @Nullable LoopCounts copyCounts;
        private Reading before;
        private Reading copyBefore;
        final ArrayDeque<Reading> outside = new ArrayDeque<>();
        final ArrayDeque<Reading> inCity = new ArrayDeque<>();
        final ArrayDeque<Reading> inCopy = new ArrayDeque<>();
        /** Parts of vehicles that earlier minutes have not been given. */
        private final double[] rest;

        long minutes;

        Run(int[] links, @Nullable Run earlier) {
            stations = counting.stations()
                    .only(s -> Arrays.binarySearch(links, counting.stations().link(s)) >= 0);
            heard = stations.only(this::isHeard);
            assimilation = new Assimilation(engine, heard, SEED);
            before = counting.total();
            copyBefore = stations.none();
            rest = new double[stations.size()];
            if (earlier != null) {
                assimilation.learnFrom(earlier.assimilation);
                minutes = earlier.minutes;
            }
            takeCopy(earlier);
        }

        private void takeCopy(@Nullable Run earlier) {
            RoadEngine known = earlier == null ? null : earlier.uncorrected;
            if (earlier == null && engine.vehicleCount() <= MOST_VEHICLES_TWICE) {
                known = engine.fork(TripLog.NONE);
            }
            uncorrected = known;
            copyCounts = known == null ? null : known.countAt(stations.loops());
        }

        private boolean isHeard(int station) {
            return !isHidden(stations.link(station));
        }

        int hiddenCount() {
            return stations.size() - heard.size();
        }

        boolean misses(int[] links) {
            return Arrays.stream(links).anyMatch(link -> !knows(link));
        }

        private boolean knows(int link) {
            return stations.find(link) >= 0;
        }

        void stepUncorrected() {
            RoadEngine copy = uncorrected;
            if (copy != null) {
                while (copy.timeSeconds() < engine.timeSeconds() - 1e-6) {
                    copy.step();
                }
            }
        }

        void minute(Instant now, boolean steered) {
            minutes++;
            Reading total = counting.total();
            Reading counted = ofThese(total.since(before));
            before = total;
            Reading reported = reported(counted, now);
            keep(outside, reported);
            keep(inCity, counted);
            copyMinute();
            IntPredicate isHeard = this::isHeard;
            assimilation.observe(stations.only(reported, isHeard), stations.only(counted, isHeard), !steered);
        }

        private Reading ofThese(Reading all) {
            Stations from = counting.stations();
            return from.only(all, s -> knows(from.link(s)));
        }

        private void copyMinute() {
            LoopCounts counts = copyCounts;
            if (counts != null) {
                Reading now = stations.read(counts);
                keep(inCopy, now.since(copyBefore));
                copyBefore = now;
            }
            RoadEngine copy = uncorrected;
            if (copy != null && copy.vehicleCount() > 2 * MOST_VEHICLES_TWICE) {
                copy.close();
                uncorrected = null;
                copyCounts = null;
            }
        }

        /** What stations reported of this minute; those that did not are taken to be as in the city, which corrects nothing. */
        private Reading reported(Reading counted, Instant now) {
            Reading reading = stations.none();
            for (int s = 0; s < stations.size(); s++) {
                LinkReport report = latest.get(stations.link(s));
                boolean known = report != null && fresh(report, now);
                double passed =
                        known ? report.vehicles() * MINUTE_SECONDS / report.seconds() + rest[s] : counted.count()[s];
                long whole = (long) Math.floor(passed + 1e-9);
                rest[s] = known ? passed - whole : 0;
                OptionalDouble speed = known ? report.speedMps() : OptionalDouble.empty();
                double own = counted.count()[s] == 0 ? limit(s) : counted.meanSpeedMps(s);
                reading.count()[s] = whole;
                reading.speedSumMps()[s] = whole * speed.orElse(own);
            }
            for (int i = 0; i < stations.loops().size(); i++) {
                reading.loopCount()[i] = lane(i, counted, reading, now);
            }
            return reading;
        }

        /** Of a lane of which nobody reports it is taken that it has the share of its link's vehicles that it has in the city. */
        private long lane(int i, Reading counted, Reading reported, Instant now) {
            Detector loop = stations.loops().get(i);
            LinkReport report = latest.get(loop.link());
            Long lane = report != null && fresh(report, now) ? report.lanes().get(loop.lane()) : null;
            if (lane != null) {
                return Math.round(lane * MINUTE_SECONDS / report.seconds());
            }
            int s = stations.find(loop.link());
            long all = counted.count()[s];
            return all == 0 ? 0 : Math.round((double) reported.count()[s] * counted.loopCount()[i] / all);
        }

        private double limit(int station) {
            return network.link(stations.link(station)).speedLimitMps();
        }

        private static void keep(ArrayDeque<Reading> minutes, Reading reading) {
            if (minutes.size() == COMPARED_MINUTES * COMPARED) {
                minutes.remove();
            }
            minutes.add(reading);
        }

        Optional<HiddenErrors> errors(ArrayDeque<Reading> twin) {
            if (hiddenCount() == 0 || twin.size() < COMPARED_MINUTES || twin.size() != outside.size()) {
                return Optional.empty();
            }
            return Optional.of(HiddenErrors.of(quarters(outside), quarters(twin), COMPARED_MINUTES * MINUTE_SECONDS));
        }

        /** Sums over quarters of an hour of the hidden stations, the last one ending now. */
        private List<Reading> quarters(ArrayDeque<Reading> minutesOf) {
            List<Reading> all = new ArrayList<>(minutesOf);
            List<Reading> sums = new ArrayList<>();
            for (int end = all.size(); end >= COMPARED_MINUTES; end -= COMPARED_MINUTES) {
                Reading sum = stations.none();
                for (Reading reading : all.subList(end - COMPARED_MINUTES, end)) {
                    sum = sum.plus(reading);
                }
                sums.add(stations.only(sum, s -> !isHeard(s)));
            }
            return sums;
        }
    }
}
