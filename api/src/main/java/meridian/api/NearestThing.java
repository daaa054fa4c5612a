package meridian.api;

import java.util.List;
import java.util.Optional;
import meridian.model.City;
import meridian.model.geo.Box;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.STRtree;

/** Finds what lies at a place of the map: a junction or stop close by, else the nearest road. Immutable. */
final class NearestThing {
    /** Junctions and stops are points: they are hit within this share of the radius. */
    private static final double POINT_SHARE = 0.7;

    private final City city;
    private final CityViews views;
    private final STRtree links = new STRtree();
    private final STRtree junctions = new STRtree();
    private final STRtree stops = new STRtree();

    NearestThing(City city, CityViews views) {
        this.city = city;
        this.views = views;
        Network network = city.network();
        for (int l = 0; l < network.links().size(); l++) {
            Box box = network.link(l).shape().box();
            links.insert(new Envelope(box.minX(), box.maxX(), box.minY(), box.maxY()), l);
        }
        boolean[] decides = new boolean[network.nodes().size()];
        for (Movement m : network.movements()) {
            decides[m.node()] |= m.signalled();
        }
        for (int n = 0; n < decides.length; n++) {
            if (decides[n] || !network.conflicts(n).isEmpty()) {
                insert(junctions, network.node(n).at(), n);
            }
        }
        for (int s = 0; s < city.places().stops().size(); s++) {
            insert(stops, city.places().stops().get(s).at(), s);
        }
        links.build();
        junctions.build();
        stops.build();
    }

    private static void insert(STRtree tree, Point at, int index) {
        tree.insert(new Envelope(at.xMeters(), at.xMeters(), at.yMeters(), at.yMeters()), index);
    }

    Optional<Views.Thing> at(Point place, double radiusMeters) {
        double near = radiusMeters * POINT_SHARE;
        int stop = nearest(
                stops, place, near, i -> city.places().stops().get(i).at().distanceMeters(place));
        if (stop >= 0) {
            return Optional.of(new Views.Thing("stop", null, null, views.stop(stop)));
        }
        int node =
                nearest(junctions, place, near, i -> city.network().node(i).at().distanceMeters(place));
        if (node >= 0) {
            return Optional.of(new Views.Thing("junction", null, views.junction(node), null));
        }
        int link = nearest(
                links, place, radiusMeters, i -> distance(city.network().link(i).shape(), place));
        return link < 0 ? Optional.empty() : Optional.of(new Views.Thing("link", views.link(link), null, null));
    }

    private static double distance(Polyline shape, Point place) {
        return shape.pointAt(shape.nearestAlongMeters(place)).distanceMeters(place);
    }

    private interface Distance {
        double of(int index);
    }

    @SuppressWarnings("unchecked")
    private static int nearest(STRtree tree, Point place, double radius, Distance distance) {
        Envelope around = new Envelope(
                place.xMeters() - radius, place.xMeters() + radius, place.yMeters() - radius, place.yMeters() + radius);
        int best = -1;
        double least = radius;
        for (Integer i : (List<Integer>) tree.query(around)) {
            double d = distance.of(i);
            if (d <= least) {
                least = d;
                best = i;
            }
        }
        return best;
    }
}
