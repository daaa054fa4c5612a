package meridian.field;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import meridian.field.plant.EnginePlant;
import meridian.model.City;
import meridian.model.network.Link;
import meridian.model.network.Network;
import meridian.model.place.Detector;
import meridian.sim.assimilation.Reading;
import meridian.sim.assimilation.Stations;
import meridian.sim.road.LoopCounts;
import meridian.sim.road.RoadEngine;

/**
 * Induction loops on every lane of the links that end at a signal, as cities have them: {@value #BEFORE_LINE_METERS} m before the stop
 * line, or half-way on shorter links. One thread, the engine's.
 */
final class CountingStations {
    private static final double BEFORE_LINE_METERS = 30;

    private final Network network;
    private final Stations stations;
    private final RoadEngine engine;
    private LoopCounts counts;
    /** Counted in all before counting began anew the last time. */
    private Reading earlier;

    private Reading before;
    private double beforeSeconds;

    CountingStations(City city, RoadEngine engine) {
        network = city.network();
        this.engine = engine;
        stations = Stations.of(loops(network));
        counts = engine.countAt(stations.loops());
        before = stations.none();
        earlier = stations.none();
        beforeSeconds = engine.timeSeconds();
    }

    /** Counts at other loops as well, from nothing, instead of those before; what stations have counted stays. */
    EnginePlant.CountedLoops countBeside(List<Detector> others) {
        earlier = total();
        List<Detector> all = new ArrayList<>(stations.loops());
        all.addAll(others);
        counts = engine.countAt(all);
        return new EnginePlant.CountedLoops(counts, stations.loops().size());
    }

    /** All of them, in the order of their links. */
    Stations stations() {
        return stations;
    }

    /** Whether there is one on a link. */
    boolean has(int link) {
        return stations.find(link) >= 0;
    }

    /** What they have counted since the start. */
    Reading total() {
        return earlier.plus(stations.read(counts));
    }

    private static List<Detector> loops(Network network) {
        List<Detector> loops = new ArrayList<>();
        for (int l = 0; l < network.links().size(); l++) {
            if (endsAtSignal(network, l)) {
                addTo(loops, network.link(l), l);
            }
        }
        return loops;
    }

    private static boolean endsAtSignal(Network network, int link) {
        return Arrays.stream(network.movementsFrom(link))
                .anyMatch(m -> network.movement(m).signalled());
    }

    private static void addTo(List<Detector> loops, Link link, int index) {
        double length = link.lengthMeters();
        double at = Math.max(length - BEFORE_LINE_METERS, length / 2);
        for (int lane = 0; lane < link.lanes().size(); lane++) {
            loops.add(new Detector(
                    "loop-" + index + "-" + lane,
                    Detector.Kind.INDUCTION_LOOP,
                    index,
                    lane,
                    at,
                    OptionalDouble.empty()));
        }
    }

    /** What was counted since the last time, in the order of the links. */
    List<LinkCount> read(double nowSeconds) {
        Reading now = total();
        Reading counted = now.since(before);
        double seconds = nowSeconds - beforeSeconds;
        before = now;
        beforeSeconds = nowSeconds;
        return IntStream.range(0, stations.size())
                .mapToObj(s -> count(s, counted, seconds))
                .toList();
    }

    private LinkCount count(int s, Reading counted, double seconds) {
        int link = stations.link(s);
        long vehicles = counted.count()[s];
        int lanes = network.link(link).lanes().size();
        return new LinkCount(
                link,
                seconds,
                vehicles,
                vehicles == 0 ? OptionalDouble.empty() : OptionalDouble.of(counted.meanSpeedMps(s)),
                Math.clamp(counted.occupiedSeconds()[s] / (lanes * seconds), 0, 1));
    }
}
