package meridian.formats.cityfile;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import meridian.model.network.Access;
import meridian.model.network.Assumption;
import meridian.model.network.Conflicts;
import meridian.model.network.Crossing;
import meridian.model.network.Lane;
import meridian.model.network.Link;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.network.Node;
import meridian.model.network.NodeControl;
import meridian.model.network.RoadClass;
import meridian.model.network.Turn;
import meridian.model.network.VehicleKind;

/** Nodes, links, lanes, movements, conflicts and crossings. */
final class NetworkTables {
    private static final int MOST_LANES = 1_000;

    private final Connection connection;
    private final Sum sum;
    private final Map<String, Access> accessOf = new HashMap<>();

    NetworkTables(Connection connection, Sum sum) {
        this.connection = connection;
        this.sum = sum;
    }

    void write(Network network, GeoBlob geo, int version) throws SQLException {
        try (Table table = new Table(connection, sum, "node", "geom", "id", "control", "plane")) {
            for (Node node : network.nodes()) {
                table.row()
                        .shown(geo.point(node.at()))
                        .set(node.id())
                        .set(node.control().name());
                table.set(PlaneBlob.of(node.at())).end();
            }
        }
        writeLinks(network, geo);
        writeLanes(network);
        writeMovements(network);
        if (version >= 2) {
            writeStopSigns(network);
        }
        writeConflicts(network);
        writeCrossings(network, geo);
    }

    private void writeLinks(Network network, GeoBlob geo) throws SQLException {
        try (Table table = new Table(
                connection,
                sum,
                "link",
                "geom",
                "id",
                "from_node",
                "to_node",
                "name",
                "class",
                "length_m",
                "lanes",
                "speed_mps",
                "assumed",
                "plane")) {
            for (Link link : network.links()) {
                table.row()
                        .shown(geo.line(link.shape()))
                        .set(link.id())
                        .set(link.fromNode())
                        .set(link.toNode());
                table.set(link.name()).set(link.roadClass().name()).set(link.lengthMeters());
                table.set(link.lanes().size()).shown(link.speedLimitMps()).set(names(link.assumed()));
                table.set(PlaneBlob.of(link.shape())).end();
            }
        }
    }

    private static String names(Set<? extends Enum<?>> values) {
        return values.stream().sorted().map(Enum::name).collect(Collectors.joining(" "));
    }

    private void writeLanes(Network network) throws SQLException {
        try (Table table = new Table(connection, sum, "lane", "link", "lane", "width_m", "speed_mps", "access")) {
            for (int i = 0; i < network.links().size(); i++) {
                List<Lane> lanes = network.link(i).lanes();
                for (int k = 0; k < lanes.size(); k++) {
                    Lane lane = lanes.get(k);
                    table.row().set(i).set(k).set(lane.widthMeters()).set(lane.speedLimitMps());
                    table.set(text(lane.access())).end();
                }
            }
        }
    }

    private static String text(Access access) {
        return access.equals(Access.ALL) ? "ALL" : names(access.kinds());
    }

    private void writeMovements(Network network) throws SQLException {
        try (BulkWriter out = new BulkWriter(connection, sum, "movement")) {
            for (Movement m : network.movements()) {
                out.whole(m.node())
                        .whole(m.fromLink())
                        .whole(m.fromLane())
                        .whole(m.toLink())
                        .whole(m.toLane());
                out.whole(m.turn().ordinal()).number(m.lengthMeters()).number(m.speedLimitMps());
                out.whole(m.signal()).whole(m.group()).number(m.waitMeters()).end();
            }
        }
    }

    /** Whether a network has anything to say that only version 2 knows. */
    static boolean anyStops(Network network) {
        return network.movements().stream().anyMatch(Movement::stops);
    }

    private void writeStopSigns(Network network) throws SQLException {
        try (Table table = new Table(connection, sum, "stop_sign", "movement")) {
            for (int m = 0; m < network.movements().size(); m++) {
                if (network.movement(m).stops()) {
                    table.row().set(m).end();
                }
            }
        }
    }

