package meridian.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import meridian.model.City;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;
import meridian.model.place.Area;
import meridian.model.place.Places;
import meridian.testkit.Town;
import org.junit.jupiter.api.Test;

class MapTilesTest {
    /** Attributes each layer must and may have, as docs/live-channel.md lists them. */
    private static final Map<String, Set<String>> DESCRIBED = Map.of(
            "ground", Set.of("kind"),
            "building", Set.of("height", "assumed"),
            "crossroads", Set.of(),
            "street", Set.of("name", "class"),
            "settlement", Set.of("name", "rank"),
            "place", Set.of("kind", "name"),
            "stop", Set.of("index", "name"),
            "junction", Set.of("index", "signals", "assumed"));

    private static final Map<String, Integer> FROM_ZOOM =
            Map.of("building", 14, "crossroads", 15, "street", 12, "place", 14, "stop", 15, "junction", 13);
    private static final Map<String, Integer> TYPES = Map.of(
            "ground",
            3,
            "building",
            3,
            "crossroads",
            3,
            "street",
            2,
            "settlement",
            1,
            "place",
            1,
            "stop",
            1,
            "junction",
            1);

    private final City town = Town.city();
    private final CitySquare square = new CitySquare(town);
    private final MapTiles tiles = new MapTiles(town, square);

    private interface TileCheck {
        void see(int x, int y, byte[] tile);
    }

    /** All tiles of a zoom that touch the town. */
    private void each(int z, TileCheck check) {
        int n = 1 << z;
        int west = (int) (square.mercatorOfX(0) * n);
        int east = (int) (square.mercatorOfX(1) * n);
        int north = (int) (square.mercatorOfY(0) * n);
        int south = (int) (square.mercatorOfY(1) * n);
        for (int x = west; x <= east; x++) {
            for (int y = north; y <= south; y++) {
                check.see(x, y, tiles.tile(z, x, y));
            }
        }
    }

    private void eachFeature(int z, BiConsumer<TileReader.Layer, TileReader.Feature> check) {
        each(
                z,
                (x, y, tile) -> TileReader.read(tile)
                        .values()
                        .forEach(layer -> layer.features().forEach(feature -> check.accept(layer, feature))));
    }

    @Test
    void everyLayerHasItsTypeItsAttributesAndItsZoom() {
        for (int z = 0; z <= MapTiles.DEEPEST; z++) {
            int zoom = z;
            Set<String> seen = new TreeSet<>();
            eachFeature(z, (layer, feature) -> {
                String name = layer.name();
                seen.add(name);
                assertEquals(4096, layer.extent());
                assertEquals(2, layer.version());
                assertTrue(DESCRIBED.containsKey(name), name);
                assertEquals(TYPES.get(name), feature.type(), name);
                assertTrue(zoom >= FROM_ZOOM.getOrDefault(name, 0), name + " at zoom " + zoom);
                Set<String> attributes = new HashSet<>(feature.attributes().keySet());
                attributes.removeIf(a -> a.startsWith("name:"));
                assertEquals(DESCRIBED.get(name), attributes, name);
            });
            if (z >= 15) {
                assertEquals(new TreeSet<>(DESCRIBED.keySet()), seen, "layers at zoom " + z);
            }
        }
    }

    @Test
    void everythingIsClippedToATileAndItsMargin() {
        for (int z : new int[] {12, 14, 15, 16}) {
            eachFeature(z, (layer, feature) -> {
                for (int[] part : feature.parts()) {
                    for (int c : part) {
                        assertTrue(c >= -128 && c <= 4096 + 128, layer.name() + " reaches " + c);
                    }
                }
            });
        }
    }

    @Test
    void whatIsSmallLiesOnWhatIsLarge() {
        Places places = new Places(
                List.of(),
                List.of(),
                List.of(),
                List.of(square(Area.Kind.WATER, 50), square(Area.Kind.PARK, 100), square(Area.Kind.LAND, 200)),
                List.of(),
                List.of());
        City island = new City(
                town.name(), town.projection(), town.network(), town.signals(), places, List.of(), town.attributions());
        byte[] tile = new MapTiles(island, square).tile(0, 0, 0);
        assertEquals(0, tile.length, "too small to be seen");
        Set<List<Object>> orders = new HashSet<>();
        each(16, (x, y, ignored) -> {
            byte[] near = new MapTiles(island, square).tile(16, x, y);
            TileReader.Layer ground = TileReader.read(near).get("ground");
            if (ground != null) {
                orders.add(ground.features().stream()
                        .map(f -> f.attributes().get("kind"))
                        .toList());
            }
        });
        assertTrue(orders.contains(List.of("land", "park", "water")), orders.toString());
        assertFalse(orders.contains(List.of("water", "park", "land")), orders.toString());
    }

