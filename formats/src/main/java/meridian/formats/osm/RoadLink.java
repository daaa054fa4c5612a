package meridian.formats.osm;

import java.util.ArrayList;
import java.util.List;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;
import meridian.model.network.Lane;
import meridian.model.network.Link;
import org.jspecify.annotations.Nullable;

/**
 * One direction of an edge on its way to become a link.
 *
 * @param forward in the order of the edge's vertices
 * @param from junction where it starts
 * @param to junction that it reaches
 * @param link the link, with junctions as its nodes
 * @param ends where its lanes begin and end
 */
record RoadLink(RoadEdge edge, boolean forward, int from, int to, Link link, List<LaneEnds> ends) {
    /** Links keep room for a car between two junctions that almost touch, or this share of the road where it is shorter. */
    private static final double CAR_METERS = 8;

    private static final double KEPT_SHARE = 0.6;

    RoadLink {
        ends = List.copyOf(ends);
    }

    /** The middle of a lane at its start and its end. */
    record LaneEnds(Point first, double firstHeading, Point last, double lastHeading) {}

    RoadProfile.Direction direction() {
        return edge.direction(forward);
    }

    /** @param id unique among links */
    static RoadLink of(String id, RoadEdge edge, boolean forward, Junctions junctions, Arms arms, Plane plane) {
        Polyline middle = plane.line(edge.vertices());
        double startCut = arms.coveredMeters(edge, true);
        double endCut = arms.coveredMeters(edge, false);
        double room = middle.lengthMeters() - Math.min(CAR_METERS, middle.lengthMeters() * KEPT_SHARE);
        double shrink = startCut + endCut > room ? room / (startCut + endCut) : 1;
        Polyline trimmed = middle.slice(startCut * shrink, middle.lengthMeters() - endCut * shrink);
        RoadProfile profile = edge.profile();
        RoadProfile.Direction direction = edge.direction(forward);
        // The road's middle line lies between both directions; each keeps to its right by half of the other's width.
        double otherWidth = profile.twoWay() ? edge.direction(!forward).widthMeters() : 0;
        Polyline shape = (forward ? trimmed : trimmed.reversed()).offsetRight(otherWidth / 2);
        List<Lane> lanes = new ArrayList<>(direction.lanes());
        for (int i = 0; i < direction.lanes(); i++) {
            lanes.add(
                    new Lane(Lane.USUAL_WIDTH_METERS, direction.speedMps(), direction.access(i, profile.roadClass())));
        }
        int from = junctions.of(edge.start(forward));
        int to = junctions.of(edge.end(forward));
        Link link = new Link(
                id,
                from,
                to,
                profile.name(),
                profile.roadClass(),
                shape,
                Math.max(Link.SHORTEST_METERS, shape.lengthMeters()),
                lanes,
                profile.assumed());
        List<LaneEnds> ends = new ArrayList<>(lanes.size());
        for (int i = 0; i < lanes.size(); i++) {
            Polyline lane = link.laneShape(i);
            ends.add(new LaneEnds(lane.first(), lane.firstHeading(), lane.last(), lane.lastHeading()));
        }
        return new RoadLink(edge, forward, from, to, link, ends);
    }

    /** A link is itself: comparing thousands of lanes by value would be slow and mean nothing. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** Heading at its start, radians counter-clockwise from east. */
    double firstHeading() {
        return ends.getFirst().firstHeading();
    }

    double lastHeading() {
        return ends.getFirst().lastHeading();
    }
}
