package meridian.formats.osm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meridian.formats.ReadReport;
import meridian.formats.osm.PbfBlock.Kind;

/**
 * Collects a PBF file in three passes: relations, then the ways they and the tags call for, then the nodes of those ways.
 * So only what is used is ever in memory, whatever the order of the file. One thread.
 */
final class PbfContent {
    /** Rough sizes in memory: an object with its tags, and a member with its place in the maps. */
    private static final int OBJECT_BYTES = 250;

    private static final long REF_BYTES = 40;

    private final OsmData data;
    private final ReadReport report;

    private final List<Multipolygon> multipolygons = new ArrayList<>();
    private final List<Restriction> wantedRestrictions = new ArrayList<>();
    private final LongIntMap memberWays = new LongIntMap(1024);
    private final List<FileWay> fileWays = new ArrayList<>();
    private final LongIntMap vertexOf = new LongIntMap(1 << 16);
    private final LongIntMap neededNodes = new LongIntMap(1 << 16);

    private record Multipolygon(long id, OsmTags tags, List<Long> ways) {}

    private record Restriction(long id, long from, long via, long to, boolean only) {}

    private record FileWay(long id, OsmTags tags, long[] refs) {}

    PbfContent(OsmData data, ReadReport report) {
        this.data = data;
        this.report = report;
    }

    /** A sink of one kind of object. */
    private abstract class Pass implements PbfBlock.Sink {
        private final Kind kind;

        Pass(Kind kind) {
            this.kind = kind;
        }

        @Override
        public boolean wants(Kind candidate) {
            return candidate == kind;
        }

        @Override
        public void node(long id, double lonDegrees, double latDegrees, OsmTags tags) {}

        @Override
        public void way(long id, OsmTags tags, long[] refs) {}

        @Override
        public void relation(long id, OsmTags tags, long[] members, Kind[] kinds, String[] roles) {}

        @Override
        public void oversized(Kind what, long id) {
            report.skipped(
                    what.name().toLowerCase(java.util.Locale.ROOT),
                    "more members than any real object has",
                    "id " + id);
        }
    }

    PbfBlock.Sink relations() {
        return new Pass(Kind.RELATION) {
            @Override
            public void relation(long id, OsmTags tags, long[] members, Kind[] kinds, String[] roles) {
                if (tags.is("type", "multipolygon") && Areas.mayBeArea(tags)) {
                    takeMultipolygon(id, tags, members, kinds);
                } else if (tags.is("type", "restriction")) {
                    takeRestriction(id, tags, members, kinds, roles);
                } else if (tags.is("type", "route") && tags.is("route", "bus", "trolleybus", "tram")) {
                    takeRoute(tags, members, kinds, roles);
                }
            }
        };
    }

    private void takeMultipolygon(long id, OsmTags tags, long[] members, Kind[] kinds) {
        data.charge(OBJECT_BYTES + members.length * REF_BYTES);
        List<Long> ways = new ArrayList<>();
        for (int i = 0; i < members.length; i++) {
            if (kinds[i] == Kind.WAY) {
                ways.add(members[i]);
                memberWays.put(members[i], 0);
            }
        }
        multipolygons.add(new Multipolygon(id, tags, ways));
    }

    private void takeRestriction(long id, OsmTags tags, long[] members, Kind[] kinds, String[] roles) {
        String rule = tags.value("restriction");
        long from = 0;
        long via = 0;
        long to = 0;
        int parts = 0;
        for (int i = 0; i < members.length; i++) {
            switch (roles[i]) {
                case "from" -> {
                    from = members[i];
                    parts += kinds[i] == Kind.WAY ? 1 : 100;
                }
                case "to" -> {
                    to = members[i];
                    parts += kinds[i] == Kind.WAY ? 10 : 100;
                }
                case "via" -> {
                    via = members[i];
                    parts += kinds[i] == Kind.NODE ? 1000 : 100;
                }
                default -> {
                    // location_hint and the like.
                }
            }
        }
        if (!rule.startsWith("no_") && !rule.startsWith("only_")) {
            report.skipped("turn restriction", "not for all vehicles at all times", "relation " + id);
        } else if (tags.value("except").contains("motorcar")) {
            report.skipped("turn restriction", "not for cars", "relation " + id);
        } else if (parts != 1011) {
            report.skipped("turn restriction", "not of the form way, node, way", "relation " + id);
        } else {
            data.charge(OBJECT_BYTES);
            wantedRestrictions.add(new Restriction(id, from, via, to, rule.startsWith("only_")));
            neededNodes.put(via, 0);
        }
    }

