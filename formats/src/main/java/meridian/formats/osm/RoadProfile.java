package meridian.formats.osm;

import java.util.Set;
import meridian.model.network.Access;
import meridian.model.network.Assumption;
import meridian.model.network.Lane;
import meridian.model.network.RoadClass;
import meridian.model.network.VehicleKind;
import org.jspecify.annotations.Nullable;

/**
 * What a road is like along a stretch; where it changes, a new link begins.
 *
 * @param name street name, empty where unknown
 * @param forward in the direction of its vertices
 * @param backward against it, null on one-way roads
 * @param roundabout whether it is part of a roundabout
 * @param assumed what the tags did not say
 */
record RoadProfile(
        RoadClass roadClass,
        String name,
        Direction forward,
        @Nullable Direction backward,
        boolean roundabout,
        Set<Assumption> assumed) {
    RoadProfile {
        assumed = Set.copyOf(assumed);
    }

    /**
     * One direction.
     *
     * @param lanes one or more
     * @param turns value of {@code turn:lanes}, from the middle of the road to the kerb; empty where unknown
     * @param busLanes bit i is set where lane i, counted from the kerb, is for buses only
     */
    record Direction(int lanes, double speedMps, String turns, int busLanes) {
        private static final Access PUBLIC_TRANSPORT =
                Access.of(VehicleKind.BUS, VehicleKind.TAXI, VehicleKind.EMERGENCY, VehicleKind.BICYCLE);

        double widthMeters() {
            return lanes * Lane.USUAL_WIDTH_METERS;
        }

        Access access(int lane, RoadClass roadClass) {
            if ((busLanes & 1 << lane) != 0) {
                return PUBLIC_TRANSPORT;
            }
            Access road = Access.ALL.without(VehicleKind.TRAM);
            return roadClass == RoadClass.MOTORWAY ? road.without(VehicleKind.BICYCLE) : road;
        }
    }

    boolean twoWay() {
        return backward != null;
    }

    double widthMeters() {
        return forward.widthMeters() + (backward == null ? 0 : backward.widthMeters());
    }

    /** The same road seen from its other end; only for two-way roads. */
    RoadProfile reversed() {
        if (backward == null) {
            throw new IllegalStateException("a one-way road has no other direction");
        }
        return new RoadProfile(roadClass, name, backward, forward, roundabout, assumed);
    }
}
