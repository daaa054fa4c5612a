package meridian.sim.assimilation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import meridian.model.demand.TripSource;
import meridian.model.event.Period;
import meridian.model.event.RoadEvent;
import meridian.model.event.RoadEvent.LaneClosed;
import meridian.model.network.Access;
import meridian.model.place.Detector;
import meridian.sim.assimilation.Trial.Answer;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.TripLog;
import org.jspecify.annotations.Nullable;

/**
 * Finds lanes that are closed outside though nobody has said so. What is suspected is tried: a fork of some minutes ago runs again to
 * the present with the lane closed; only where that explains better what the stations count does the twin believe it. It then becomes
 * that fork, in which the queue has already begun.
 *
 * <ul>
 *   <li><b>A loop is silent</b> that was not, beside others on its link: its lane is tried, against the other loops of the link, for
 *       the loop may be broken.
 *   <li><b>Vehicles are missing</b> at the stations around a street ({@link Suspects}): its lanes are tried, against all stations.
 *   <li><b>Doubt.</b> What is believed without a loop of its own is tried again, open, and against the lanes that were suspected with it;
 *       where somebody comes over the lane's loop, it is open.
 * </ul>
 *
 * <p><b>Threads.</b> Its methods are for the city's thread. Trials run wherever the executor lets them, while the city goes on
 * ({@link Pursuit}); what comes of them counts unless the city was told something else meanwhile.
 */
public final class IncidentSearch {
    /** Intervals in which nobody came. */
    private static final int SILENT_INTERVALS = 4;
    /** Vehicles in the twin meanwhile from which that means something: of as many, none comes by chance once in three million times, at a signal more often. */
    private static final long EXPECTED = 15;
    /** Vehicles over the loop of a lane that is held to be closed from which it is open. */
    private static final long OPEN_AGAIN = 2;
    /** Intervals between two moments that can be gone back to, and how many are kept. */
    private static final int FORK_EVERY = 5;

    private static final int FORKS_KEPT = 3;
    /** An answer that is so late tells of another hour: it is dropped. Intervals. */
    private static final int LATEST = 10;
    /** What a silent loop suggests must explain so much more, as χ²: as much as one count that is off by two standard deviations. */
    private static final double LEAST_GAIN = 4;
    /** What is tried against all stations is tried over so many intervals at least. */
    private static final int TRIED_INTERVALS = 6;
    /** Evidence, as χ², from which a street is suspected, and the most streets that are tried at once. */
    private static final double LEAST_EVIDENCE = 25;

    private static final int MOST_SUSPECTS = 7;
    /** Other lanes that remain suspected when one is believed. */
    private static final int MOST_OTHERS = 4;
    /** Intervals from one such trial to the next. */
    private static final int PAUSE = 3;
    /** What is tried against all stations must explain so much more, as χ², and such a share of what is to be explained. */
    private static final double LEAST_GAIN_OVERALL = 20;

    private static final double LEAST_SHARE = 0.25;
    /** What is believed must go on explaining so much, as χ², and another lane in its stead so much more. */
    private static final double LEAST_GAIN_IN_DOUBT = 10;

    /** @param readings what was seen outside since then, an interval each, and what in the twin */
    private record Past(RoadEngine engine, List<Reading> readings, List<Reading> own) {}

    /** The trips that the twin was given since one of its past moments, and will be given until a second of the day. */
    @FunctionalInterface
    interface Given {
        TripSource since(RoadEngine start, double untilSeconds);
    }

    private final RoadEngine twin;
    private final Stations stations;
    private final Given demand;
    private final Executor beside;

    private final Suspects suspects;
    /** What is held to be closed, and the lanes that were suspected with it. */
    private final Map<LaneClosed, List<LaneClosed>> believed = new LinkedHashMap<>();

    private final ArrayDeque<Reading> outside = new ArrayDeque<>();
    private final ArrayDeque<Reading> inTwin = new ArrayDeque<>();
    private final ArrayDeque<Past> past = new ArrayDeque<>();
    /** What the twin has been told of events. */
    private List<RoadEvent> told;

    private @Nullable Pursuit pursuit;
    private long intervals;
    private long pausedUntil;
    /** Whether it is time to doubt. */
    private boolean doubts;

