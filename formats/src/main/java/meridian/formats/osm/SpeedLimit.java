package meridian.formats.osm;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meridian.model.network.RoadClass;

/**
 * The value of {@code maxspeed}: "50", "30 mph", "CH:urban", "walk", "none".
 *
 * <p>Source: <a href="https://wiki.openstreetmap.org/wiki/Key:maxspeed">Key:maxspeed</a>. A bare number is km/h.
 */
final class SpeedLimit {
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,2})?)\\s*(km/h|kmh|kph|mph|knots)?");
    private static final double SLOWEST_MPS = 5 / 3.6;
    private static final double FASTEST_MPS = 150 / 3.6;
    private static final double MILE_PER_HOUR = 0.44704;
    private static final double KNOT = 0.514444;

    private SpeedLimit() {}

    /** The limit in m/s, or nothing where the value says none that we know. */
    static Optional<Double> parse(String value, SpeedDefaults here) {
        String first = value.split(";", 2)[0].trim();
        Matcher number = NUMBER.matcher(first);
        if (number.matches()) {
            double size = Double.parseDouble(number.group(1));
            String unit = number.group(2) == null ? "km/h" : number.group(2);
            double mps =
                    switch (unit) {
                        case "mph" -> size * MILE_PER_HOUR;
                        case "knots" -> size * KNOT;
                        default -> size / 3.6;
                    };
            return mps < SLOWEST_MPS - 1e-9 || mps > FASTEST_MPS ? Optional.empty() : Optional.of(mps);
        }
        SpeedDefaults country = first.matches("[A-Z]{2}:.*") ? SpeedDefaults.of(first.substring(0, 2)) : here;
        return switch (first.replaceFirst("^[A-Z]{2}:", "")) {
            case "none" -> Optional.of(SpeedDefaults.of("DE").metersPerSecond(RoadClass.MOTORWAY));
            case "walk" -> Optional.of(7 / 3.6);
            case "urban" -> Optional.of(country.metersPerSecond(RoadClass.PRIMARY));
            case "rural" -> Optional.of(country.metersPerSecond(RoadClass.TRUNK));
            case "motorway" -> Optional.of(country.metersPerSecond(RoadClass.MOTORWAY));
            case "living_street" -> Optional.of(country.metersPerSecond(RoadClass.LIVING_STREET));
            case "zone30", "zone:30" -> Optional.of(30 / 3.6);
            default -> Optional.empty();
        };
    }
}