    private void readStopSigns(List<Movement> movements) throws SQLException {
        try (Rows rows = new Rows(connection, sum, "stop_sign", "movement")) {
            while (rows.next()) {
                int m = Numbers.index(rows.whole(), movements.size());
                movements.set(m, movements.get(m).withStop());
            }
        }
    }

    private void writeConflicts(Network network) throws SQLException {
        try (BulkWriter out = new BulkWriter(connection, sum, "conflict")) {
            for (int node = 0; node < network.nodes().size(); node++) {
                Conflicts conflicts = network.conflicts(node);
                if (!conflicts.isEmpty()) {
                    List<int[]> pairs = pairs(conflicts);
                    out.whole(node).whole(conflicts.size()).whole(pairs.size());
                    for (int[] pair : pairs) {
                        out.whole(pair[0]).whole(pair[1]).whole(pair[2]);
                    }
                    out.end();
                }
            }
        }
    }

    /** First, second, and 1 where the first yields, 2 where the second does, 3 where both do. */
    private static List<int[]> pairs(Conflicts conflicts) {
        List<int[]> pairs = new ArrayList<>();
        for (int a = 0; a < conflicts.size(); a++) {
            for (int b = a + 1; b < conflicts.size(); b++) {
                if (conflicts.crosses(a, b)) {
                    pairs.add(new int[] {a, b, (conflicts.yields(a, b) ? 1 : 0) + (conflicts.yields(b, a) ? 2 : 0)});
                }
            }
        }
        return pairs;
    }

    private void writeCrossings(Network network, GeoBlob geo) throws SQLException {
        try (Table table = new Table(
                connection, sum, "crossing", "geom", "id", "node", "links", "width_m", "signalled", "plane")) {
            for (Crossing crossing : network.crossings()) {
                table.row().shown(geo.line(crossing.shape())).set(crossing.id()).set(crossing.node());
                table.set(Numbers.join(crossing.links())).set(crossing.widthMeters());
                table.set(crossing.signalled() ? 1 : 0)
                        .set(PlaneBlob.of(crossing.shape()))
                        .end();
            }
        }
    }

    /**
     * In the order in which {@link #write} wrote, so that the sums agree.
     *
     * @param version of the file
     */
    Network read(int version) throws SQLException {
        List<Node> nodes = readNodes();
        List<Link> withoutLanes = readLinks();
        List<Link> links = readLanes(withoutLanes);
        List<Movement> movements = readMovements();
        if (version >= 2) {
            readStopSigns(movements);
        }
        Map<Integer, Conflicts> conflicts = readConflicts(count(nodes.size(), movements));
        return new Network(nodes, links, movements, readCrossings(), conflicts);
    }

    private List<Node> readNodes() throws SQLException {
        List<Node> nodes = new ArrayList<>();
        try (Rows rows = new Rows(connection, sum, "node", "id", "control", "plane")) {
            while (rows.next()) {
                String id = rows.text();
                NodeControl control = rows.choice(NodeControl.class);
                nodes.add(new Node(id, PlaneBlob.point(rows.bytes()), control));
            }
        }
        return nodes;
    }

    /** Links whose lanes are still stand-ins, as many as there are. */
    private List<Link> readLinks() throws SQLException {
        Lane standIn = new Lane(Lane.USUAL_WIDTH_METERS, 1, Access.NONE);
        List<Link> links = new ArrayList<>();
        try (Rows rows = new Rows(
                connection,
                sum,
                "link",
                "id",
                "from_node",
                "to_node",
                "name",
                "class",
                "length_m",
                "lanes",
                "assumed",
                "plane")) {
            while (rows.next()) {
                String id = rows.text();
                int from = rows.whole();
                int to = rows.whole();
                String name = rows.text();
                RoadClass roadClass = rows.choice(RoadClass.class);
                double length = rows.number();
                int lanes = Numbers.index(rows.whole(), MOST_LANES);
                Set<Assumption> assumed = assumed(rows.text());
                links.add(new Link(
                        id,
                        from,
                        to,
                        name,
                        roadClass,
                        PlaneBlob.line(rows.bytes()),
                        length,
                        Collections.nCopies(lanes, standIn),
                        assumed));
            }
        }
        return links;
    }

