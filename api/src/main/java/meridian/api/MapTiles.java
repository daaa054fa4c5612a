package meridian.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import meridian.model.City;
import meridian.model.geo.LonLat;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;
import meridian.model.network.Link;
import meridian.model.network.Movement;
import meridian.model.network.NodeControl;
import meridian.model.network.RoadClass;
import meridian.model.place.Area;
import meridian.model.place.Building;
import meridian.model.place.Place;
import meridian.model.place.Settlement;
import meridian.model.place.Stop;
import meridian.model.signal.SignalPlan;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * The base map as vector tiles, made from the city file when they are asked for; the newest are kept.
 *
 * <p>Thread-safe. The indices over the city are built when a tile first needs them.
 */
final class MapTiles {
    static final int DEEPEST = 16;
    private static final int KEPT = 512;
    private static final double BUFFER = 128.0 / VectorTile.EXTENT;
    private static final int BUILDINGS_FROM = 14;
    private static final int MAIN_STREETS_FROM = 12;
    private static final int ALL_STREETS_FROM = 15;
    private static final int PLACES_FROM = 14;
    private static final int STOPS_FROM = 15;
    private static final int JUNCTIONS_FROM = 13;
    private static final int CROSSROADS_FROM = 15;
    /** Most of a city is drawn from here on only; what is drawn before has an index of its own, which is made at once. */
    private static final int NEAR_FROM = 13;
    /** Smaller areas than this many tile pixels square are left out. */
    private static final double SMALLEST_AREA = 24;

    private final City city;
    private final CitySquare square;

    private final Map<Long, byte[]> kept = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * Something to draw, with its box in Web Mercator (0 to 1) and the zoom from which it is drawn.
     *
     * @param turn when it is drawn: what has a higher number may lie on what has a lower one
     */
    private record Item(int fromZoom, int turn, Envelope box, Drawing drawing) {}

    private interface Drawing {
        void on(VectorTile tile, TileSpace space);
    }

    private final Lazy<Index> far = new Lazy<>(this::farIndex);
    private final Lazy<Index> near = new Lazy<>(this::nearIndex);

    /** Finds what lies in a box, in the order in which it was put in. One thread fills it, then all may ask. */
    private static final class Index {
        private final STRtree tree = new STRtree();
        private int items;

        void add(int fromZoom, Envelope box, Drawing drawing) {
            tree.insert(box, new Item(fromZoom, items++, box, drawing));
        }

        @SuppressWarnings("unchecked")
        List<Item> find(Envelope box) {
            List<Item> found = new ArrayList<>(tree.query(box));
            found.sort(Comparator.comparingInt(Item::turn));
            return found;
        }
    }

    MapTiles(City city, CitySquare square) {
        this.city = city;
        this.square = square;
    }

    /** The tile's bytes; empty where nothing is there. */
    byte[] tile(int z, int x, int y) {
        long key = ((long) z << 40) | ((long) x << 20) | y;
        synchronized (kept) {
            byte[] known = kept.get(key);
            if (known != null) {
                return known;
            }
        }
        byte[] made = make(z, x, y);
        synchronized (kept) {
            kept.put(key, made);
        }
        return made;
    }

    private byte[] make(int z, int x, int y) {
        TileSpace space = new TileSpace(z, x, y);
        VectorTile tile = new VectorTile();
        draw(far.get(), tile, space, z);
        if (z >= NEAR_FROM) {
            draw(near.get(), tile, space, z);
        }
        return tile.isEmpty() ? new byte[0] : tile.bytes();
    }

    private static void draw(Index index, VectorTile tile, TileSpace space, int z) {
        for (Item item : index.find(space.envelope())) {
            if (z >= item.fromZoom()) {
                item.drawing().on(tile, space);
            }
        }
    }

    /** A tile's square in Web Mercator and its pixels. */
    private static final class TileSpace {
        final double scale;
        final int x;
        final int y;

