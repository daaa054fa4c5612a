package meridian.sim.road;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import meridian.model.demand.VehicleType;
import meridian.model.event.Weather;
import meridian.model.network.VehicleKind;

/** The vehicle types that have been on the road, as columns: what many vehicles share is kept once. Only ever grows. */
final class TypeTable {
    /** Speed at which weather takes from the flow just what it is stated to take, m/s: 50 km/h. */
    private static final double USUAL_SPEED_MPS = 50 / 3.6;
    /**
     * What drivers lose from one to the next besides, imperfect and still accelerating, s. Weather does not stretch it, so the
     * time gap has to make up for it too. Calibrated: so a queue at a signal discharges as stated (RoadEventsTest).
     */
    private static final double LOST_SECONDS = 0.6;

    private final Map<VehicleType, Integer> index = new HashMap<>();
    private Weather weather = Weather.DRY;
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
    /** Drives with siren and blue light. */
    boolean[] emergency = new boolean[0];
    /** {@code VehicleKind.ordinal()}. */
    int[] kind = new int[0];

    /** The types themselves; the rest follows from them. */
    void each(Columns columns) {
        count = columns.of(count);
        types = columns.table(count, 1).of(types);
        // What it knew before, as another city's, has other rows or none.
        index.clear();
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
        decel[t] = added.decelerationMps2();
        hardest[t] = added.emergencyDecelerationMps2();
        sigma[t] = added.imperfection();
        topSpeed[t] = added.maxSpeedMps();
        intelligent[t] = added.following() == VehicleType.Following.IDM;
        cityFlow[t] = added.following() == VehicleType.Following.CITYFLOW;
        emergency[t] = added.kind() == VehicleKind.EMERGENCY;
        kind[t] = added.kind().ordinal();
        driveIn(added, t);
    }

    /** What drivers of all types do in this weather; they brake as ever, which is what keeps them apart. */
    void driveIn(Weather now) {
        weather = now;
        for (int t = 0; t < count; t++) {
            driveIn(types[t], t);
        }
    }

    /**
     * Longer time gaps and gentler acceleration. The time from one vehicle to the next at a speed v is (length + gap) / v +
     * headway + lost time; it is to grow to 1 / capacity of itself while v falls. Acceleration is speed over time and follows both.
     */
    private void driveIn(VehicleType driven, int t) {
        if (weather.equals(Weather.DRY)) {
            headway[t] = driven.headwaySeconds();
            accel[t] = driven.accelerationMps2();
            return;
        }
        double road = (driven.lengthMeters() + driven.gapMeters()) / USUAL_SPEED_MPS;
        double dry = road + driven.headwaySeconds() + LOST_SECONDS;
        double wet = dry / weather.capacityFactor() - road / weather.speedFactor() - LOST_SECONDS;
        headway[t] = Math.max(driven.headwaySeconds(), wet);
        accel[t] = driven.accelerationMps2() * weather.speedFactor() * weather.capacityFactor();
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
        emergency = columns.of(emergency);
        kind = columns.of(kind);
    }
}
