package meridian.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;
import meridian.model.network.Link;
import meridian.model.network.Network;
import meridian.model.network.RoadClass;
import meridian.model.place.Address;
import meridian.model.place.Area;
import meridian.model.place.Building;
import meridian.model.place.Place;
import meridian.model.place.PlaceKind;
import meridian.model.place.Places;
import meridian.model.place.Settlement;
import meridian.model.place.Stop;

/** What stands in {@link Town}. */
final class TownPlaces {
    private static final double PLOT_METERS = 24;
    private static final double DEPTH_METERS = 12;
    private static final double SIDEWALK_METERS = 5;

    private final Network town;
    private final List<Building> buildings = new ArrayList<>();
    private final List<Address> addresses = new ArrayList<>();

    private TownPlaces(Network town) {
        this.town = town;
    }

    static Places of(Network town) {
        TownPlaces places = new TownPlaces(town);
        for (Link link : town.links()) {
            boolean lived = link.roadClass() == RoadClass.RESIDENTIAL || link.roadClass() == RoadClass.TERTIARY;
            boolean inTown = Math.abs(link.shape().first().xMeters()) < 650
                    && Math.abs(link.shape().last().xMeters()) < 650;
            if (lived && inTown) {
                places.houses(link);
            }
        }
        return new Places(places.stops(), points(), places.buildings, areas(), places.addresses, settlements());
    }

    /** Houses on the right of a street, one for each plot; taller on the busier streets. */
    private void houses(Link link) {
        double meters = link.shape().lengthMeters();
        int number = 1;
        for (double along = PLOT_METERS; along + PLOT_METERS < meters; along += PLOT_METERS) {
            Point door = beside(link, along, link.widthMeters() / 2 + SIDEWALK_METERS);
            addresses.add(new Address(link.name(), String.valueOf(number), door));
            if (number % 4 == 1) {
                boolean known = number % 8 == 1;
                double height = link.roadClass() == RoadClass.TERTIARY ? 12 : 6;
                buildings.add(new Building(house(link, along), height, !known));
            }
            number += 2;
        }
    }

    private static Polyline house(Link link, double along) {
        double front = link.widthMeters() / 2 + SIDEWALK_METERS;
        Point a = beside(link, along - PLOT_METERS * 0.4, front);
        return Polyline.of(List.of(
                a,
                beside(link, along + PLOT_METERS * 0.4, front),
                beside(link, along + PLOT_METERS * 0.4, front + DEPTH_METERS),
                beside(link, along - PLOT_METERS * 0.4, front + DEPTH_METERS),
                a));
    }

    private static Point beside(Link link, double along, double right) {
        Point at = link.shape().pointAt(along);
        double heading = link.shape().headingAt(along);
        return new Point(at.xMeters() + right * Math.sin(heading), at.yMeters() - right * Math.cos(heading));
    }

    private List<Stop> stops() {
        return List.of(
                stop("Mill", "mill", "school", "1"),
                stop("Zebra", "zebra", "market", "1"),
                stop("Market Square", "market", "hospital", "1"),
                stop("Hospital", "hospital", "market", "1"),
                stop("Market Square West", "market", "zebra", "1"),
                stop("Station", "south-3", "bakers-3", "2"),
                stop("Fountain", "ring-south", "market", "2"));
    }

    /** In the middle of the kerb lane of the link between two nodes. */
    private Stop stop(String name, String from, String to, String line) {
        int index = Town.link(town, from, to);
        Link link = town.link(index);
        double middle = link.lengthMeters() / 2;
        Point at = beside(link, middle, link.widthMeters() / 2 + 1);
        return new Stop("stop " + name, name, at, index, 0, middle - 10, middle + 10, List.of(line));
    }

    private static List<Place> points() {
        return List.of(
                place("p1", PlaceKind.SCHOOL, "Oak School", -370, 220),
                place("p2", PlaceKind.KINDERGARTEN, "Elm Nursery", -520, 340),
                place("p3", PlaceKind.HOSPITAL, "Meridian Hospital", 370, 230),
                place("p4", PlaceKind.FIRE_STATION, "Fire Station", 560, 60),
                place("p5", PlaceKind.POLICE, "Police", 60, 60),
                place("p6", PlaceKind.SUPERMARKET, "Market Hall", 60, -60),
                place("p7", PlaceKind.SHOP, "Bakery", -150, -140),
                place("p8", PlaceKind.SHOP, "Bookshop", -80, 40),
                place("p9", PlaceKind.RESTAURANT, "The Anchor", 520, -60),
                place("p10", PlaceKind.STATION, "Meridian Station", 40, -230),
                place("p11", PlaceKind.OFFICE, "Town Offices", 120, 50),
                place("p12", PlaceKind.GOVERNMENT, "Town Hall", -60, 70),
                place("p13", PlaceKind.INDUSTRY, "The Mill", -700, -60),
                place("p14", PlaceKind.PORT, "Harbour", 640, -120),
                place("p15", PlaceKind.WORSHIP, "Chapel", 480, 250),
                place("p16", PlaceKind.SPORT, "Riverside Pitch", -200, -380),
                place("p17", PlaceKind.SUBSTATION, "South Substation", 420, -360),
                place("p18", PlaceKind.UNIVERSITY, "College", 180, 360),
                place("p19", PlaceKind.PARKING, "Avenue Car Park", 200, 40),
                place("p20", PlaceKind.FUEL, "West Filling Station", -750, 30));
    }

    private static Place place(String id, PlaceKind kind, String name, double x, double y) {
        return new Place(id, kind, name, new Point(x, y));
    }

    private static List<Area> areas() {
        return List.of(
                area(
                        Area.Kind.WATER,
                        "Meridian River",
                        -1000,
                        -520,
                        -400,
                        -490,
                        0,
                        -560,
                        500,
                        -520,
                        1000,
                        -560,
                        1000,
                        -640,
                        500,
                        -600,
                        0,
                        -640,
                        -400,
                        -570,
                        -1000,
                        -600),
                area(Area.Kind.PARK, "Fountain Park", -250, 190, -40, 190, -40, 270, -250, 270),
                area(Area.Kind.CAMPUS, "Hospital", 315, 170, 430, 170, 430, 285, 315, 285),
                area(Area.Kind.PORT, "Harbour", 615, -250, 720, -250, 720, -60, 615, -60),
                area(Area.Kind.INDUSTRY, "Mill Yard", -760, -110, -640, -110, -640, -30, -760, -30));
    }

    private static Area area(Area.Kind kind, String name, double... xy) {
        List<Point> ring = new ArrayList<>();
        for (int i = 0; i < xy.length; i += 2) {
            ring.add(new Point(xy[i], xy[i + 1]));
        }
        ring.add(ring.getFirst());
        return new Area(kind, name, List.of(Polyline.of(ring)));
    }

    private static List<Settlement> settlements() {
        return List.of(
                new Settlement(
                        Town.NAME,
                        Map.of("es", "Villa Meridiano", "de", "Meridianstadt", "zh", "子午镇"),
                        new Point(0, 30),
                        0),
                new Settlement("Oakfield", Map.of("zh", "橡树园"), new Point(-450, 230), 1),
                new Settlement("Hospital Hill", Map.of("es", "Cerro del Hospital"), new Point(400, 250), 1),
                new Settlement("Riverside", Map.of("de", "Am Fluss"), new Point(-200, -400), 1));
    }
}
