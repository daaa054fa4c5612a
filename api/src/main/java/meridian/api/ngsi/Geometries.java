package meridian.api.ngsi;

import java.util.Map;
import meridian.twin.entity.Geometry;
import meridian.twin.entity.Rejected;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Geometries as a question's parameters give them. */
public final class Geometries {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Geometries() {}

    /**
     * @param kind such as {@code Polygon}
     * @param coordinates as GeoJSON has them, such as {@code [[[-56.2,-34.9],…]]}
     * @throws Rejected where it is none
     */
    public static Geometry parse(String kind, String coordinates) {
        try {
            JsonNode node = JSON.readTree(coordinates.isBlank() ? "null" : coordinates);
            return GeoJson.read(JSON.valueToTree(Map.of("type", kind, "coordinates", node)), "coordinates");
        } catch (JacksonException e) {
            throw new Rejected(Rejected.Reason.BAD_VALUE, "coordinates", "are an array of JSON");
        }
    }
}
