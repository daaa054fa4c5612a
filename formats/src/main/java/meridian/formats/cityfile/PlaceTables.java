package meridian.formats.cityfile;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import meridian.model.geo.Point;
import meridian.model.place.Address;
import meridian.model.place.Area;
import meridian.model.place.Building;
import meridian.model.place.Place;
import meridian.model.place.PlaceKind;
import meridian.model.place.Settlement;
import meridian.model.place.Stop;

/** Stops, points of interest, buildings, areas, addresses and settlements; each can be read without the others. */
final class PlaceTables {
    /** Between the parts of a list in one text; no name holds it. */
    private static final String SEPARATOR = "\n";

    private final Connection connection;
    private final Sum sum;

    PlaceTables(Connection connection, Sum sum) {
        this.connection = connection;
        this.sum = sum;
    }

    void writeStops(List<Stop> stops, GeoBlob geo) throws SQLException {
        try (Table table = new Table(
                connection, sum, "stop", "geom", "id", "name", "link", "lane", "start_m", "end_m", "lines", "plane")) {
            for (Stop stop : stops) {
                table.row()
                        .shown(geo.point(stop.at()))
                        .set(stop.id())
                        .set(stop.name())
                        .set(stop.link());
                table.set(stop.lane()).set(stop.startMeters()).set(stop.endMeters());
                table.set(String.join(SEPARATOR, stop.lines()))
                        .set(PlaneBlob.of(stop.at()))
                        .end();
            }
        }
    }

    List<Stop> readStops() throws SQLException {
        List<Stop> stops = new ArrayList<>();
        try (Rows rows =
                new Rows(connection, sum, "stop", "id", "name", "link", "lane", "start_m", "end_m", "lines", "plane")) {
            while (rows.next()) {
                String id = rows.text();
                String name = rows.text();
                int link = rows.whole();
                int lane = rows.whole();
                double start = rows.number();
                double end = rows.number();
                List<String> lines = list(rows.text());
                stops.add(new Stop(id, name, PlaneBlob.point(rows.bytes()), link, lane, start, end, lines));
            }
        }
        return stops;
    }

    private static List<String> list(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(SEPARATOR, -1));
    }

    void writePoints(List<Place> points, GeoBlob geo) throws SQLException {
        try (Table table = new Table(connection, sum, "place", "geom", "id", "kind", "name", "plane")) {
            for (Place place : points) {
                table.row()
                        .shown(geo.point(place.at()))
                        .set(place.id())
                        .set(place.kind().name());
                table.set(place.name()).set(PlaneBlob.of(place.at())).end();
            }
        }
    }

    List<Place> readPoints() throws SQLException {
        List<Place> points = new ArrayList<>();
        try (Rows rows = new Rows(connection, sum, "place", "id", "kind", "name", "plane")) {
            while (rows.next()) {
                String id = rows.text();
                PlaceKind kind = rows.choice(PlaceKind.class);
                String name = rows.text();
                points.add(new Place(id, kind, name, PlaneBlob.point(rows.bytes())));
            }
        }
        return points;
    }

    void writeBuildings(List<Building> buildings, GeoBlob geo) throws SQLException {
        try (Table table = new Table(connection, sum, "building", "geom", "height_m", "assumed_height", "plane")) {
            for (Building building : buildings) {
                table.row().shown(geo.polygon(List.of(building.outline()))).set(building.heightMeters());
                table.set(building.assumedHeight() ? 1 : 0)
                        .set(PlaneBlob.of(building.outline()))
                        .end();
            }
        }
    }

    List<Building> readBuildings() throws SQLException {
        List<Building> buildings = new ArrayList<>();
        try (Rows rows = new Rows(connection, sum, "building", "height_m", "assumed_height", "plane")) {
            while (rows.next()) {
                double height = rows.number();
                boolean assumed = rows.whole() == 1;
                buildings.add(new Building(PlaneBlob.line(rows.bytes()), height, assumed));
            }
        }
        return buildings;
    }

    void writeAreas(List<Area> areas, GeoBlob geo) throws SQLException {
        try (Table table = new Table(connection, sum, "area", "geom", "kind", "name", "plane")) {
            for (Area area : areas) {
                table.row()
                        .shown(geo.polygon(area.rings()))
                        .set(area.kind().name())
                        .set(area.name());
                table.set(PlaneBlob.of(area.rings())).end();
            }
        }
    }

    List<Area> readAreas() throws SQLException {
        List<Area> areas = new ArrayList<>();
        try (Rows rows = new Rows(connection, sum, "area", "kind", "name", "plane")) {
            while (rows.next()) {
                Area.Kind kind = rows.choice(Area.Kind.class);
                String name = rows.text();
                areas.add(new Area(kind, name, PlaneBlob.rings(rows.bytes())));
            }
        }
        return areas;
    }

    /** A street's name is written once: before the first address that has it. */
    void writeAddresses(List<Address> addresses) throws SQLException {
        Map<String, Integer> streets = new HashMap<>();
        try (BulkWriter out = new BulkWriter(connection, sum, "address")) {
            for (Address address : addresses) {
                Integer street = streets.putIfAbsent(address.street(), streets.size());
                out.whole(street == null ? -1 : street);
                if (street == null) {
                    out.text(address.street());
                }
                out.text(address.number());
                out.number(address.at().xMeters())
                        .number(address.at().yMeters())
                        .end();
            }
        }
    }

    List<Address> readAddresses() throws SQLException {
        List<String> streets = new ArrayList<>();
        List<Address> addresses = new ArrayList<>();
        try (BulkReader in = new BulkReader(connection, sum, "address")) {
            while (in.next()) {
                int street = in.whole();
                if (street == -1) {
                    street = streets.size();
                    streets.add(in.text());
                }
                String name = streets.get(Numbers.index(street, streets.size()));
                addresses.add(new Address(name, in.text(), new Point(in.number(), in.number())));
            }
        }
        return addresses;
    }

    /** Names in other languages: a code and a name in turn. */
    void writeSettlements(List<Settlement> settlements, GeoBlob geo) throws SQLException {
        try (Table table = new Table(connection, sum, "settlement", "geom", "name", "names", "rank", "plane")) {
            for (Settlement settlement : settlements) {
                List<String> names = new ArrayList<>();
                new TreeMap<>(settlement.names()).forEach((code, name) -> {
                    names.add(code);
                    names.add(name);
                });
                table.row().shown(geo.point(settlement.at())).set(settlement.name());
                table.set(String.join(SEPARATOR, names)).set(settlement.rank());
                table.set(PlaneBlob.of(settlement.at())).end();
            }
        }
    }

    List<Settlement> readSettlements() throws SQLException {
        List<Settlement> settlements = new ArrayList<>();
        try (Rows rows = new Rows(connection, sum, "settlement", "name", "names", "rank", "plane")) {
            while (rows.next()) {
                String name = rows.text();
                List<String> pairs = list(rows.text());
                Map<String, String> names = new HashMap<>();
                for (int i = 0; i + 1 < pairs.size(); i += 2) {
                    names.put(pairs.get(i), pairs.get(i + 1));
                }
                int rank = rows.whole();
                settlements.add(new Settlement(name, names, PlaneBlob.point(rows.bytes()), rank));
            }
        }
        return settlements;
    }
}
