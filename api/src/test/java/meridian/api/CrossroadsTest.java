package meridian.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import meridian.model.City;
import meridian.model.geo.Point;
import meridian.model.network.Network;
import meridian.testkit.Town;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

class CrossroadsTest {
    private static final double NEARLY_METERS = 0.01;

    private final City town = Town.city();
    private final Network network = town.network();
    private final Crossroads crossroads = new Crossroads(network);

    /** Roads would end in the middle of nowhere otherwise. */
    @Test
    void allThatIsDrivenThroughANodeIsOnItsGround() {
        GeometryFactory geometry = new GeometryFactory();
        int seen = 0;
        for (int m = 0; m < network.movements().size(); m++) {
            int node = network.movement(m).node();
            if (!crossroads.exists(node)) {
                continue;
            }
            Polygon ground = geometry.createPolygon(coordinates(crossroads.outline(node)));
            var path = network.movementShape(m);
            for (Point end : List.of(path.first(), path.last())) {
                var place = geometry.createPoint(new Coordinate(end.xMeters(), end.yMeters()));
                assertTrue(
                        ground.distance(place) < NEARLY_METERS,
                        "movement " + m + " at node " + network.node(node).id());
            }
            assertTrue(crossroads.box(node).contains(ground.getEnvelopeInternal()));
            seen++;
        }
        assertTrue(seen > 50, "only " + seen + " movements cross others");
    }

    private static Coordinate[] coordinates(List<Point> ring) {
        assertEquals(ring.getFirst(), ring.getLast(), "a closed ring");
        return ring.stream().map(p -> new Coordinate(p.xMeters(), p.yMeters())).toArray(Coordinate[]::new);
    }

    @Test
    void whereAStreetEndsThereIsNone() {
        for (int n = 0; n < network.nodes().size(); n++) {
            int node = n;
            long ends = network.links().stream()
                    .filter(l -> l.fromNode() == node || l.toNode() == node)
                    .count();
            assertEquals(ends > 2, crossroads.exists(node), network.node(node).id());
        }
    }
}