    private Area square(Area.Kind kind, double half) {
        Point middle = town.network().node(0).at();
        double x = middle.xMeters();
        double y = middle.yMeters();
        return new Area(
                kind,
                "",
                List.of(Polyline.of(List.of(
                        new Point(x - half, y - half),
                        new Point(x + half, y - half),
                        new Point(x + half, y + half),
                        new Point(x - half, y + half),
                        new Point(x - half, y - half)))));
    }

    @Test
    void outlinesAndHolesTurnAsTheSpecificationWantsAndLinesHaveTwoPoints() {
        eachFeature(16, (layer, feature) -> {
            for (int i = 0; i < feature.parts().size(); i++) {
                int[] part = feature.parts().get(i);
                if (feature.type() == 3) {
                    assertEquals(i == 0, VectorTileTest.doubleArea(part) > 0);
                } else if (feature.type() == 2) {
                    assertTrue(part.length >= 4);
                } else {
                    assertEquals(2, part.length);
                }
            }
        });
    }

    @Test
    void everySignalStopAndPlaceIsOnTheTileWhereItLies() {
        Map<String, Set<Object>> found = new TreeMap<>();
        each(
                15,
                (x, y, tile) -> TileReader.read(tile)
                        .forEach((name, layer) -> layer.features().forEach(feature -> {
                            if (feature.type() != 1) {
                                return;
                            }
                            int[] at = feature.parts().getFirst();
                            if (at[0] >= 0 && at[0] < 4096 && at[1] >= 0 && at[1] < 4096) {
                                Object key = feature.attributes()
                                        .getOrDefault(
                                                "index", feature.attributes().get("name"));
                                assertTrue(
                                        found.computeIfAbsent(name, n -> new HashSet<>())
                                                .add(key),
                                        name + " twice: " + key);
                                if (name.equals("stop")) {
                                    near(x + at[0] / 4096.0, y + at[1] / 4096.0, (int) (long) (Long) key);
                                }
                            }
                        })));
        assertEquals(town.places().stops().size(), found.get("stop").size());
        assertEquals(town.places().points().size(), found.get("place").size());
        assertEquals(town.signals().size(), found.get("junction").size());
    }

    private void near(double tileX, double tileY, int stop) {
        var at = town.projection().toEarth(town.places().stops().get(stop).at());
        double n = 1 << 15;
        double x = (at.lonDegrees() + 180) / 360 * n;
        double phi = Math.toRadians(at.latDegrees());
        double y = (1 - Math.log(Math.tan(phi) + 1 / Math.cos(phi)) / Math.PI) / 2 * n;
        assertEquals(x, tileX, 1.0 / 4096);
        assertEquals(y, tileY, 1.0 / 4096);
    }

    @Test
    void whereNothingIsTheTileIsEmpty() {
        assertEquals(0, tiles.tile(16, 1, 1).length);
        assertEquals(0, tiles.tile(2, 0, 0).length);
    }

    @Test
    void theSameTileIsTheSameBytesAlsoFromAnotherServer() {
        MapTiles other = new MapTiles(Town.city(), square);
        each(14, (x, y, tile) -> assertArrayEquals(other.tile(14, x, y), tile));
    }

    @Test
    void aStreetKeepsItsWholeLengthWhenItIsCutIntoTiles() {
        double[] length = new double[1];
        each(16, (x, y, tile) -> {
            TileReader.Layer streets = TileReader.read(tile).get("street");
            for (TileReader.Feature f : streets == null ? List.<TileReader.Feature>of() : streets.features()) {
                if (f.attributes().get("name").equals("Harbour Avenue")) {
                    length[0] +=
                            f.parts().stream().mapToDouble(MapTilesTest::inTile).sum();
                }
            }
        });
        double tileMeters = 40_075_016.7 / (1 << 16);
        assertFalse(length[0] == 0);
        // The town lies near 0° 0°: 1,800 m between the gates, minus what junctions take.
        double meters = length[0] / 4096 * tileMeters;
        assertTrue(meters > 1500 && meters < 1900, meters + " m");
    }

    /** Length inside the tile proper, by small steps; the margins belong to its neighbours. */
    private static double inTile(int[] part) {
        double sum = 0;
        for (int i = 0; i + 3 < part.length; i += 2) {
            double dx = part[i + 2] - part[i];
            double dy = part[i + 3] - part[i + 1];
            int steps = 1000;
            for (int s = 0; s < steps; s++) {
                double x = part[i] + dx * (s + 0.5) / steps;
                double y = part[i + 1] + dy * (s + 0.5) / steps;
                sum += x >= 0 && x < 4096 && y >= 0 && y < 4096 ? Math.hypot(dx, dy) / steps : 0;
            }
        }
        return sum;
    }
}
