package meridian.formats.osm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meridian.model.geo.LonLat;
import meridian.model.network.RoadClass;

/**
 * The limit where no sign is mapped, km/h.
 *
 * <p>Source: <a href="https://wiki.openstreetmap.org/wiki/Default_speed_limits">OpenStreetMap, Default speed limits</a>, which
 * quotes the laws: Uruguay Decreto 118/984 and Ley 18.191; Switzerland VRV art. 4a and SSV art. 22b; Monaco Code de la route;
 * Italy Codice della strada art. 142; Germany StVO § 3 (130 km/h on motorways is the recommended speed, 7 km/h in living
 * streets walking pace); France Code de la route R413. The last row is ours, for countries that are not in the table.
 *
 * <p>A city is taken as built-up: only motorways and trunk roads are not.
 *
 * @param country ISO 3166 code, "" for the world
 * @param urban within built-up areas
 * @param rural outside of them; here on trunk roads
 * @param motorway on motorways
 * @param livingStreet in living streets
 */
record SpeedDefaults(String country, double urban, double rural, double motorway, double livingStreet) {
    private static final double KMH = 1 / 3.6;
    private static final double RAMP = 60;
    private static final double SERVICE = 20;

    private static final SpeedDefaults WORLD = new SpeedDefaults("", 50, 80, 110, 20);
    private static final List<SpeedDefaults> TABLE = List.of(
            new SpeedDefaults("UY", 45, 90, 110, 20),
            new SpeedDefaults("MC", 50, 50, 50, 20),
            new SpeedDefaults("CH", 50, 80, 120, 20),
            new SpeedDefaults("IT", 50, 90, 130, 20),
            new SpeedDefaults("DE", 50, 100, 130, 7),
            new SpeedDefaults("FR", 50, 80, 130, 20));

    /** Rough squares for data that names no country: west, south, east, north. The first that holds the place counts. */
    private static final Map<String, double[]> SQUARES = squares();

    private static Map<String, double[]> squares() {
        Map<String, double[]> squares = new java.util.LinkedHashMap<>();
        squares.put("MC", new double[] {7.405, 43.72, 7.445, 43.755});
        squares.put("UY", new double[] {-58.5, -35.0, -53.1, -30.0});
        squares.put("CH", new double[] {5.95, 45.8, 10.5, 47.7});
        squares.put("DE", new double[] {5.9, 47.7, 15.1, 55.1});
        squares.put("IT", new double[] {7.6, 36.6, 18.6, 45.8});
        return squares;
    }

    static SpeedDefaults of(String country) {
        return TABLE.stream().filter(d -> d.country.equals(country)).findFirst().orElse(WORLD);
    }

    /** The defaults of the country that most objects name, else of the one around this place. */
    static SpeedDefaults of(OsmData data, LonLat place) {
        Map<String, Integer> votes = new HashMap<>();
        for (OsmNode node : data.nodes) {
            String country = node.tags().firstOf("addr:country", "is_in:country_code");
            if (country.length() == 2) {
                votes.merge(country.toUpperCase(java.util.Locale.ROOT), 1, Integer::sum);
            }
        }
        return votes.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(e -> of(e.getKey()))
                .orElseGet(() -> at(place));
    }

    private static SpeedDefaults at(LonLat place) {
        return SQUARES.entrySet().stream()
                .filter(e -> place.lonDegrees() >= e.getValue()[0]
                        && place.latDegrees() >= e.getValue()[1]
                        && place.lonDegrees() <= e.getValue()[2]
                        && place.latDegrees() <= e.getValue()[3])
                .findFirst()
                .map(e -> of(e.getKey()))
                .orElse(WORLD);
    }

    double metersPerSecond(RoadClass roadClass) {
        return KMH
                * switch (roadClass) {
                    case MOTORWAY -> motorway;
                    case TRUNK -> rural;
                    case LINK_RAMP -> Math.min(RAMP, motorway);
                    case LIVING_STREET -> livingStreet;
                    case SERVICE -> SERVICE;
                    case PRIMARY, SECONDARY, TERTIARY, UNCLASSIFIED, RESIDENTIAL, OTHER -> urban;
                };
    }
}
