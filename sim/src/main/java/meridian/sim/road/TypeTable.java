package meridian.sim.road;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import meridian.model.demand.VehicleType;

/** The vehicle types that have been on the road, as columns: what many vehicles share is kept once. Only ever grows. */
final class TypeTable {
    private final Map<VehicleType, Integer> index = new HashMap<>();
    private int count;
    private VehicleType[] types = new VehicleType[0];

    /** Bumper to bumper; minimum gap; both, m. */
    double[] length = new double[0];

    double[] gap = new double[0];
    double[] space = new double[0];
    /** Length and gap, mm. */
    int[] spaceMillis = new int[0];
    /** m/s². */
    double[] accel = new double[0];

    double[] decel = new double[0];
    /** Strongest braking, m/s². */
    double[] hardest = new double[0];
    /** Time gap, s. */
    double[] headway = new double[0];
    /** Krauß' sigma. */
    double[] sigma = new double[0];
    /** The type's own limit, m/s. */
    double[] topSpeed = new double[0];

    boolean[] intelligent = new boolean[0];
    /** CityFlow's rules: these vehicles move with the mean of the old and the new speed. */
    boolean[] cityFlow = new boolean[0];
    /** {@code VehicleKind.ordinal()}. */
    int[] kind = new int[0];

    /** The types themselves; the rest follows from them. */
    void each(Columns columns) {
        count = columns.of(count);
        types = columns.table(count, 1).of(types);
        for (int t = 0; t < count; t++) {
            describe(t);
        }
    }

    int of(VehicleType wanted) {
        Integer known = index.get(wanted);
        return known == null ? add(wanted) : known;
    }

    private int add(VehicleType added) {
        int t = count++;
        types = Arrays.copyOf(types, count);
        types[t] = added;
        describe(t);
        return t;
    }

    private void describe(int t) {
        VehicleType added = types[t];
        index.put(added, t);
        if (length.length <= t) {
            eachOfRow(Columns.sized(t + 1));
        }
        length[t] = added.lengthMeters();
        gap[t] = added.gapMeters();
        space[t] = added.lengthMeters() + added.gapMeters();
        spaceMillis[t] = (int) Math.round(1000 * space[t]);
        accel[t] = added.accelerationMps2();
        decel[t] = added.decelerationMps2();
        hardest[t] = added.emergencyDecelerationMps2();
        headway[t] = added.headwaySeconds();
        sigma[t] = added.imperfection();
        topSpeed[t] = added.maxSpeedMps();
        intelligent[t] = added.following() == VehicleType.Following.IDM;
        cityFlow[t] = added.following() == VehicleType.Following.CITYFLOW;
        kind[t] = added.kind().ordinal();
    }

    private void eachOfRow(Columns columns) {
        length = columns.of(length);
        gap = columns.of(gap);
        space = columns.of(space);
        spaceMillis = columns.of(spaceMillis);
        accel = columns.of(accel);
        decel = columns.of(decel);
        hardest = columns.of(hardest);
        headway = columns.of(headway);
        sigma = columns.of(sigma);
        topSpeed = columns.of(topSpeed);
        intelligent = columns.of(intelligent);
        cityFlow = columns.of(cityFlow);
        kind = columns.of(kind);
    }
}
