package meridian.testkit;

import java.util.ArrayList;
import java.util.List;
import meridian.model.City;
import meridian.model.demand.TripSource;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;
import meridian.model.network.Network;
import meridian.model.network.NodeControl;
import meridian.model.network.RoadClass;

/**
 * Meridian Town: small enough to know by heart, with one of everything. It ships with the application as the city that opens
 * where no other can be had.
 *
 * <pre>
 *            mill-gate          north-gate
 *               |                   |               hospital-end
 *        elm-1--elm-2--elm-3------ring--------garden---------chapel
 *               | cherry            |            |             |
 *        oak-1--oak-2--oak-3        |         clinic---------well-----quay
 *               |      |            |            |                     |
 * west-gate----mill--school--zebra--market----hospital----------------port----east-gate     Harbour Avenue
 *               |      |            |            |
 *           bakers-1--bakers-2--bakers-3-----bakers-4   (one way to the west)     dock
 *               |      |            |            |                                 |
 * sw-gate----south-1-south-2----south-3------south-4---------------------------south-5----se-gate
 *                                   |
 *                            ~ ~ ~ river ~ ~ ~
 *                               south-gate
 * </pre>
 *
 * <p>Signals at mill, school, market and hospital and a crossing for people on foot at zebra; a roundabout (ring); an
 * all-way stop (south-3); right before left in the north-west; priority elsewhere; bus lanes between school and hospital.
 */
public final class Town {
    public static final String NAME = "Meridian Town";

    private static final double AVENUE_MPS = 50 / 3.6;
    private static final double STREET_MPS = 40 / 3.6;
    private static final double ZONE_MPS = 30 / 3.6;
    private static final double RING_METERS = 20;

    private final NetworkDraft draft = new NetworkDraft();

    private Town() {}

    /** The town; the same every time, without trips. */
    public static City city() {
        Town town = new Town();
        town.draw();
        City bare = town.draft.build(NAME);
        return new City(
                NAME,
                bare.projection(),
                bare.network(),
                bare.signals(),
                TownPlaces.of(bare.network()),
                List.of(),
                bare.attributions());
    }

    /** About 1,500 vehicles an hour all day long, buses among them. */
    public static TripSource trips(City town, long seed) {
        return new TownTrips(town.network(), seed);
    }

    private void draw() {
        int west = node("west-gate", -900, 0, NodeControl.NONE);
        int mill = node("mill", -600, 0, NodeControl.SIGNALS);
        int school = node("school", -300, 0, NodeControl.SIGNALS);
        int zebra = node("zebra", -150, 0, NodeControl.SIGNALS);
        int market = node("market", 0, 0, NodeControl.SIGNALS);
        int hospital = node("hospital", 300, 0, NodeControl.SIGNALS);
        int port = node("port", 600, 0, NodeControl.PRIORITY);
        int east = node("east-gate", 900, 0, NodeControl.NONE);
        Road avenue = Road.of("Harbour Avenue", RoadClass.PRIMARY, AVENUE_MPS, 2);
        draft.street(avenue, west, mill, school)
                .street(avenue.withBusLane(), school, zebra, market, hospital)
                .street(avenue, hospital, port, east);
        int[] ring = drawRoundabout();
        drawStation(market, ring);
        drawNorthWest(mill, school, ring);
        drawNorthEast(hospital, port, ring);
        drawSouth(mill, school, hospital);
    }

    private int node(String id, double x, double y, NodeControl control) {
        return draft.node(id, x, y, control);
    }

    /** Four nodes around (0, 300), driven counter-clockwise: east, north, west, south. */
    private int[] drawRoundabout() {
        String[] names = {"ring-east", "ring-north", "ring-west", "ring-south"};
        int[] ring = new int[4];
        for (int i = 0; i < 4; i++) {
            Point at = onRing(i * 90);
            ring[i] = node(names[i], at.xMeters(), at.yMeters(), NodeControl.ROUNDABOUT);
        }
        Road road = Road.of("Fountain Circle", RoadClass.SECONDARY, ZONE_MPS, 1).oneWay();
        for (int i = 0; i < 4; i++) {
            List<Point> arc = new ArrayList<>();
            for (int degrees = i * 90; degrees <= i * 90 + 90; degrees += 15) {
                arc.add(onRing(degrees));
            }
            draft.stretch(road, ring[i], ring[(i + 1) % 4], Polyline.of(arc));
        }
        return ring;
    }

    private static Point onRing(int degrees) {
        double angle = Math.toRadians(degrees);
        return new Point(RING_METERS * Math.cos(angle), 300 + RING_METERS * Math.sin(angle));
    }