        TileSpace(int z, int x, int y) {
            this.scale = 1L << z;
            this.x = x;
            this.y = y;
        }

        Envelope envelope() {
            return new Envelope(
                    (x - BUFFER) / scale, (x + 1 + BUFFER) / scale, (y - BUFFER) / scale, (y + 1 + BUFFER) / scale);
        }

        double pixelX(double mercatorX) {
            return (mercatorX * scale - x) * VectorTile.EXTENT;
        }

        double pixelY(double mercatorY) {
            return (mercatorY * scale - y) * VectorTile.EXTENT;
        }

        /** The pieces of a line inside the buffered tile (Liang and Barsky, TOG 1984), as pixels. */
        List<int[]> pieces(double[] line) {
            List<int[]> pieces = new ArrayList<>();
            int[] piece = new int[2 * line.length];
            int n = 0;
            for (int i = 0; i + 3 < line.length; i += 2) {
                double ax = pixelX(line[i]);
                double ay = pixelY(line[i + 1]);
                double bx = pixelX(line[i + 2]);
                double by = pixelY(line[i + 3]);
                double[] inside = inside(ax, ay, bx - ax, by - ay);
                if (inside[0] > inside[1]) {
                    continue;
                }
                if (inside[0] > 0) {
                    n = finish(pieces, piece, n);
                }
                n = append(piece, n, ax + inside[0] * (bx - ax), ay + inside[0] * (by - ay));
                n = append(piece, n, ax + inside[1] * (bx - ax), ay + inside[1] * (by - ay));
                if (inside[1] < 1) {
                    n = finish(pieces, piece, n);
                }
            }
            finish(pieces, piece, n);
            return pieces;
        }

        /** From which to which share of its length a segment is inside; the first is larger where it is outside. */
        private static double[] inside(double ax, double ay, double dx, double dy) {
            double margin = BUFFER * VectorTile.EXTENT;
            double far = VectorTile.EXTENT + margin;
            double[] direction = {-dx, dx, -dy, dy};
            double[] room = {ax + margin, far - ax, ay + margin, far - ay};
            double from = 0;
            double to = 1;
            for (int side = 0; side < 4; side++) {
                double share = room[side] / direction[side];
                if (direction[side] < 0) {
                    from = Math.max(from, share);
                } else if (direction[side] > 0) {
                    to = Math.min(to, share);
                } else if (room[side] < 0) {
                    to = -1;
                }
            }
            return new double[] {from, to};
        }

        private static int append(int[] chain, int n, double x, double y) {
            int px = (int) Math.round(x);
            int py = (int) Math.round(y);
            if (n > 0 && chain[n - 2] == px && chain[n - 1] == py) {
                return n;
            }
            chain[n] = px;
            chain[n + 1] = py;
            return n + 2;
        }

        private static int finish(List<int[]> pieces, int[] piece, int n) {
            if (n >= 4) {
                pieces.add(java.util.Arrays.copyOf(piece, n));
            }
            return 0;
        }

        /** The part of a ring inside the buffered tile (Sutherland and Hodgman, CACM 1974), as pixels. */
        int[] clipped(double[] ring) {
            double margin = BUFFER * VectorTile.EXTENT;
            double[] chain = new double[ring.length];
            for (int i = 0; i < ring.length; i += 2) {
                chain[i] = pixelX(ring[i]);
                chain[i + 1] = pixelY(ring[i + 1]);
            }
            for (int side = 0; side < 4; side++) {
                chain = cut(chain, side, side < 2 ? -margin : VectorTile.EXTENT + margin);
            }
            int[] out = new int[chain.length];
            int n = 0;
            for (int i = 0; i < chain.length; i += 2) {
                n = append(out, n, chain[i], chain[i + 1]);
            }
            return java.util.Arrays.copyOf(out, n);
        }