    /** @param beside where trials run */
    IncidentSearch(RoadEngine twin, Stations stations, Given demand, Executor beside) {
        this.twin = twin;
        this.stations = stations;
        this.demand = demand;
        this.beside = beside;
        told = twin.events();
        suspects = new Suspects(twin, stations);
    }

    /** Lanes that the twin holds to be closed. */
    public List<LaneClosed> believed() {
        return List.copyOf(believed.keySet());
    }

    /** Goes on doubting what another one believes, which is at its end. */
    void learnFrom(IncidentSearch other) {
        other.forget();
        believed.putAll(other.believed);
    }

    /** What the stations have counted in the interval that ends now. */
    void observe(Reading interval, Reading twinInterval) {
        if (!twin.events().equals(told)) {
            // Forks of the past know nothing of what somebody else has told the city since.
            forget();
            told = twin.events();
        }
        remember(outside, interval);
        remember(inTwin, twinInterval);
        past.forEach(p -> p.readings().add(interval));
        past.forEach(p -> p.own().add(twinInterval));
        reopen();
        believe();
        search();
        if (intervals++ % FORK_EVERY == 0) {
            if (past.size() == FORKS_KEPT) {
                past.remove();
            }
            past.add(new Past(twin.fork(TripLog.NONE), new ArrayList<>(), new ArrayList<>()));
        }
    }

    private void search() {
        doubts |= intervals % FORK_EVERY == 0;
        if (pursuit != null) {
            return;
        }
        List<Trial> trials = Stream.of(silence(), missing(), doubt())
                .flatMap(Optional::stream)
                .toList();
        if (!trials.isEmpty()) {
            pursuit = new Pursuit(beside, trials, intervals);
            believe();
        }
    }

    /** The twin becomes what explains most, once that has caught up with it. */
    private void believe() {
        Pursuit running = pursuit;
        if (running == null || running.runs()) {
            return;
        }
        Optional<Answer> answer = running.answer();
        if (answer.isEmpty() || intervals - running.begunInterval() > LATEST) {
            pursuit = null;
        } else if (Math.abs(answer.get().engine().timeSeconds() - twin.timeSeconds()) < 1e-6) {
            believe(answer.get());
        }
    }

    private void believe(Answer answer) {
        LaneClosed opened = answer.hypothesis().opened();
        LaneClosed closed = answer.hypothesis().closed();
        List<LaneClosed> suspectedWith = opened == null ? null : believed.remove(opened);
        if (closed != null) {
            List<LaneClosed> likeliest =
                    answer.others().stream().limit(MOST_OTHERS).toList();
            believed.put(closed, Objects.requireNonNullElse(suspectedWith, likeliest));
        }
        twin.goOnFrom(answer.engine());
        told = twin.events();
        forget();
    }

    /**
     * Sends what explains most, where it is behind the twin, after it.
     *
     * @param untilSeconds end of the next interval, for which all that comes is known
     */
    void pursue(double untilSeconds) {
        Pursuit running = pursuit;
        if (running != null) {
            running.answer()
                    .ifPresent(
                            answer -> running.follow(answer, demand.since(answer.start(), untilSeconds), untilSeconds));
        }
    }

    private static void remember(ArrayDeque<Reading> window, Reading reading) {
        if (window.size() == SILENT_INTERVALS) {
            window.remove();
        }
        window.add(reading);
    }

    private void reopen() {
        for (LaneClosed lane : List.copyOf(believed.keySet())) {
            if (isUsed(lane)) {
                believed.remove(lane);
                twin.lift(lane);
                told = twin.events();
                // In those it is closed.
                past.clear();
                dropPursuit();
            }
        }
    }

    private LaneClosed lane(int i) {
        Detector loop = stations.loops().get(i);
        return closed(loop.link(), loop.lane());
    }

    private static LaneClosed closed(int link, int lane) {
        return new LaneClosed(link, lane, Access.NONE, Period.ALWAYS);
    }

    private static long sum(ArrayDeque<Reading> window, int loop) {
        return window.stream().mapToLong(reading -> reading.loopCount()[loop]).sum();
    }

    private Optional<Trial> silence() {
        List<LaneClosed> silent = outside.size() == SILENT_INTERVALS ? silent() : List.of();
        return silent.isEmpty()
                ? Optional.empty()
                : youngest(SILENT_INTERVALS).map(start -> {
                    Trial trial = trial(start, (seen, run) -> Misfit.ofLoopsBeside(silent, stations, seen, run));
                    silent.forEach(lane -> trial.attempt(Hypothesis.closing(lane), _ -> LEAST_GAIN));
                    return trial;
                });
    }

