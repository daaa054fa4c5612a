package meridian.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VectorTileTest {
    private final VectorTile tile = new VectorTile();

    /** The surveyor's formula of the specification, section 4.3.4.4: positive for an outline, y pointing down. */
    static long doubleArea(int[] ring) {
        long sum = 0;
        for (int i = 0; i < ring.length; i += 2) {
            int j = (i + 2) % ring.length;
            sum += (long) ring[i] * ring[j + 1] - (long) ring[j] * ring[i + 1];
        }
        return sum;
    }

    private TileReader.Layer only() {
        Map<String, TileReader.Layer> layers = TileReader.read(tile.bytes());
        assertEquals(1, layers.size());
        TileReader.Layer layer = layers.values().iterator().next();
        assertEquals(4096, layer.extent());
        assertEquals(2, layer.version());
        return layer;
    }

    @Test
    void aPointHasItsPlaceAndEveryKindOfAttribute() {
        Map<String, Object> attributes = Map.of("name", "Plaza 广场", "height", 12.5, "rank", -3, "assumed", true);
        tile.point("place", 25, -17, attributes);
        TileReader.Feature point = only().features().getFirst();
        assertEquals(1, point.type());
        assertArrayEquals(new int[] {25, -17}, point.parts().getFirst());
        assertEquals(Map.of("name", "Plaza 广场", "height", 12.5, "rank", -3L, "assumed", true), point.attributes());
    }

    @Test
    void featuresOfALayerShareKeysAndValues() {
        tile.point("stop", 1, 1, Map.of("index", 7));
        tile.point("stop", 2, 2, Map.of("index", 7));
        tile.point("stop", 3, 3, Map.of("index", 8));
        assertEquals(
                List.of(7L, 7L, 8L),
                only().features().stream().map(f -> f.attributes().get("index")).toList());
    }

    @Test
    void aLineOfSeveralPiecesStaysOneFeature() {
        tile.line("street", List.of(new int[] {0, 0, 10, 0, 10, 10}, new int[] {20, 20, 30, 30}), Map.of());
        TileReader.Feature line = only().features().getFirst();
        assertEquals(2, line.type());
        assertArrayEquals(new int[] {0, 0, 10, 0, 10, 10}, line.parts().get(0));
        assertArrayEquals(new int[] {20, 20, 30, 30}, line.parts().get(1));
    }

    @Test
    void outlinesTurnOneWayAndHolesTheOtherHoweverTheyAreGiven() {
        int[] outline = {0, 0, 100, 0, 100, 100, 0, 100};
        int[] hole = {20, 20, 40, 20, 40, 40, 20, 40, 20, 20};
        int[] backwards = {0, 100, 100, 100, 100, 0, 0, 0};
        tile.polygon("ground", List.of(outline, hole), Map.of());
        tile.polygon("ground", List.of(backwards, hole), Map.of());
        for (TileReader.Feature polygon : only().features()) {
            assertEquals(3, polygon.type());
            assertEquals(20_000, doubleArea(polygon.parts().get(0)));
            assertEquals(-800, doubleArea(polygon.parts().get(1)));
            assertEquals(8, polygon.parts().get(1).length, "a ring is not closed by repeating its first point");
        }
    }

    @Test
    void aPolygonWithoutAreaIsNotDrawnNorAreItsHoles() {
        int[] hole = {20, 20, 40, 20, 40, 40};
        tile.polygon("ground", List.of(new int[] {0, 0, 10, 0, 20, 0}, hole), Map.of());
        tile.polygon("ground", List.of(new int[] {}, hole), Map.of());
        tile.line("street", List.of(), Map.of());
        assertTrue(tile.isEmpty());
    }

    @Test
    void aValueOfAnUnknownKindIsOurOwnMistake() {
        tile.point("place", 1, 1, Map.of("name", List.of()));
        assertThrows(IllegalArgumentException.class, tile::bytes);
    }
}