        /** Sides 0 and 1 keep what is above the limit in x and y, sides 2 and 3 what is below. */
        private static double[] cut(double[] chain, int side, double limit) {
            double[] out = new double[chain.length * 2 + 4];
            int n = 0;
            int axis = side % 2;
            boolean above = side < 2;
            for (int i = 0; i < chain.length; i += 2) {
                int j = (i + 2) % chain.length;
                double a = chain[i + axis];
                double b = chain[j + axis];
                boolean insideA = above ? a >= limit : a <= limit;
                boolean insideB = above ? b >= limit : b <= limit;
                if (insideA) {
                    out[n++] = chain[i];
                    out[n++] = chain[i + 1];
                }
                if (insideA != insideB) {
                    double t = (limit - a) / (b - a);
                    out[n++] = chain[i] + t * (chain[j] - chain[i]);
                    out[n++] = chain[i + 1] + t * (chain[j + 1] - chain[i + 1]);
                }
            }
            return java.util.Arrays.copyOf(out, n);
        }
    }

    private Index farIndex() {
        Index index = new Index();
        areasFromLargeToSmall(index);
        streets(index, roadClass -> roadClass.compareTo(RoadClass.SECONDARY) <= 0, MAIN_STREETS_FROM);
        for (Settlement settlement : city.places().settlements()) {
            addSettlement(index, settlement);
        }
        index.tree.build();
        return index;
    }

    private Index nearIndex() {
        Index index = new Index();
        streets(index, roadClass -> roadClass.compareTo(RoadClass.SECONDARY) > 0, ALL_STREETS_FROM - 1);
        crossroads(index);
        for (Building building : city.places().buildings()) {
            addBuilding(index, building);
        }
        for (Place place : city.places().points()) {
            Map<String, Object> attributes = Map.of("kind", CityViews.word(place.kind()), "name", place.name());
            addPoint(index, "place", PLACES_FROM, place.at(), attributes);
        }
        List<Stop> stops = city.places().stops();
        for (int i = 0; i < stops.size(); i++) {
            Map<String, Object> attributes =
                    Map.of("index", i, "name", stops.get(i).name());
            addPoint(index, "stop", STOPS_FROM, stops.get(i).at(), attributes);
        }
        junctions(index);
        index.tree.build();
        return index;
    }

    /** The ground between the ends of the links that meet; without it roads would end at their stop lines. */
    private void crossroads(Index index) {
        Crossroads all = new Crossroads(city.network());
        for (int n = 0; n < city.network().nodes().size(); n++) {
            int node = n;
            if (all.exists(node)) {
                add(index, node, all);
            }
        }
    }

    private void add(Index index, int node, Crossroads all) {
        Envelope plane = all.box(node);
        Envelope box = box(mercator(Polyline.of(
                List.of(new Point(plane.getMinX(), plane.getMinY()), new Point(plane.getMaxX(), plane.getMaxY())))));
        index.add(CROSSROADS_FROM, box, (tile, space) -> {
            List<Point> outline = all.outline(node);
            if (!outline.isEmpty()) {
                tile.polygon("crossroads", List.of(space.clipped(mercator(Polyline.of(outline)))), Map.of());
            }
        });
    }

    /** So that a lake is seen in its park, and the park on its island in the sea. */
    private void areasFromLargeToSmall(Index index) {
        record Ground(Area area, List<double[]> rings, Envelope box) {}
        List<Ground> grounds = new ArrayList<>();
        for (Area area : city.places().areas()) {
            List<double[]> rings = area.rings().stream().map(this::mercator).toList();
            grounds.add(new Ground(area, rings, box(rings.getFirst())));
        }
        grounds.sort(Comparator.comparingDouble((Ground g) -> g.box().getArea()).reversed());
        grounds.forEach(g -> addArea(index, g.area(), g.rings(), g.box()));
    }

    private void addArea(Index index, Area area, List<double[]> rings, Envelope box) {
        Map<String, Object> attributes = Map.of("kind", CityViews.word(area.kind()));
        index.add(0, box, (tile, space) -> {
            if (box.getArea() * space.scale * space.scale * VectorTile.EXTENT * VectorTile.EXTENT
                    < SMALLEST_AREA * SMALLEST_AREA) {
                return;
            }
            tile.polygon("ground", rings.stream().map(space::clipped).toList(), attributes);
        });
    }

