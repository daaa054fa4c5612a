package meridian.sim.assimilation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import meridian.model.demand.TripSource;
import meridian.model.event.Period;
import meridian.model.event.RoadEvent.LaneClosed;
import meridian.model.network.Access;
import meridian.model.network.VehicleKind;
import meridian.model.place.Detector;
import meridian.sim.road.LoopCounts;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.TripLog;

/**
 * Finds lanes that are closed outside though nobody has said so: nobody comes over their loops any more. That can be a broken loop as
 * well. So a fork of some minutes ago runs again to the present with the lane closed; only where that explains better how many
 * come over the other loops of the link does the twin believe it. It then becomes that fork, in which the queue has already begun.
 * When somebody comes over the loop again, the lane is held to be open.
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
    /** What is believed must explain so much more: as much as one count that is off by two standard deviations. */
    private static final double LEAST_GAIN = 4;
    /** Variance of a count beside its own: two runs alike differ by more than chance at a signal. */
    private static final double MORE_VARIANCE = 4;

    /** @param readings what was seen outside since then, an interval each */
    private record Past(RoadEngine engine, List<Reading> readings) {
        Reading sum(Reading none) {
            Reading sum = none;
            for (Reading reading : readings) {
                sum = sum.plus(reading);
            }
            return sum;
        }
    }

    private final RoadEngine twin;
    private final Stations stations;
    /** The trips that the twin was given since one of its past moments. */
    private final Function<RoadEngine, TripSource> demand;

    private final List<LaneClosed> believed = new ArrayList<>();
    private final ArrayDeque<Reading> outside = new ArrayDeque<>();
    private final ArrayDeque<Reading> inTwin = new ArrayDeque<>();
    private final ArrayDeque<Past> past = new ArrayDeque<>();
    private long intervals;

    IncidentSearch(RoadEngine twin, Stations stations, Function<RoadEngine, TripSource> demand) {
        this.twin = twin;
        this.stations = stations;
        this.demand = demand;
    }

    /** Lanes that the twin holds to be closed. */
    public List<LaneClosed> believed() {
        return List.copyOf(believed);
    }

    /** What the stations have counted in the interval that ends now. */
    void observe(Reading interval, Reading twinInterval) {
        remember(outside, interval);
        remember(inTwin, twinInterval);
        past.forEach(p -> p.readings().add(interval));
        reopen();
        if (outside.size() == SILENT_INTERVALS) {
            close();
        }
        if (intervals++ % FORK_EVERY == 0) {
            if (past.size() == FORKS_KEPT) {
                past.remove();
            }
            past.add(new Past(twin.fork(TripLog.NONE), new ArrayList<>()));
        }
    }

    private static void remember(ArrayDeque<Reading> window, Reading reading) {
        if (window.size() == SILENT_INTERVALS) {
            window.remove();
        }
        window.add(reading);
    }

    private void reopen() {
        for (Iterator<LaneClosed> all = believed.iterator(); all.hasNext(); ) {
            LaneClosed closed = all.next();
            for (int i = 0; i < stations.loops().size(); i++) {
                if (lane(i).equals(closed) && sum(outside, i) >= OPEN_AGAIN) {
                    all.remove();
                    twin.lift(closed);
                    break;
                }
            }
        }
    }

    private LaneClosed lane(int i) {
        Detector loop = stations.loops().get(i);
        return new LaneClosed(loop.link(), loop.lane(), Access.NONE, Period.ALWAYS);
    }

    private static long sum(ArrayDeque<Reading> window, int loop) {
        return window.stream().mapToLong(reading -> reading.loopCount()[loop]).sum();
    }

    private void close() {
        List<LaneClosed> silent = silent();
        Optional<Past> start = past.stream()
                .filter(p -> p.readings().size() >= SILENT_INTERVALS)
                .reduce((a, b) -> b);
        if (silent.isEmpty() || start.isEmpty()) {
            return;
        }
        Reading seen = start.get().sum(stations.none());
        TripSource given = demand.apply(start.get().engine());
        Run asItIs = again(start.get().engine(), given, List.of());
        Run best = asItIs;
        double most = LEAST_GAIN;
        for (LaneClosed closed : silent) {
            Run run = again(start.get().engine(), given, List.of(closed));
            double gain = misfit(silent, seen, asItIs.reading()) - misfit(silent, seen, run.reading());
            if (gain > most) {
                most = gain;
                best = run;
            }
        }
        if (best != asItIs) {
            believed.addAll(best.closed());
            twin.goOnFrom(best.engine());
            past.clear();
            inTwin.clear();
            outside.clear();
        }
    }

    /** Lanes over whose loops nobody has come, though many did in the twin. */
    private List<LaneClosed> silent() {
        List<LaneClosed> silent = new ArrayList<>();
        for (int i = 0; i < stations.loops().size(); i++) {
            LaneClosed closed = lane(i);
            if (sum(outside, i) == 0
                    && sum(inTwin, i) >= EXPECTED
                    && carLanes(closed.link()) > 1
                    && !believed.contains(closed)
                    && !silent.contains(closed)) {
                silent.add(closed);
            }
        }
        return silent;
    }

    private long carLanes(int link) {
        return twin.road().network().link(link).lanes().stream()
                .filter(lane -> lane.access().allows(VehicleKind.CAR))
                .count();
    }

    /** @param closed the lanes that were closed in it */
    private record Run(RoadEngine engine, Reading reading, List<LaneClosed> closed) {}

    /** The last minutes again. */
    private Run again(RoadEngine start, TripSource given, List<LaneClosed> closed) {
        RoadEngine fork = start.fork(TripLog.NONE, given);
        LoopCounts counts = fork.countAt(stations.loops());
        closed.forEach(fork::apply);
        while (fork.timeSeconds() < twin.timeSeconds() - 1e-6) {
            fork.step();
        }
        return new Run(fork, stations.read(counts), closed);
    }

    /** How far a run is from what was seen over all loops of the links in question, those left out that may be broken. */
    private double misfit(List<LaneClosed> silent, Reading seen, Reading run) {
        double sum = 0;
        for (int i = 0; i < stations.loops().size(); i++) {
            int link = stations.loops().get(i).link();
            if (silent.stream().anyMatch(s -> s.link() == link) && !silent.contains(lane(i))) {
                double off = seen.loopCount()[i] - run.loopCount()[i];
                sum += off * off / (MORE_VARIANCE + seen.loopCount()[i] + run.loopCount()[i]);
            }
        }
        return sum;
    }
}
