package meridian.sim.assimilation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import meridian.model.place.Detector;
import meridian.sim.road.LoopCounts;

/** Counting stations: the induction loops of a link together. In the order of their links; immutable. */
public final class Stations {
    private final List<Detector> loops;
    /** Station of a loop, and link of a station. */
    private final int[] station;

    private final int[] link;

    private Stations(List<Detector> loops, int[] station, int[] link) {
        this.loops = loops;
        this.station = station;
        this.link = link;
    }

    /** @param detectors those that are no induction loops are left out */
    public static Stations of(List<Detector> detectors) {
        TreeMap<Integer, List<Detector>> byLink = new TreeMap<>();
        for (Detector detector : detectors) {
            if (detector.kind() == Detector.Kind.INDUCTION_LOOP) {
                byLink.computeIfAbsent(detector.link(), l -> new ArrayList<>()).add(detector);
            }
        }
        return of(byLink);
    }

    private static Stations of(TreeMap<Integer, List<Detector>> byLink) {
        List<Detector> loops = new ArrayList<>();
        byLink.values().forEach(loops::addAll);
        int[] station = new int[loops.size()];
        int[] link = new int[byLink.size()];
        int s = 0;
        int loop = 0;
        for (var entry : byLink.entrySet()) {
            link[s] = entry.getKey();
            int end = loop + entry.getValue().size();
            Arrays.fill(station, loop, end, s++);
            loop = end;
        }
        return new Stations(List.copyOf(loops), station, link);
    }

    /** Some of these, by their numbers. */
    public Stations only(IntPredicate wanted) {
        List<Detector> kept = new ArrayList<>();
        for (int i = 0; i < station.length; i++) {
            if (wanted.test(station[i])) {
                kept.add(loops.get(i));
            }
        }
        return of(kept);
    }

    /** For {@link meridian.sim.road.RoadEngine#countAt}. */
    public List<Detector> loops() {
        return loops;
    }

    public int size() {
        return link.length;
    }

    /** The link that a station lies on. */
    public int link(int s) {
        return link[s];
    }

    /** The station on a link; below 0 where there is none. */
    public int find(int onLink) {
        return Arrays.binarySearch(link, onLink);
    }

    /** Nobody has come yet. */
    public Reading none() {
        return Reading.none(link.length, loops.size());
    }

    /** Of a reading of all, what some of these stations have counted: those of {@link #only}. */
    public Reading only(Reading all, IntPredicate wanted) {
        return new Reading(
                IntStream.range(0, link.length)
                        .filter(wanted)
                        .mapToLong(s -> all.count()[s])
                        .toArray(),
                IntStream.range(0, link.length)
                        .filter(wanted)
                        .mapToDouble(s -> all.speedSumMps()[s])
                        .toArray(),
                IntStream.range(0, link.length)
                        .filter(wanted)
                        .mapToDouble(s -> all.occupiedSeconds()[s])
                        .toArray(),
                IntStream.range(0, station.length)
                        .filter(i -> wanted.test(station[i]))
                        .mapToLong(i -> all.loopCount()[i])
                        .toArray());
    }

    /** What an engine that counts at {@link #loops} has counted since it began to. */
    public Reading read(LoopCounts counts) {
        Reading reading = none();
        for (int i = 0; i < station.length; i++) {
            reading.count()[station[i]] += counts.count(i);
            reading.speedSumMps()[station[i]] += counts.speedSumMps(i);
            reading.occupiedSeconds()[station[i]] += counts.occupiedSeconds(i);
            reading.loopCount()[i] = counts.count(i);
        }
        return reading;
    }
}
