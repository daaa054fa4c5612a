package meridian.act;

import java.util.EnumMap;
import java.util.Map;
import meridian.model.network.VehicleKind;

/**
 * What a second of delay weighs, and what no weight may outbid. cities/weights.yaml is the file that people read and change.
 *
 * @param personsIn people in a vehicle of each kind, every kind, 0.01 to 200
 * @param longestRedSeconds after which a signal group has its turn whoever waits elsewhere: the floor below which no side street and no
 *     crossing falls, {@value #LEAST_RED_SECONDS} to {@value #MOST_RED_SECONDS} s; the safety rules' own where that is shorter
 */
public record Weights(Map<VehicleKind, Double> personsIn, double longestRedSeconds) {
    public static final int LEAST_RED_SECONDS = 60;
    /** RiLSA's longest cycle; the safety rules do not allow more. */
    public static final int MOST_RED_SECONDS = 120;

    public static final double FEWEST_PERSONS = 0.01;
    public static final double MOST_PERSONS = 200;

    /** Every vehicle weighs the same, and the safety rules' longest red holds: delay, not person-delay. */
    public static final Weights EVEN = new Weights(persons(1), MOST_RED_SECONDS);

    public Weights {
        for (VehicleKind kind : VehicleKind.values()) {
            Double persons = personsIn.get(kind);
            if (persons == null || !(persons >= FEWEST_PERSONS && persons <= MOST_PERSONS)) {
                throw new IllegalArgumentException("in a vehicle of the kind " + kind + " are " + FEWEST_PERSONS
                        + " to " + MOST_PERSONS + " people, not " + persons);
            }
        }
        if (!(longestRedSeconds >= LEAST_RED_SECONDS && longestRedSeconds <= MOST_RED_SECONDS)) {
            throw new IllegalArgumentException("a longest red is " + LEAST_RED_SECONDS + " to " + MOST_RED_SECONDS
                    + " s, not " + longestRedSeconds + " s: a shorter one leaves no time for anybody else");
        }
        personsIn = Map.copyOf(personsIn);
    }

    private static Map<VehicleKind, Double> persons(double each) {
        Map<VehicleKind, Double> persons = new EnumMap<>(VehicleKind.class);
        for (VehicleKind kind : VehicleKind.values()) {
            persons.put(kind, each);
        }
        return persons;
    }

    /** People by {@code VehicleKind.ordinal()}. */
    double[] byKind() {
        double[] persons = new double[VehicleKind.values().length];
        personsIn.forEach((kind, in) -> persons[kind.ordinal()] = in);
        return persons;
    }
}
