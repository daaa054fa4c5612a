package meridian.formats.osm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meridian.formats.ReadReport;
import meridian.model.geo.LonLat;

/**
 * Puts the features of many tiles together again: lines that a tile border has cut are joined, objects that stand in
 * several tiles are taken once.
 *
 * <p>A vertex is an exact position in the tiles' own grid (8 mm at the equator for zoom 12 and an extent of 2^20). The point where
 * a border cuts a line is no vertex of OpenStreetMap: it belongs to that one line and joins nothing else.
 */
final class QaTilesContent implements VectorTile.Sink {
    /** Rough sizes in memory: an object with its tags, and a position that is later a vertex of a line. */
    private static final int OBJECT_BYTES = 250;

    private static final long POSITION_BYTES = 16;
    private static final int MOST_PIECES = 2_000;

    private final OsmData data;
    private final ReadReport report;
    private final LongIntMap vertexAt = new LongIntMap(1 << 18);
    private final LongIntMap nodesSeen = new LongIntMap(1 << 18);
    private final Map<Long, Pieces> lines = new LinkedHashMap<>();
    private final Map<Long, Pieces> grounds = new LinkedHashMap<>();

    private TileAddress tile = new TileAddress(0, 0, 0);
    private long unitsPerTile;

    /** The parts of one way from all tiles, as positions {@code x << 32 | y} of the whole world. */
    private record Pieces(OsmTags tags, List<long[]> parts) {}

    QaTilesContent(OsmData data, ReadReport report) {
        this.data = data;
        this.report = report;
    }

    void enter(TileAddress address) {
        tile = address;
    }

    @Override
    public void extent(int units) {
        if (unitsPerTile != 0 && unitsPerTile != units) {
            throw new IllegalArgumentException(units + " units per tile, where another tile has " + unitsPerTile);
        }
        unitsPerTile = units;
        if (unitsPerTile << tile.zoom() > 1L << 32) {
            throw new IllegalArgumentException(units + " units per tile at zoom " + tile.zoom());
        }
    }

    @Override
    public void broken(String why, String place) {
        report.skipped("feature", why, "tile " + tile.zoom() + "-" + tile.x() + "-" + tile.y() + " " + place);
    }

    @Override
    public void feature(boolean node, long id, OsmTags tags, VectorTile.Shape shape, List<int[]> parts) {
        if (tags.isEmpty()) {
            return;
        }
        if (node) {
            if (nodesSeen.has(id)) {
                report.skipped("node", "stands in two tiles; taken once", "node " + id);
                return;
            }
            data.charge(OBJECT_BYTES);
            nodesSeen.put(id, 0);
            long position = position(parts.getFirst()[0], parts.getFirst()[1]);
            data.nodes.add(new OsmNode(id, vertex(position), tags));
            return;
        }
        Pieces pieces = (shape == VectorTile.Shape.POLYGONS ? grounds : lines)
                .computeIfAbsent(id, i -> new Pieces(tags, new ArrayList<>(1)));
        for (int[] part : parts) {
            long[] positions = new long[part.length / 2];
            for (int i = 0; i < positions.length; i++) {
                positions[i] = position(part[2 * i], part[2 * i + 1]);
            }
            data.charge(OBJECT_BYTES + positions.length * POSITION_BYTES);
            if (pieces.parts().size() >= MOST_PIECES) {
                report.skipped("part of a way", "more parts than any real way has", "way " + id);
            } else if (pieces.parts().stream().anyMatch(p -> Arrays.equals(p, positions))) {
                report.skipped("part of a way", "stands in two tiles; taken once", "way " + id);
            } else {
                pieces.parts().add(positions);
            }
        }
    }

    private long position(int x, int y) {
        long world = unitsPerTile << tile.zoom();
        long globalX = Math.clamp(tile.x() * unitsPerTile + x, 0, world - 1);
        long globalY = Math.clamp(tile.y() * unitsPerTile + y, 0, world - 1);
        return globalX << 32 | globalY;
    }

    private boolean onBorder(long position) {
        return (position >>> 32) % unitsPerTile == 0 || (position & 0xFFFFFFFFL) % unitsPerTile == 0;
    }

