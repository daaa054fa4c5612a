package meridian.field;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import meridian.model.City;
import meridian.model.network.Link;
import meridian.model.network.Network;
import meridian.model.place.Detector;
import meridian.sim.road.LoopCounts;
import meridian.sim.road.RoadEngine;

/**
 * Induction loops on every lane of the links that end at a signal, as cities have them: {@value #BEFORE_LINE_METERS} m before the stop
 * line, or half-way on shorter links. One thread, the engine's.
 */
final class CountingStations {
    private static final double BEFORE_LINE_METERS = 30;

    private final List<Integer> links = new ArrayList<>();
    /** First loop of each station, and the number of all. */
    private final List<Integer> first = new ArrayList<>();

    private final LoopCounts counts;
    private final long[] vehicles;
    private final double[] speeds;
    private final double[] occupied;
    private double since;

    CountingStations(City city, RoadEngine engine) {
        List<Detector> loops = new ArrayList<>();
        Network network = city.network();
        for (int l = 0; l < network.links().size(); l++) {
            if (isSignalled(network, l)) {
                links.add(l);
                first.add(loops.size());
                add(network.link(l), l, loops);
            }
        }
        first.add(loops.size());
        counts = engine.countAt(loops);
        vehicles = new long[loops.size()];
        speeds = new double[loops.size()];
        occupied = new double[loops.size()];
        since = engine.timeSeconds();
    }

    private static boolean isSignalled(Network network, int link) {
        for (int m : network.movementsFrom(link)) {
            if (network.movement(m).signalled()) {
                return true;
            }
        }
        return false;
    }

    private static void add(Link link, int index, List<Detector> loops) {
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
        double seconds = nowSeconds - since;
        since = nowSeconds;
        List<LinkCount> read = new ArrayList<>(links.size());
        for (int s = 0; s < links.size(); s++) {
            read.add(read(s, seconds));
        }
        return read;
    }

    private LinkCount read(int s, double seconds) {
        long passed = 0;
        double speed = 0;
        double over = 0;
        for (int i = first.get(s); i < first.get(s + 1); i++) {
            passed += counts.count(i) - vehicles[i];
            speed += counts.speedSumMps(i) - speeds[i];
            over += counts.occupiedSeconds(i) - occupied[i];
            vehicles[i] = counts.count(i);
            speeds[i] = counts.speedSumMps(i);
            occupied[i] = counts.occupiedSeconds(i);
        }
        int lanes = first.get(s + 1) - first.get(s);
        return new LinkCount(
                links.get(s),
                seconds,
                passed,
                passed == 0 ? OptionalDouble.empty() : OptionalDouble.of(speed / passed),
                Math.clamp(over / (lanes * seconds), 0, 1));
    }
}
