package meridian.testkit;

import meridian.model.network.Access;
import meridian.model.network.RoadClass;
import meridian.model.network.VehicleKind;

/**
 * How a street of a hand-made network is built.
 *
 * @param name as signposted
 * @param speedMps limit
 * @param lanesThere lanes in the direction in which the street is drawn, 1 or more
 * @param lanesBack lanes against it, 0 for a one-way street
 * @param busLane whether the kerb lane of each direction is for buses, taxis, bicycles and emergency vehicles
 */
public record Road(String name, RoadClass roadClass, double speedMps, int lanesThere, int lanesBack, boolean busLane) {
    static final Access BUS_LANE =
            Access.of(VehicleKind.BUS, VehicleKind.TAXI, VehicleKind.BICYCLE, VehicleKind.EMERGENCY);

    public Road {
        if (lanesThere < 1 || lanesBack < 0) {
            throw new IllegalArgumentException(name + " needs a lane, got " + lanesThere + " and " + lanesBack);
        }
    }

    /** A two-way street. */
    public static Road of(String name, RoadClass roadClass, double speedMps, int lanes) {
        return new Road(name, roadClass, speedMps, lanes, lanes, false);
    }

    public Road oneWay() {
        return new Road(name, roadClass, speedMps, lanesThere, 0, busLane);
    }

    /** The same street with another lane in each direction, at the kerb, for buses. */
    public Road withBusLane() {
        return new Road(name, roadClass, speedMps, lanesThere + 1, lanesBack == 0 ? 0 : lanesBack + 1, true);
    }
}