    private int vertex(long position) {
        int vertex = vertexAt.get(position);
        if (vertex == LongIntMap.ABSENT) {
            vertex = newVertex(position);
            vertexAt.put(position, vertex);
        }
        return vertex;
    }

    private int newVertex(long position) {
        LonLat place = TileAddress.place(position >>> 32, position & 0xFFFFFFFFL, unitsPerTile << tile.zoom());
        return data.addVertex(place.lonDegrees(), place.latDegrees());
    }

    /** Stitches and hands over the ways, after the last tile. */
    void finish() {
        lines.forEach((id, pieces) -> {
            for (long[] line : stitched(pieces.parts())) {
                if (line.length >= 2) {
                    data.ways.add(new OsmWay(id, pieces.tags(), vertices(line)));
                }
            }
        });
        lines.clear();
        grounds.forEach((id, pieces) -> {
            List<OsmArea.Polygon> polygons = polygons(pieces.parts());
            if (!polygons.isEmpty()) {
                data.areas.add(new OsmArea("way/" + id, pieces.tags(), polygons));
            }
        });
        grounds.clear();
    }

    /** Joins pieces where one ends at the border point at which another begins. */
    private List<long[]> stitched(List<long[]> pieces) {
        if (pieces.size() == 1) {
            return pieces;
        }
        List<long[]> chains = new ArrayList<>();
        List<long[]> rest = new ArrayList<>(pieces);
        while (!rest.isEmpty()) {
            long[] chain = rest.removeLast();
            for (boolean grown = true; grown; ) {
                grown = false;
                for (int i = 0; i < rest.size() && !grown; i++) {
                    long[] piece = rest.get(i);
                    if (chain[chain.length - 1] == piece[0] && onBorder(piece[0])) {
                        chain = joined(chain, piece);
                        grown = true;
                    } else if (piece[piece.length - 1] == chain[0] && onBorder(chain[0])) {
                        chain = joined(piece, chain);
                        grown = true;
                    }
                    if (grown) {
                        rest.remove(i);
                    }
                }
            }
            chains.add(chain);
        }
        return chains;
    }

    /** One chain without the point where the border cut it. */
    private static long[] joined(long[] first, long[] second) {
        long[] chain = Arrays.copyOf(first, first.length + second.length - 2);
        System.arraycopy(second, 1, chain, first.length - 1, second.length - 1);
        return chain;
    }

    private int[] vertices(long[] line) {
        int[] vertices = new int[line.length];
        LongIntMap cuts = null;
        for (int i = 0; i < line.length; i++) {
            if (!onBorder(line[i])) {
                vertices[i] = vertex(line[i]);
                continue;
            }
            cuts = cuts == null ? new LongIntMap(4) : cuts;
            int cut = cuts.get(line[i]);
            if (cut == LongIntMap.ABSENT) {
                cut = newVertex(line[i]);
                cuts.put(line[i], cut);
            }
            vertices[i] = cut;
        }
        return vertices;
    }

    /** Rings with their holes: an outline turns one way, the holes that follow it the other (section 4.3.4.4). */
    private List<OsmArea.Polygon> polygons(List<long[]> rings) {
        List<List<int[]>> polygons = new ArrayList<>();
        for (long[] ring : rings) {
            if (ring.length < 4) {
                continue;
            }
            boolean hole = signedArea(ring) < 0;
            if (hole && !polygons.isEmpty()) {
                polygons.getLast().add(vertices(ring));
            } else if (!hole) {
                polygons.add(new ArrayList<>(List.of(vertices(ring))));
            }
        }
        return polygons.stream().map(OsmArea.Polygon::new).toList();
    }

    private static double signedArea(long[] ring) {
        double sum = 0;
        long x0 = ring[0] >>> 32;
        long y0 = ring[0] & 0xFFFFFFFFL;
        for (int i = 0; i + 1 < ring.length; i++) {
            double ax = (ring[i] >>> 32) - x0;
            double ay = (ring[i] & 0xFFFFFFFFL) - y0;
            double bx = (ring[i + 1] >>> 32) - x0;
            double by = (ring[i + 1] & 0xFFFFFFFFL) - y0;
            sum += ax * by - bx * ay;
        }
        return sum;
    }
}