    private void addBuilding(Index index, Building building) {
        Map<String, Object> attributes = Map.of("height", building.heightMeters(), "assumed", building.assumedHeight());
        Polyline outline = building.outline();
        index.add(
                BUILDINGS_FROM,
                box(mercator(outline)),
                (tile, space) -> tile.polygon("building", List.of(space.clipped(mercator(outline))), attributes));
    }

    private void addSettlement(Index index, Settlement settlement) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("name", settlement.name());
        attributes.put("rank", settlement.rank());
        settlement.names().forEach((language, name) -> attributes.put("name:" + language, name));
        addPoint(index, "settlement", 0, settlement.at(), attributes);
    }

    private void addPoint(Index index, String layer, int fromZoom, Point at, Map<String, Object> attributes) {
        double[] place = mercator(at);
        index.add(
                fromZoom,
                box(place),
                (tile, space) -> tile.point(
                        layer,
                        (int) Math.round(space.pixelX(place[0])),
                        (int) Math.round(space.pixelY(place[1])),
                        attributes));
    }

    /** Streets with a name, joined to long lines so that a label finds room. */
    private void streets(Index index, Predicate<RoadClass> which, int fromZoom) {
        record Street(String name, RoadClass roadClass) {}
        Map<Street, List<double[]>> lines = new LinkedHashMap<>();
        for (Link link : city.network().links()) {
            boolean otherDirection = link.fromNode() > link.toNode();
            if (which.test(link.roadClass()) && !link.name().isBlank() && !otherDirection) {
                lines.computeIfAbsent(new Street(link.name(), link.roadClass()), s -> new ArrayList<>())
                        .add(mercator(link.shape()));
            }
        }
        lines.forEach((street, parts) -> {
            Map<String, Object> attributes =
                    Map.of("name", street.name(), "class", street.roadClass().ordinal());
            for (double[] line : LineJoiner.joined(parts)) {
                index.add(fromZoom, box(line), (tile, space) -> {
                    tile.line("street", space.pieces(line), attributes);
                });
            }
        });
    }

    private void junctions(Index index) {
        var network = city.network();
        int[] controller = new int[network.nodes().size()];
        java.util.Arrays.fill(controller, Movement.NO_SIGNAL);
        for (Movement m : network.movements()) {
            if (m.signalled()) {
                controller[m.node()] = m.signal();
            }
        }
        for (int n = 0; n < controller.length; n++) {
            boolean signals =
                    controller[n] != Movement.NO_SIGNAL || network.node(n).control() == NodeControl.SIGNALS;
            if (signals) {
                boolean assumed = controller[n] == Movement.NO_SIGNAL
                        || city.signals().get(controller[n]).plan().source() == SignalPlan.Source.ASSUMED;
                addPoint(
                        index,
                        "junction",
                        JUNCTIONS_FROM,
                        network.node(n).at(),
                        Map.of("index", n, "signals", true, "assumed", assumed));
            }
        }
    }

    private static Envelope box(double[] chain) {
        Envelope box = new Envelope();
        for (int i = 0; i < chain.length; i += 2) {
            box.expandToInclude(chain[i], chain[i + 1]);
        }
        return box;
    }

    private double[] mercator(Polyline line) {
        double[] out = new double[line.size() * 2];
        for (int i = 0; i < line.size(); i++) {
            out[2 * i] = square.mercatorOfX(square.x(line.x(i), line.y(i)));
            out[2 * i + 1] = square.mercatorOfY(square.y(line.x(i), line.y(i)));
        }
        return out;
    }

    private double[] mercator(Point point) {
        LonLat at = city.projection().toEarth(point);
        return new double[] {CitySquare.mercatorX(at.lonDegrees()), CitySquare.mercatorY(at.latDegrees())};
    }
}