    private Trial trial(Past start, ToDoubleBiFunction<Reading, Reading> misfit) {
        double now = twin.timeSeconds();
        TripSource given = demand.since(start.engine(), now);
        return new Trial(stations, start.engine(), given, now, sum(start.readings()), misfit);
    }

    /** Lanes over whose loops nobody has come, though many did in the twin. */
    private List<LaneClosed> silent() {
        List<LaneClosed> silent = new ArrayList<>();
        for (int i = 0; i < stations.loops().size(); i++) {
            LaneClosed closed = lane(i);
            if (sum(outside, i) == 0
                    && sum(inTwin, i) >= EXPECTED
                    && suspects.carLanes(closed.link()) > 1
                    && !believed.containsKey(closed)
                    && !silent.contains(closed)) {
                silent.add(closed);
            }
        }
        return silent;
    }

    private Optional<Trial> missing() {
        Optional<Past> start = intervals < pausedUntil ? Optional.empty() : youngest(TRIED_INTERVALS);
        List<LaneClosed> lanes = start.map(this::suspected).orElse(List.of());
        if (lanes.isEmpty()) {
            return Optional.empty();
        }
        pausedUntil = intervals + PAUSE;
        Trial trial = trial(start.orElseThrow(), Misfit::overall);
        lanes.forEach(lane ->
                trial.attempt(Hypothesis.closing(lane), asItIs -> Math.max(LEAST_GAIN_OVERALL, LEAST_SHARE * asItIs)));
        return Optional.of(trial);
    }

    private List<LaneClosed> suspected(Past start) {
        return suspects.find(sum(start.readings()), sum(start.own())).stream()
                .filter(suspect -> suspect.evidence() >= LEAST_EVIDENCE)
                .limit(MOST_SUSPECTS)
                .flatMap(suspect -> suspects.carLanesOf(suspect.link()).mapToObj(lane -> closed(suspect.link(), lane)))
                .filter(lane -> !believed.containsKey(lane) && !isUsed(lane))
                .toList();
    }

    /** Whether somebody came over the lane's loop. */
    private boolean isUsed(LaneClosed lane) {
        return IntStream.range(0, stations.loops().size())
                .anyMatch(i -> lane(i).equals(lane) && sum(outside, i) >= OPEN_AGAIN);
    }

    /** Is what is believed still so, or is it rather another lane that was suspected with it? */
    private Optional<Trial> doubt() {
        Optional<Past> start = doubts ? youngest(TRIED_INTERVALS) : Optional.empty();
        doubts = false;
        if (start.isEmpty() || believed.keySet().stream().allMatch(this::hasLoop)) {
            return Optional.empty();
        }
        Trial trial = trial(start.get(), Misfit::overall);
        believed.forEach((lane, others) -> doubt(trial, lane, others));
        return Optional.of(trial);
    }

    private void doubt(Trial trial, LaneClosed lane, List<LaneClosed> others) {
        if (hasLoop(lane)) {
            return; // It would have told.
        }
        trial.attempt(Hypothesis.opening(lane), _ -> -LEAST_GAIN_IN_DOUBT);
        others.stream()
                .filter(other -> !believed.containsKey(other) && !isUsed(other))
                .forEach(other -> trial.attempt(Hypothesis.exchanging(lane, other), _ -> LEAST_GAIN_IN_DOUBT));
    }

    private boolean hasLoop(LaneClosed lane) {
        return IntStream.range(0, stations.loops().size()).anyMatch(i -> lane(i).equals(lane));
    }

    private Optional<Past> youngest(int least) {
        return past.stream().filter(p -> p.readings().size() >= least).reduce((a, b) -> b);
    }

    private Reading sum(List<Reading> readings) {
        return readings.stream().reduce(stations.none(), Reading::plus);
    }

    /** Begins anew; what is believed stays. */
    void forget() {
        past.clear();
        inTwin.clear();
        outside.clear();
        dropPursuit();
    }

    private void dropPursuit() {
        Pursuit running = pursuit;
        if (running != null) {
            running.drop();
            pursuit = null;
        }
    }
}
