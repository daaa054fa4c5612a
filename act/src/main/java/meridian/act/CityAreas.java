package meridian.act;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import meridian.model.City;
import meridian.model.control.ControlNetwork;
import meridian.model.geo.Point;
import meridian.model.network.Link;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadView;

/**
 * A city parted into areas with about as many signals each, cut across its longer side again and again; every link belongs to the area of
 * the signal next to its end. Immutable.
 */
public final class CityAreas {
    private final int count;
    private final int[] ofJunction;
    private final int[] ofLink;

    /**
     * @param network whose junctions are the city's controllers, in their order
     * @param wished so many areas, or as many as there are signals where these are fewer
     */
    public CityAreas(City city, ControlNetwork network, int wished) {
        if (wished < 1) {
            throw new IllegalArgumentException("a city has one area or more, not " + wished);
        }
        int junctions = network.junctions().size();
        count = Math.max(1, Math.min(wished, junctions));
        List<Point> places =
                IntStream.range(0, junctions).mapToObj(j -> place(city, j)).toList();
        ofJunction = new int[junctions];
        part(IntStream.range(0, junctions).boxed().toList(), places, 0, count);
        ofLink = city.network().links().stream()
                .mapToInt(link -> nearest(city, link, places))
                .toArray();
    }

    private static Point place(City city, int controller) {
        int node = city.signals().get(controller).nodes().getFirst();
        return city.network().node(node).at();
    }

    private void part(List<Integer> junctions, List<Point> places, int first, int areas) {
        if (areas == 1) {
            junctions.forEach(j -> ofJunction[j] = first);
            return;
        }
        ToDoubleFunction<Integer> x = j -> places.get(j).xMeters();
        ToDoubleFunction<Integer> y = j -> places.get(j).yMeters();
        List<Integer> sorted = new ArrayList<>(junctions);
        sorted.sort(Comparator.comparingDouble(reach(junctions, x) >= reach(junctions, y) ? x : y));
        int half = areas / 2;
        int cut = sorted.size() * half / areas;
        part(sorted.subList(0, cut), places, first, half);
        part(sorted.subList(cut, sorted.size()), places, first + half, areas - half);
    }

    private static double reach(List<Integer> junctions, ToDoubleFunction<Integer> along) {
        return junctions.stream().mapToDouble(along).max().orElse(0)
                - junctions.stream().mapToDouble(along).min().orElse(0);
    }

    private int nearest(City city, Link link, List<Point> places) {
        Point end = city.network().node(link.toNode()).at();
        int nearest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < places.size(); j++) {
            double meters = Math.hypot(
                    places.get(j).xMeters() - end.xMeters(), places.get(j).yMeters() - end.yMeters());
            if (meters < least) {
                least = meters;
                nearest = j;
            }
        }
        return nearest < 0 ? 0 : ofJunction[nearest];
    }

    public int count() {
        return count;
    }

    /** Area of a junction. */
    public int ofJunction(int junction) {
        return ofJunction[junction];
    }

    /** Area of a link. */
    int ofLink(int link) {
        return ofLink[link];
    }

    /**
     * Adds the time that has been lost on each area's links since an engine began, vehicle seconds.
     *
     * @param lostSeconds by area
     */
    public void addLost(RoadEngine engine, double[] lostSeconds) {
        for (int link = 0; link < ofLink.length; link++) {
            lostSeconds[ofLink[link]] += engine.records().lostSeconds(link);
        }
    }

    /**
     * Adds those who wait outside for room on each area's links now: a vehicle second lost each second.
     *
     * @param waiting by area
     */
    public void addWaiting(RoadEngine engine, double[] waiting) {
        RoadView.visitWaiting(engine, (link, kind) -> waiting[ofLink[link]]++);
    }
}