    private void drawStation(int market, int[] ring) {
        int north = node("north-gate", 0, 600, NodeControl.NONE);
        int bakers = node("bakers-3", 0, -150, NodeControl.PRIORITY);
        int stop = node("south-3", 0, -300, NodeControl.ALL_WAY_STOP);
        int south = node("south-gate", 0, -700, NodeControl.NONE);
        Road station = Road.of("Station Road", RoadClass.SECONDARY, AVENUE_MPS, 1);
        draft.street(station, south, stop, bakers, market, ring[3]).street(station, ring[1], north);
    }

    private void drawNorthWest(int mill, int school, int[] ring) {
        int gate = node("mill-gate", -600, 600, NodeControl.NONE);
        int oak1 = node("oak-1", -600, 150, NodeControl.PRIORITY);
        int oak2 = node("oak-2", -450, 150, NodeControl.RIGHT_BEFORE_LEFT);
        int oak3 = node("oak-3", -300, 150, NodeControl.RIGHT_BEFORE_LEFT);
        int elm1 = node("elm-1", -600, 300, NodeControl.PRIORITY);
        int elm2 = node("elm-2", -450, 300, NodeControl.RIGHT_BEFORE_LEFT);
        int elm3 = node("elm-3", -300, 300, NodeControl.RIGHT_BEFORE_LEFT);
        int cherry = node("cherry", -450, 420, NodeControl.NONE);
        draft.street(Road.of("Mill Street", RoadClass.TERTIARY, AVENUE_MPS, 1), mill, oak1, elm1, gate)
                .street(street("School Street"), school, oak3, elm3)
                .street(street("Oak Street"), oak1, oak2, oak3)
                .street(street("Elm Street"), elm1, elm2, elm3, ring[2])
                .street(street("Cherry Close"), oak2, elm2, cherry);
    }

    private static Road street(String name) {
        return Road.of(name, RoadClass.RESIDENTIAL, ZONE_MPS, 1);
    }

    private void drawNorthEast(int hospital, int port, int[] ring) {
        int clinic = node("clinic", 300, 150, NodeControl.PRIORITY);
        int garden = node("garden", 300, 300, NodeControl.PRIORITY);
        int end = node("hospital-end", 300, 420, NodeControl.NONE);
        int well = node("well", 450, 150, NodeControl.PRIORITY);
        int chapel = node("chapel", 450, 300, NodeControl.NONE);
        int quay = node("quay", 600, 150, NodeControl.NONE);
        Road road = Road.of("Hospital Road", RoadClass.TERTIARY, STREET_MPS, 1);
        draft.street(road, hospital, clinic, garden, end)
                .street(Road.of("Garden Street", RoadClass.TERTIARY, STREET_MPS, 1), ring[0], garden)
                .street(street("Garden Street").oneWay(), garden, chapel, well)
                .street(street("Well Street"), clinic, well, quay)
                .street(street("Quay Lane"), quay, port);
    }

    private void drawSouth(int mill, int school, int hospital) {
        int gateWest = node("sw-gate", -900, -300, NodeControl.NONE);
        int south1 = node("south-1", -600, -300, NodeControl.PRIORITY);
        int south2 = node("south-2", -300, -300, NodeControl.PRIORITY);
        int south4 = node("south-4", 300, -300, NodeControl.PRIORITY);
        int south5 = node("south-5", 600, -300, NodeControl.PRIORITY);
        int gateEast = node("se-gate", 900, -300, NodeControl.NONE);
        int dock = node("dock", 600, -150, NodeControl.NONE);
        int bakers1 = node("bakers-1", -600, -150, NodeControl.PRIORITY);
        int bakers2 = node("bakers-2", -300, -150, NodeControl.PRIORITY);
        int bakers4 = node("bakers-4", 300, -150, NodeControl.PRIORITY);
        int bakers3 = draft.find("bakers-3");
        int south3 = draft.find("south-3");
        Road south = Road.of("South Street", RoadClass.TERTIARY, STREET_MPS, 1);
        draft.street(south, gateWest, south1, south2, south3, south4, south5, gateEast)
                .street(Road.of("Mill Street", RoadClass.TERTIARY, STREET_MPS, 1), south1, bakers1, mill)
                .street(Road.of("School Street", RoadClass.TERTIARY, STREET_MPS, 1), south2, bakers2, school)
                .street(Road.of("Hospital Road", RoadClass.TERTIARY, STREET_MPS, 1), south4, bakers4, hospital)
                .street(street("Bakers Row").oneWay(), bakers4, bakers3, bakers2, bakers1)
                .street(street("Dock Lane"), south5, dock);
    }

    /** The link from one node to another, by their names. */
    static int link(Network town, String from, String to) {
        return town.findLink(from + ">" + to).orElseThrow();
    }
}
