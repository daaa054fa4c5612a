package meridian.sim.assimilation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import meridian.model.demand.TripSource;
import meridian.model.event.Period;
import meridian.model.event.RoadEvent.LaneClosed;
import meridian.model.network.Access;
import meridian.model.place.Detector;
import meridian.sim.road.LoopCounts;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.TripLog;

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
    /** In fuller cities going back takes too long for one that runs by a clock, and is left. */
    private static final int MOST_VEHICLES = 5_000;
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

    private record Replay(RoadEngine engine, Reading reading) {}

    private final RoadEngine twin;
    private final Stations stations;
    /** The trips that the twin was given since one of its past moments. */
    private final Function<RoadEngine, TripSource> demand;

    private final Suspects suspects;
    /** What is held to be closed, and the lanes that were suspected with it. */
    private final Map<LaneClosed, List<LaneClosed>> believed = new LinkedHashMap<>();

    private final ArrayDeque<Reading> outside = new ArrayDeque<>();
    private final ArrayDeque<Reading> inTwin = new ArrayDeque<>();
    private final ArrayDeque<Past> past = new ArrayDeque<>();
    private long intervals;
    private long pausedUntil;

    IncidentSearch(RoadEngine twin, Stations stations, Function<RoadEngine, TripSource> demand) {
        this.twin = twin;
        this.stations = stations;
        this.demand = demand;
        suspects = new Suspects(twin, stations);
    }

    /** Lanes that the twin holds to be closed. */
    public List<LaneClosed> believed() {
        return List.copyOf(believed.keySet());
    }

    /** What the stations have counted in the interval that ends now. */
    void observe(Reading interval, Reading twinInterval) {
        if (twin.vehicleCount() > MOST_VEHICLES) {
            forget();
            return;
        }
        remember(outside, interval);
        remember(inTwin, twinInterval);
        past.forEach(p -> p.readings().add(interval));
        past.forEach(p -> p.own().add(twinInterval));
        reopen();
        search();
        if (intervals++ % FORK_EVERY == 0) {
            if (past.size() == FORKS_KEPT) {
                past.remove();
            }
            past.add(new Past(twin.fork(TripLog.NONE), new ArrayList<>(), new ArrayList<>()));
        }
    }

    private void search() {
        if (outside.size() == SILENT_INTERVALS) {
            closeSilent();
        }
        if (intervals >= pausedUntil) {
            closeSuspected();
        }
        if (intervals % FORK_EVERY == 0) {
            doubt();
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
                // In those it is closed.
                past.clear();
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

    private void closeSilent() {
        List<LaneClosed> silent = silent();
        Optional<Past> start = youngest(SILENT_INTERVALS);
        if (!silent.isEmpty() && start.isPresent()) {
            Trial trial = new Trial(start.get(), (seen, run) -> Misfit.ofLoopsBeside(silent, stations, seen, run));
            silent.forEach(lane -> trial.close(lane, LEAST_GAIN));
            trial.believeBest();
        }
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

    private void closeSuspected() {
        Optional<Past> start = youngest(TRIED_INTERVALS);
        List<LaneClosed> lanes = start.map(this::suspected).orElse(List.of());
        if (!lanes.isEmpty()) {
            pausedUntil = intervals + PAUSE;
            Trial trial = new Trial(start.orElseThrow(), Misfit::overall);
            double price = Math.max(LEAST_GAIN_OVERALL, LEAST_SHARE * trial.asItIs);
            lanes.forEach(lane -> trial.close(lane, price));
            trial.believeBest();
        }
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
    private void doubt() {
        Optional<Past> start = youngest(TRIED_INTERVALS);
        if (!believed.keySet().stream().allMatch(this::hasLoop) && start.isPresent()) {
            Trial trial = new Trial(start.get(), Misfit::overall);
            believed.forEach((lane, others) -> doubt(trial, lane, others));
            trial.believeBest();
        }
    }

    private void doubt(Trial trial, LaneClosed lane, List<LaneClosed> others) {
        if (hasLoop(lane)) {
            return; // It would have told.
        }
        trial.open(lane);
        others.stream()
                .filter(other -> !believed.containsKey(other) && !isUsed(other))
                .forEach(other -> trial.exchange(lane, other));
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
    }

    /** The last minutes again, with something else closed: does that explain better what was seen? */
    private final class Trial {
        private final Past start;
        private final Reading seen;
        private final TripSource given;
        private final ToDoubleBiFunction<Reading, Reading> misfit;
        private final double asItIs;
        private final double overallAsItIs;
        /** Lanes that were tried, and what each explains. */
        private final Map<LaneClosed, Double> closed = new LinkedHashMap<>();

        /** Of the best, beyond its price. */
        private double mostGain;

        private Optional<RoadEngine> best = Optional.empty();
        private Runnable believe = () -> {};

        /** @param misfit of what was seen and what a run has counted */
        Trial(Past start, ToDoubleBiFunction<Reading, Reading> misfit) {
            this.start = start;
            this.misfit = misfit;
            seen = sum(start.readings());
            given = demand.apply(start.engine());
            // Run again as well: with the same demand, so that nothing but what is closed differs.
            Reading unchanged = again(fork -> {}).reading();
            asItIs = misfit.applyAsDouble(seen, unchanged);
            overallAsItIs = Misfit.overall(seen, unchanged);
        }

        /** @param price what closing it must explain more */
        void close(LaneClosed lane, double price) {
            double gain = run(fork -> fork.apply(lane), price, () -> believed.put(lane, likeliestBut(lane)));
            closed.put(lane, gain);
        }

        void open(LaneClosed lane) {
            run(fork -> fork.lift(lane), -LEAST_GAIN_IN_DOUBT, () -> believed.remove(lane));
        }

        void exchange(LaneClosed lane, LaneClosed other) {
            Consumer<RoadEngine> lift = fork -> fork.lift(lane);
            run(
                    lift.andThen(fork -> fork.apply(other)),
                    LEAST_GAIN_IN_DOUBT,
                    () -> believed.put(other, believed.remove(lane)));
        }

        /** @return how much more of what was seen is explained by it */
        private double run(Consumer<RoadEngine> change, double price, Runnable thenBelieve) {
            Replay run = again(change);
            double gain = asItIs - misfit.applyAsDouble(seen, run.reading());
            // What explains a link's loops and makes the rest of the city worse is no explanation.
            boolean worse = price > 0 && Misfit.overall(seen, run.reading()) > overallAsItIs;
            if (gain - price > mostGain && !worse) {
                mostGain = gain - price;
                best = Optional.of(run.engine());
                believe = thenBelieve;
            }
            return gain;
        }

        private List<LaneClosed> likeliestBut(LaneClosed believedNow) {
            return closed.keySet().stream()
                    .filter(lane -> !lane.equals(believedNow))
                    .sorted(Comparator.comparing(closed::get).reversed())
                    .limit(MOST_OTHERS)
                    .toList();
        }

        private Replay again(Consumer<RoadEngine> change) {
            RoadEngine fork = start.engine().fork(TripLog.NONE, given);
            LoopCounts counts = fork.countAt(stations.loops());
            change.accept(fork);
            while (fork.timeSeconds() < twin.timeSeconds() - 1e-6) {
                fork.step();
            }
            return new Replay(fork, stations.read(counts));
        }

        /** Becomes what explains most beyond its price. */
        void believeBest() {
            best.ifPresent(engine -> {
                believe.run();
                twin.goOnFrom(engine);
                forget();
            });
        }
    }
}
