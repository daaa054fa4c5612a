package meridian.formats.cityfile;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import meridian.formats.Progress;
import meridian.model.BadInput;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.geo.Projection;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.place.Places;
import meridian.model.signal.SignalController;

/** All parts of a city in one open file, each with its number of records and its checksum. */
final class CityTables {
    private static final String NETWORK = "NETWORK";
    private static final String SIGNALS = "SIGNALS";
    private static final int PARTS = 2 + Part.values().length;

    private final Connection connection;
    private final Progress progress;
    private int done;
    private int version;

    CityTables(Connection connection, Progress progress) {
        this.connection = connection;
        this.progress = progress;
    }

    /** Writes one part and adds what it wrote to the sum. */
    private interface Writing {
        void into(Sum sum) throws SQLException;
    }

    /** Reads one part and adds what it read to the sum. */
    private interface Reading<T> {
        T from(Sum sum) throws SQLException;
    }

    void write(City city) throws SQLException {
        boolean second = SignalTables.anyActuated(city.signals())
                || NetworkTables.anyStops(city.network())
                || TripTables.anyBays(city.trips());
        version = second ? CityFile.FORMAT_VERSION : CityFile.FIRST_VERSION;
        if (second) {
            Schema.createVersion2(connection);
        }
        try (PreparedStatement s = connection.prepareStatement("INSERT INTO meridian_city VALUES (?, ?, ?, ?)")) {
            s.setInt(1, version);
            s.setString(2, city.name());
            s.setString(3, city.projection().describe());
            s.setString(4, String.join("\n", city.attributions()));
            s.execute();
        }
        GeoBlob geo = new GeoBlob(city.projection());
        Places places = city.places();
        Network network = city.network();
        write(NETWORK, network.links().size(), sum -> new NetworkTables(connection, sum).write(network, geo, version));
        write(
                SIGNALS,
                city.signals().size(),
                sum -> new SignalTables(connection, sum).write(city.signals(), network, geo, version));
        for (Part part : Part.values()) {
            switch (part) {
                case STOPS ->
                    write(part.name(), places.stops().size(), sum -> places(sum).writeStops(places.stops(), geo));
                case PLACES ->
                    write(
                            part.name(),
                            places.points().size(),
                            sum -> places(sum).writePoints(places.points(), geo));
                case BUILDINGS ->
                    write(
                            part.name(),
                            places.buildings().size(),
                            sum -> places(sum).writeBuildings(places.buildings(), geo));
                case AREAS ->
                    write(part.name(), places.areas().size(), sum -> places(sum).writeAreas(places.areas(), geo));
                case ADDRESSES ->
                    write(
                            part.name(),
                            places.addresses().size(),
                            sum -> places(sum).writeAddresses(places.addresses()));
                case SETTLEMENTS ->
                    write(
                            part.name(),
                            places.settlements().size(),
                            sum -> places(sum).writeSettlements(places.settlements(), geo));
                case TRIPS ->
                    write(
                            part.name(),
                            city.trips().size(),
                            sum -> new TripTables(connection, sum, version).write(city.trips()));
            }
        }
    }

    private PlaceTables places(Sum sum) {
        return new PlaceTables(connection, sum);
    }

    private void write(String part, int records, Writing writing) throws SQLException {
        Sum sum = new Sum();
        writing.into(sum);
        try (PreparedStatement s = connection.prepareStatement("INSERT INTO meridian_part VALUES (?, ?, ?)")) {
            s.setString(1, part);
            s.setInt(2, records);
            s.setLong(3, sum.value());
            s.execute();
        }
        progress.at("writing the city file", ++done, PARTS);
    }

    /** @throws BadInput where the file is somebody else's GeoPackage or a newer Meridian's */
    void demandVersion(Path file) throws SQLException {
        try (Statement s = connection.createStatement();
                ResultSet found = s.executeQuery(
                        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'meridian_city'")) {
            if (!found.next() || found.getInt(1) == 0) {
                throw FileHead.foreign(file, "this is a GeoPackage, but not one that Meridian wrote");
            }
        }
        try (Statement s = connection.createStatement();
                ResultSet stated = s.executeQuery("SELECT format_version FROM meridian_city")) {
            if (!stated.next()) {
                throw new DamagedException("table meridian_city is empty");
            }
            version = stated.getInt(1);
            if (version < CityFile.FIRST_VERSION || version > CityFile.FORMAT_VERSION) {
                throw new BadInput(
                        file.toString(),
                        "the city file has format version " + version,
                        "version " + CityFile.FORMAT_VERSION + " or older",
                        version > CityFile.FORMAT_VERSION
                                ? "Update Meridian, or import the city again"
                                : "Import the city again");
            }
        }
    }

    City read(Set<Part> parts) throws SQLException {
        String name;
        Projection projection;
        List<String> attributions;
        try (Statement s = connection.createStatement();
                ResultSet row = s.executeQuery("SELECT name, projection, attribution FROM meridian_city")) {
            if (!row.next()) {
                throw new DamagedException("table meridian_city is empty");
            }
            name = row.getString(1);
            projection = Projection.parse(row.getString(2));
            attributions = CityFile.lines(row.getString(3));
        }
        Network network = read(NETWORK, sum -> new NetworkTables(connection, sum).read(version));
        List<SignalController> signals = read(SIGNALS, sum -> new SignalTables(connection, sum).read(version));
        Places places = new Places(
                read(parts, Part.STOPS, sum -> places(sum).readStops()),
                read(parts, Part.PLACES, sum -> places(sum).readPoints()),
                read(parts, Part.BUILDINGS, sum -> places(sum).readBuildings()),
                read(parts, Part.AREAS, sum -> places(sum).readAreas()),
                read(parts, Part.ADDRESSES, sum -> places(sum).readAddresses()),
                read(parts, Part.SETTLEMENTS, sum -> places(sum).readSettlements()));
        List<Trip> trips = read(
                parts,
                Part.TRIPS,
                sum -> new TripTables(connection, sum, version)
                        .read(network.links().size()));
        demandSignals(network, signals);
        return new City(name, projection, network, signals, places, trips, attributions);
    }

    private <T> List<T> read(Set<Part> parts, Part part, Reading<List<T>> reading) throws SQLException {
        return parts.contains(part) ? read(part.name(), reading) : List.of();
    }

    private <T> T read(String part, Reading<T> reading) throws SQLException {
        Sum sum = new Sum();
        T read = reading.from(sum);
        try (PreparedStatement s = connection.prepareStatement("SELECT checksum FROM meridian_part WHERE part = ?")) {
            s.setString(1, part);
            try (ResultSet row = s.executeQuery()) {
                if (!row.next() || row.getLong(1) != sum.value()) {
                    throw new DamagedException("part " + part + " does not fit its checksum");
                }
            }
        }
        progress.at("reading the city file", ++done, PARTS);
        return read;
    }

    /** The network cannot check this itself, and an engine would only notice in the middle of a run. */
    private static void demandSignals(Network network, List<SignalController> signals) {
        for (Movement m : network.movements()) {
            if (m.signalled()
                    && (m.signal() >= signals.size()
                            || m.group() >= signals.get(m.signal()).groups())) {
                throw new DamagedException("a movement names signal " + m.signal() + ", group " + m.group());
            }
        }
    }
}
