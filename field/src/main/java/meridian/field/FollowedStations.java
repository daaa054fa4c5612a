package meridian.field;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;
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
 * Some stations that are followed, for as long as no others come to them: a third of them, always the same, is kept from the city.
 *
 * <p>Errors are those of sums over {@value #COMPARED_MINUTES} minutes. One thread, the city's.
 */
final class FollowedStations {
    private static final int HIDDEN_OF = 3;
    private static final int COMPARED_MINUTES = 15;
    /** How many of those are compared. */
    private static final int COMPARED = 4;
    /** A copy beside a fuller city would make it slow. */
    private static final int MOST_VEHICLES_TWICE = 5_000;

    private static final double MINUTE_SECONDS = Assimilation.EVERY_SECONDS;
    private static final long SEED = 20_261_128;

    private final Network network;
    private final RoadEngine engine;
    private final CountingStations counting;
    private final LinkReports reports;
    private final Stations stations;
    private final Stations heard;
    private final Assimilation assimilation;
    /** A copy that hears nothing, and what it counts. */
    private @Nullable RoadEngine uncorrected;

    private @Nullable LoopCounts copyCounts;
    private Reading before;
    private Reading copyBefore;
    private final ArrayDeque<Reading> outside = new ArrayDeque<>();
    private final ArrayDeque<Reading> inCity = new ArrayDeque<>();
    private final ArrayDeque<Reading> inCopy = new ArrayDeque<>();
    /** Parts of vehicles that earlier minutes have not been given. */
    private final double[] rest;

    private long minutes;

    /**
     * @param links those whose stations report
     * @param earlier what was followed until now
     * @param beside where it is tried what may be closed outside
     */
    FollowedStations(
            Network network,
            RoadEngine engine,
            CountingStations counting,
            LinkReports reports,
            int[] links,
            @Nullable FollowedStations earlier,
            Executor beside) {
        this.network = network;
        this.engine = engine;
        this.counting = counting;
        this.reports = reports;
        stations = counting.stations()
                .only(s -> Arrays.binarySearch(links, counting.stations().link(s)) >= 0);
        heard = stations.only(this::isHeard);
        assimilation = new Assimilation(engine, heard, SEED, beside);
        before = counting.total();
        copyBefore = stations.none();
        rest = new double[stations.size()];
        if (earlier != null) {
            assimilation.learnFrom(earlier.assimilation);
            minutes = earlier.minutes;
        }
        takeCopy(earlier);
    }

    private void takeCopy(@Nullable FollowedStations earlier) {
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

    /** A third, whichever links report. */
    private boolean isHidden(int link) {
        int hash = network.link(link).id().hashCode() * 0x9E3779B1;
        return Math.floorMod(hash >>> 8, HIDDEN_OF) == 0;
    }

    private int hiddenCount() {
        return stations.size() - heard.size();
    }

    boolean misses(int[] links) {
        return Arrays.stream(links).anyMatch(link -> !knows(link));
    }

    private boolean knows(int link) {
        return stations.find(link) >= 0;
    }

    /** Before each step of the city. */
    void admit() {
        assimilation.admit();
    }

    /** After each step of the city. */
    void stepUncorrected() {
        RoadEngine copy = uncorrected;
        if (copy != null) {
            while (copy.timeSeconds() < engine.timeSeconds() - 1e-6) {
                copy.step();
            }
        }
    }

    /** @param steered whether somebody tells signals what to show */
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
            LinkReport report = reports.fresh(stations.link(s), now).orElse(null);
            boolean known = report != null;
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
        LinkReport report = reports.fresh(loop.link(), now).orElse(null);
        Long lane = report == null ? null : report.lanes().get(loop.lane());
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

    /** @param reporting how many stations are not silent */
    FollowFigures figures(int reporting) {
        return new FollowFigures(
                minutes,
                heard.size(),
                hiddenCount(),
                Math.max(0, stations.size() - reporting),
                reports.used(),
                reports.refused(),
                errors(inCity),
                uncorrected == null ? Optional.empty() : errors(inCopy),
                believedClosed(),
                assimilation.copyCount(),
                engine.correction().withdrawnCount(),
                reports.isSimulated());
    }

    private List<String> believedClosed() {
        return assimilation.incidents().believed().stream()
                .map(lane -> network.link(lane.link()).id() + " lane " + lane.lane())
                .toList();
    }

    private Optional<HiddenErrors> errors(ArrayDeque<Reading> twin) {
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
