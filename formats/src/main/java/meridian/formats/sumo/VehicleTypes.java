package meridian.formats.sumo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meridian.formats.ReadReport;
import meridian.model.demand.VehicleType;
import meridian.model.demand.VehicleType.Following;
import org.jspecify.annotations.Nullable;

/** Vehicle types and the distributions over them. */
final class VehicleTypes {
    static final String DEFAULT = "DEFAULT_VEHTYPE";

    private static final int MOST_TYPES = 100_000;
    /** "normc(mean,deviation,low,high)" or "norm(mean,deviation)". */
    private static final Pattern NORMAL = Pattern.compile("normc?\\(([^,)]+),([^,)]+)(,.*)?\\)");

    private final ReadReport report;
    private final Map<String, VehicleType> types = new HashMap<>();
    private final Map<String, Weighted> distributions = new HashMap<>();
    private final Map<String, String> refused = new HashMap<>();
    private @Nullable Weighted open;

    VehicleTypes(ReadReport report) {
        this.report = report;
        builtIn(DEFAULT, VClass.PASSENGER);
        builtIn("DEFAULT_BIKETYPE", VClass.BICYCLE);
        builtIn("DEFAULT_TAXITYPE", VClass.TAXI);
        builtIn("DEFAULT_RAILTYPE", VClass.RAIL);
    }

    private void builtIn(String id, VClass c) {
        types.put(
                id,
                new VehicleType(
                        id,
                        java.util.Objects.requireNonNull(c.kind),
                        c.lengthMeters,
                        c.gapMeters,
                        c.maxSpeedMps,
                        c.accelerationMps2,
                        c.decelerationMps2,
                        c.emergencyDecelerationMps2,
                        1,
                        0.5,
                        1,
                        c.speedDeviation,
                        Following.KRAUSS));
    }

    void start(Element element) {
        if (types.size() + distributions.size() > MOST_TYPES) {
            throw element.bad(
                    "more than " + MOST_TYPES + " vehicle types", "the types of one city", "Do not use this file");
        }
        if (element.name().equals("vTypeDistribution")) {
            open(element);
        } else {
            add(element);
        }
    }

    void end(String name) {
        if (name.equals("vTypeDistribution")) {
            open = null;
        }
    }

    private void open(Element element) {
        Weighted distribution = new Weighted();
        distributions.put(element.text("id"), distribution);
        List<String> names = element.words("vTypes");
        List<String> weights = element.words("probabilities");
        for (int i = 0; i < names.size(); i++) {
            distribution.add(names.get(i), i < weights.size() ? element.numberIn("probabilities", weights.get(i)) : 1);
        }
        open = distribution;
    }

    private void add(Element element) {
        String id = element.text("id");
        if (open != null) {
            open.add(id, element.number("probability", 1));
        }
        String className = element.text("vClass", "passenger");
        VClass c = VClass.named(className).orElse(null);
        if (c == null || c.kind == null) {
            refused.put(id, "class " + className + " is no road vehicle");
            report.skipped("vehicle type", "class " + className + " is no road vehicle", id);
            return;
        }
        try {
            types.put(id, type(element, id, c));
            report.took("vehicle type");
        } catch (IllegalArgumentException e) {
            refused.put(id, String.valueOf(e.getMessage()));
            report.skipped("vehicle type", "values that cannot be", element.place() + ": " + e.getMessage());
        }
    }

    private VehicleType type(Element element, String id, VClass c) {
        double deceleration = element.number("decel", c.decelerationMps2);
        double mean = 1;
        double deviation = c.speedDeviation;
        String factor = element.text("speedFactor", "1");
        Matcher normal = NORMAL.matcher(factor.replace(" ", ""));
        if (normal.matches()) {
            mean = Double.parseDouble(normal.group(1));
            deviation = Double.parseDouble(normal.group(2));
        } else {
            mean = element.number("speedFactor", 1);
        }
        return new VehicleType(
                id,
                java.util.Objects.requireNonNull(c.kind),
                element.number("length", c.lengthMeters),
                element.number("minGap", c.gapMeters),
                element.number("maxSpeed", c.maxSpeedMps),
                element.number("accel", c.accelerationMps2),
                deceleration,
                Math.max(deceleration, element.number("emergencyDecel", c.emergencyDecelerationMps2)),
                element.number("tau", 1),
                element.number("sigma", 0.5),
                mean,
                element.number("speedDev", deviation),
                following(element, id));
    }

    private Following following(Element element, String id) {
        String model = element.text("carFollowModel", "Krauss");
        if (model.startsWith("IDM") || model.equals("EIDM")) {
            return Following.IDM;
        }
        if (!model.startsWith("Krauss") && !model.startsWith("SKOrig")) {
            report.skipped("car-following model", model + " is not known, Krauss drives instead", id);
        }
        return Following.KRAUSS;
    }

    /** Why {@link #find} has no such type. */
    String whyMissing(String name) {
        String why = refused.get(name);
        return why == null ? "its type is not defined" : "its type cannot be used: " + why;
    }

    /** The type of a vehicle; a distribution gives the same vehicle the same type every time. */
    Optional<VehicleType> find(String name, String vehicle) {
        Weighted distribution = distributions.get(name);
        String id = distribution == null || distribution.isEmpty() ? name : distribution.choose(Chance.of(vehicle));
        return Optional.ofNullable(types.get(id));
    }
}