    private static Set<Assumption> assumed(String names) {
        Set<Assumption> assumed = EnumSet.noneOf(Assumption.class);
        for (String name : names.isEmpty() ? new String[0] : names.split(" ")) {
            assumed.add(Assumption.valueOf(name));
        }
        return assumed;
    }

    private List<Link> readLanes(List<Link> bare) throws SQLException {
        List<Link> links = new ArrayList<>(bare.size());
        try (Rows rows = new Rows(connection, sum, "lane", "link", "lane", "width_m", "speed_mps", "access")) {
            for (Link link : bare) {
                List<Lane> lanes = new ArrayList<>();
                while (lanes.size() < link.lanes().size()) {
                    if (!rows.next() || rows.whole() != links.size() || rows.whole() != lanes.size()) {
                        throw new DamagedException("a lane of link " + link.id() + " is missing");
                    }
                    lanes.add(new Lane(rows.number(), rows.number(), access(rows.text())));
                }
                links.add(new Link(
                        link.id(),
                        link.fromNode(),
                        link.toNode(),
                        link.name(),
                        link.roadClass(),
                        link.shape(),
                        link.lengthMeters(),
                        lanes,
                        link.assumed()));
            }
        }
        return links;
    }

    private Access access(String text) {
        return accessOf.computeIfAbsent(text, t -> switch (t) {
            case "ALL" -> Access.ALL;
            case "" -> Access.NONE;
            default ->
                Access.of(Arrays.stream(t.split(" "))
                        .map(VehicleKind::valueOf)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(VehicleKind.class))));
        });
    }

    private List<Movement> readMovements() throws SQLException {
        Turn[] turns = Turn.values();
        List<Movement> movements = new ArrayList<>();
        try (BulkReader in = new BulkReader(connection, sum, "movement")) {
            while (in.next()) {
                movements.add(new Movement(
                        in.whole(),
                        in.whole(),
                        in.whole(),
                        in.whole(),
                        in.whole(),
                        turns[Numbers.index(in.whole(), turns.length)],
                        in.number(),
                        in.number(),
                        in.whole(),
                        in.whole(),
                        in.number()));
            }
        }
        return movements;
    }

    private static int[] count(int nodes, List<Movement> movements) {
        int[] at = new int[nodes];
        for (Movement m : movements) {
            at[Numbers.index(m.node(), nodes)]++;
        }
        return at;
    }

    private Map<Integer, Conflicts> readConflicts(int[] movementsAt) throws SQLException {
        Map<Integer, Conflicts> conflicts = new HashMap<>();
        try (BulkReader in = new BulkReader(connection, sum, "conflict")) {
            while (in.next()) {
                int node = Numbers.index(in.whole(), movementsAt.length);
                Conflicts.Builder builder = new Conflicts.Builder(Numbers.index(in.whole(), movementsAt[node] + 1));
                int pairs = in.amount();
                for (int i = 0; i < pairs; i++) {
                    int a = in.whole();
                    int b = in.whole();
                    int waits = in.whole();
                    builder.cross(a, b);
                    if ((waits & 1) != 0) {
                        builder.yield(a, b);
                    }
                    if ((waits & 2) != 0) {
                        builder.yield(b, a);
                    }
                }
                conflicts.put(node, builder.build());
            }
        }
        return conflicts;
    }

    private List<Crossing> readCrossings() throws SQLException {
        List<Crossing> crossings = new ArrayList<>();
        try (Rows rows =
                new Rows(connection, sum, "crossing", "id", "node", "links", "width_m", "signalled", "plane")) {
            while (rows.next()) {
                String id = rows.text();
                int node = rows.whole();
                List<Integer> links = Numbers.split(rows.text());
                double width = rows.number();
                boolean signalled = rows.whole() == 1;
                crossings.add(new Crossing(id, node, links, PlaneBlob.line(rows.bytes()), width, signalled));
            }
        }
        return crossings;
    }
}