    private void takeRoute(OsmTags tags, long[] members, Kind[] kinds, String[] roles) {
        String line = tags.firstOf("ref", "name");
        data.charge(OBJECT_BYTES + members.length * REF_BYTES);
        if (line.isEmpty()) {
            return;
        }
        for (int i = 0; i < members.length; i++) {
            if (roles[i].startsWith("platform") || roles[i].startsWith("stop")) {
                String name =
                        (kinds[i] == Kind.NODE ? "node/" : kinds[i] == Kind.WAY ? "way/" : "relation/") + members[i];
                List<String> lines = data.linesAt.computeIfAbsent(name, n -> new ArrayList<>(2));
                if (!lines.contains(line)) {
                    lines.add(line);
                }
            }
        }
    }

    PbfBlock.Sink ways() {
        return new Pass(Kind.WAY) {
            @Override
            public void way(long id, OsmTags tags, long[] refs) {
                if (tags.isEmpty() && !memberWays.has(id)) {
                    return;
                }
                if (refs.length < 2) {
                    report.skipped("way", "fewer than two nodes", "way " + id);
                    return;
                }
                data.charge(OBJECT_BYTES + refs.length * REF_BYTES);
                fileWays.add(new FileWay(id, tags, refs));
                for (long ref : refs) {
                    neededNodes.put(ref, 0);
                }
            }
        };
    }

    PbfBlock.Sink nodes() {
        return new Pass(Kind.NODE) {
            @Override
            public void node(long id, double lonDegrees, double latDegrees, OsmTags tags) {
                if (tags.isEmpty() && !neededNodes.has(id)) {
                    return;
                }
                if (!(Math.abs(lonDegrees) <= 180) || !(Math.abs(latDegrees) <= 90)) {
                    report.skipped("node", "not a place on earth", "node " + id);
                } else if (vertexOf.has(id)) {
                    report.skipped("node", "stands twice", "node " + id);
                } else {
                    int vertex = data.addVertex(lonDegrees, latDegrees);
                    vertexOf.put(id, vertex);
                    if (!tags.isEmpty()) {
                        data.charge(OBJECT_BYTES);
                        data.nodes.add(new OsmNode(id, vertex, tags));
                    }
                }
            }
        };
    }

    /** Puts the parts together, after the three passes. */
    void finish() {
        Map<Long, int[]> verticesOfMembers = new HashMap<>();
        LongIntMap seen = new LongIntMap(fileWays.size());
        for (FileWay way : fileWays) {
            if (seen.has(way.id())) {
                report.skipped("way", "stands twice", "way " + way.id());
                continue;
            }
            seen.put(way.id(), 0);
            int[] vertices = vertices(way);
            if (vertices.length < 2) {
                report.skipped("way", "its nodes are not in the file", "way " + way.id());
                continue;
            }
            if (memberWays.has(way.id())) {
                verticesOfMembers.put(way.id(), vertices);
            }
            if (!way.tags().isEmpty()) {
                Areas.put(data, way.id(), way.tags(), vertices);
            }
        }
        fileWays.clear();
        multipolygons.forEach(m -> assemble(m, verticesOfMembers));
        for (Restriction r : wantedRestrictions) {
            int via = vertexOf.get(r.via());
            if (via == LongIntMap.ABSENT) {
                report.skipped("turn restriction", "its node is not in the file", "relation " + r.id());
            } else {
                data.restrictions.add(new TurnRestriction(r.from(), via, r.to(), r.only()));
            }
        }
    }

    /** The vertices of a way that are in the file; an extract cuts ways at its border. */
    private int[] vertices(FileWay way) {
        int[] vertices = new int[way.refs().length];
        int n = 0;
        for (long ref : way.refs()) {
            int vertex = vertexOf.get(ref);
            if (vertex != LongIntMap.ABSENT && (n == 0 || vertices[n - 1] != vertex)) {
                vertices[n++] = vertex;
            }
        }
        return java.util.Arrays.copyOf(vertices, n);
    }

    private void assemble(Multipolygon relation, Map<Long, int[]> verticesOfMembers) {
        RingAssembler assembler = new RingAssembler();
        for (long way : relation.ways()) {
            int[] vertices = verticesOfMembers.get(way);
            if (vertices != null) {
                assembler.add(vertices);
            }
        }
        List<int[]> rings = assembler.rings();
        if (!assembler.open().isEmpty()) {
            report.skipped("ring of a multipolygon", "it does not close within the file", "relation " + relation.id());
        }
        if (!rings.isEmpty()) {
            data.areas.add(new OsmArea("relation/" + relation.id(), relation.tags(), Areas.nested(data, rings)));
        }
    }
}
