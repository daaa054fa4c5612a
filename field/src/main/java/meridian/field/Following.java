package meridian.field;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import meridian.model.network.Network;
import meridian.sim.road.RoadEngine;
import org.jspecify.annotations.Nullable;

/**
 * Lets a running city follow one outside of which counts and speeds by link are reported ({@link meridian.sim.assimilation.Assimilation}). A third of the stations,
 * always the same, is kept from it: how far it is from those is a live figure, beside that of a copy which hears nothing.
 *
 * <p>A report says how many came in its stretch of time; until the next one it is taken that they still come so often. Who has not
 * reported for four stretches corrects nothing. It begins with {@value #LEAST_STATIONS} stations.
 *
 * <p><b>Threads.</b> {@link #report} and {@link #figures} are for everybody; the rest is the city's thread's.
 */
public final class Following {
    private static final int LEAST_STATIONS = 3;
    /** Minutes between two looks for stations that are new. */
    private static final int ANEW_EVERY = 5;

    private final Network network;
    private final RoadEngine engine;
    private final CountingStations counting;
    private final InstantSource clock;
    private final LinkReports reports;
    private final Executor beside;
    private volatile FollowFigures figures = FollowFigures.NONE;

    private @Nullable FollowedStations followed;
    private long minute;

    /** @param beside where it is tried what may be closed outside, while the city goes on */
    Following(Network network, RoadEngine engine, CountingStations counting, InstantSource clock, Executor beside) {
        this.network = network;
        this.engine = engine;
        this.counting = counting;
        this.clock = clock;
        this.beside = beside;
        reports = new LinkReports(network, counting, clock);
    }

    /**
     * Takes what was counted outside. What cannot be used is counted with its reason.
     *
     * @return why it was not used
     */
    public Optional<String> report(LinkReport report) {
        return reports.take(report);
    }

    /** Counts a report that could not even be read. */
    public void refuse(String why) {
        reports.refuse(why);
    }

    /** Reports that could not be used, by why. */
    public Map<String, Long> refused() {
        return reports.refused();
    }

    /** What a link's station reported last, where that was used. */
    public Optional<LinkReport> latest(int link) {
        return reports.latest(link);
    }

    /** How long ago the stretch of the newest report ended; empty where nobody has reported. */
    public Optional<Duration> age() {
        return reports.age();
    }

    /** Whether somebody outside counts on a link. */
    public boolean hears(int link) {
        return reports.fresh(link, clock.instant()).isPresent();
    }

    /** As of the last simulated minute. */
    public FollowFigures figures() {
        return figures;
    }

    /** Before each step of the city. */
    void before() {
        if (followed != null) {
            followed.admit();
        }
    }

    /** After each step of the city. */
    void after() {
        if (followed != null) {
            followed.stepUncorrected();
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
        int[] reporting = reports.reporting(now);
        FollowedStations known = followed;
        if (known == null ? reporting.length >= LEAST_STATIONS : minute % ANEW_EVERY == 0 && known.misses(reporting)) {
            followed = new FollowedStations(network, engine, counting, reports, reporting, known, beside);
        } else if (known != null) {
            known.minute(now, steered);
        }
        figures = told(reporting.length);
    }

    private FollowFigures told(int reporting) {
        FollowedStations now = followed;
        if (now != null) {
            return now.figures(reporting);
        }
        return new FollowFigures(
                0,
                reporting,
                0,
                0,
                reports.used(),
                reports.refused(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                0,
                0,
                reports.isSimulated());
    }
}
