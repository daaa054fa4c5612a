package meridian.act;

import java.util.EnumMap;
import java.util.Map;
import meridian.model.network.VehicleKind;

/**
 * What a second of delay weighs, and what no weight may outbid. docs/weights.yaml is the file that people read and change.
 *
 * @param personsIn people in a vehicle of each kind, every kind, 0.01 to 200
 * @param longestRedSeconds after which a signal group has its turn whoever waits elsewhere: the floor below which no side street and no
 *     crossing falls, {@value #LEAST_RED_SECONDS} s or more; the safety rules' own where that is shorter
 */
public record Weights(Map<VehicleKind, Double> personsIn, double longestRedSeconds) {
    static final int LEAST_RED_SECONDS = 45;
    private static final double FEWEST_PERSONS = 0.01;
    private static final double MOST_PERSONS = 200;

    /** Every vehicle weighs the same, and the safety rules' longest red holds: delay, not person-delay. */
    public static final Weights EVEN = new Weights(persons(1), Double.POSITIVE_INFINITY);

    public Weights {
        for (VehicleKind kind : VehicleKind.values()) {
            Double persons = personsIn.get(kind);
            if (persons == null || !(persons >= FEWEST_PERSONS && persons <= MOST_PERSONS)) {
                throw new IllegalArgumentException("in a vehicle of the kind " + kind + " are " + FEWEST_PERSONS
                        + " to " + MOST_PERSONS + " people, not " + persons);
            }
        }
        if (!(longestRedSeconds >= LEAST_RED_SECONDS)) {
            throw new IllegalArgumentException("a longest red is " + LEAST_RED_SECONDS + " s or more, not "
                    + longestRedSeconds + " s: a shorter one leaves no time for anybody else");
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

    double persons(VehicleKind kind) {
        return personsIn.get(kind);
    }

    /** By {@code VehicleKind.ordinal()}. */
    double[] byKind() {
        double[] persons = new double[VehicleKind.values().length];
        personsIn.forEach((kind, in) -> persons[kind.ordinal()] = in);
        return persons;
    }

    /** Whether all kinds weigh the same, so that nothing is changed by them. */
    boolean even() {
        return personsIn.values().stream().distinct().count() == 1;
    }
}
