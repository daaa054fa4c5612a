package meridian.formats.sumo;

import java.util.HashMap;
import java.util.Map;
import meridian.formats.ReadReport;
import meridian.formats.sumo.NetFile.Location;
import meridian.model.geo.Projection;
import meridian.model.geo.TransverseMercator;

/** From a network's {@code projParameter} and {@code netOffset} to a {@link Projection}. */
final class Projections {
    private Projections() {}

    static Projection of(Location location, ReadReport report, String place) {
        String text = location.projection().trim();
        if (text.equals("!") || text.isEmpty()) {
            report.skipped("position on the earth", "the network states none", place);
            return new Projection.Unreferenced();
        }
        Map<String, String> parameters = parameters(text);
        try {
            switch (parameters.getOrDefault("proj", "")) {
                case "utm" -> {
                    return TransverseMercator.utm(
                            Integer.parseInt(parameters.getOrDefault("zone", "")),
                            parameters.containsKey("south"),
                            location.offsetX(),
                            location.offsetY());
                }
                case "tmerc" -> {
                    double scale = number(parameters, "k", number(parameters, "k_0", 1));
                    return new TransverseMercator(
                            number(parameters, "lon_0", 0),
                            number(parameters, "lat_0", 0),
                            scale,
                            number(parameters, "x_0", 0) + location.offsetX(),
                            number(parameters, "y_0", 0) + location.offsetY());
                }
                default -> {}
            }
        } catch (IllegalArgumentException e) {
            // Reported below with the whole text.
        }
        report.skipped("position on the earth", "projection is neither utm nor tmerc: " + text, place);
        return new Projection.Unreferenced();
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new HashMap<>();
        for (String word : text.split("\\s+")) {
            String[] pair = word.replaceFirst("^\\+", "").split("=", 2);
            parameters.put(pair[0], pair.length > 1 ? pair[1] : "");
        }
        return parameters;
    }

    private static double number(Map<String, String> parameters, String key, double otherwise) {
        String value = parameters.get(key);
        return value == null ? otherwise : Double.parseDouble(value);
    }
}
