package meridian.formats.osm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import meridian.model.geo.Box;
import meridian.model.geo.Point;
import org.junit.jupiter.api.Test;

class BoxEdgeTest {
    /** Perimeter 60. */
    private static final BoxEdge EDGE = new BoxEdge(new Box(0, 0, 20, 10));

    /** Land in the north, on the left of who goes east: the whole south is sea, and so is what lies beyond it. */
    @Test
    void aSideThatIsAllSeaIsOpen() {
        List<Point> coast = List.of(new Point(0, 5), new Point(10, 6), new Point(20, 5));
        assertEquals(
                List.of(List.of(
                        new Point(0, 5),
                        new Point(10, 6),
                        new Point(20, 5),
                        new Point(20, -60),
                        new Point(0, -60),
                        new Point(0, 5))),
                EDGE.closed(List.of(coast)));
    }

    /** From the south to the east: only the corner between is sea, and no side. */
    @Test
    void aCornerAloneStaysWhereItIs() {
        List<Point> coast = List.of(new Point(10, 0), new Point(20, 5));
        List<Point> land = EDGE.closed(List.of(coast)).getFirst();
        assertEquals(List.of(new Point(10, 0), new Point(20, 5), new Point(20, 0), new Point(10, 0)), land);
    }
}
