package meridian.field.plant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import meridian.model.control.ControlNetwork;
import meridian.model.signal.Aspect;

/**
 * What was seen of one step, by the indices of the plant's {@link ControlNetwork}. A detector that is silent is told apart
 * from one that saw nobody: ask {@link #heard} first. Immutable.
 */
public final class Observation {
    private static final Aspect[] ASPECTS = Aspect.values();

    private final double seconds;
    private final ObserveMode mode;
    private final boolean[] heard;
    private final int[] count;
    private final float[] occupancy;
    private final boolean[] present;
    private final int[] vehicles;
    private final int[] standing;
    private final List<SeenVehicle> seen;
    /** {@code Aspect.ordinal()} by junction and group. */
    private final byte[][] shown;

    private final boolean[] obeys;

    private Observation(Builder from) {
        seconds = from.seconds;
        mode = from.mode;
        heard = from.heard.clone();
        count = from.count.clone();
        occupancy = from.occupancy.clone();
        present = from.present.clone();
        vehicles = from.vehicles.clone();
        standing = from.standing.clone();
        seen = List.copyOf(from.seen);
        shown = Arrays.stream(from.shown).map(byte[]::clone).toArray(byte[][]::new);
        obeys = from.obeys.clone();
    }

    /** The moment that it tells about, s of the plant's clock; earlier than that clock where news come late. */
    public double seconds() {
        return seconds;
    }

    public ObserveMode mode() {
        return mode;
    }

    /** Whether a detector has told anything. Its other values are 0 where it has not. */
    public boolean heard(int detector) {
        return heard[detector];
    }

    /** Vehicles whose front passed a detector in the step. */
    public int count(int detector) {
        return count[detector];
    }

    /** Share of the step in which somebody was over a detector, 0 to 1. */
    public double occupancy(int detector) {
        return occupancy[detector];
    }

    /** Whether somebody is over a detector at the end of the step. */
    public boolean present(int detector) {
        return present[detector];
    }

    /**
     * Vehicles on a lane at the end of the step.
     *
     * @throws IllegalStateException where detectors are all that is seen
     */
    public int vehicles(int lane) {
        require(mode.seesLanes(), "how many vehicles are on a lane");
        return vehicles[lane];
    }

    /** Those of them that stand (slower than 0.1 m/s). */
    public int standing(int lane) {
        require(mode.seesLanes(), "how many vehicles stand on a lane");
        return standing[lane];
    }

    /** Every vehicle on a lane of the network, in no order that means anything. */
    public List<SeenVehicle> seenVehicles() {
        require(mode.seesVehicles(), "where vehicles are");
        return seen;
    }

    private void require(boolean may, String what) {
        if (!may) {
            throw new IllegalStateException(
                    what + " is not seen in mode " + mode.name().toLowerCase(Locale.ROOT));
        }
    }

    /** What a signal group shows at the end of the step, as the field reports it. */
    public Aspect shown(int junction, int group) {
        return ASPECTS[shown[junction][group]];
    }

    /**
     * False where a junction has left what it was told, by itself or because a monitor made it: whatever it is told next must begin with
     * taking it over, because nobody knows what it shows meanwhile.
     */
    public boolean obeys(int junction) {
        return obeys[junction];
    }

    /** For plants: fill in, {@link #build}, and go on with the same one. */
    public static final class Builder {
        private final ObserveMode mode;
        private double seconds;
        private final boolean[] heard;
        private final int[] count;
        private final float[] occupancy;
        private final boolean[] present;
        private final int[] vehicles;
        private final int[] standing;
        private final List<SeenVehicle> seen = new ArrayList<>();
        private final byte[][] shown;
        private final boolean[] obeys;

        /** Nothing has been heard of anything, and every signal is dark. */
        public Builder(ControlNetwork network, ObserveMode mode) {
            this.mode = mode;
            int detectors = network.detectors().size();
            heard = new boolean[detectors];
            count = new int[detectors];
            occupancy = new float[detectors];
            present = new boolean[detectors];
            int lanes = mode.seesLanes() ? network.lanes().size() : 0;
            vehicles = new int[lanes];
            standing = new int[lanes];
            shown = network.junctions().stream().map(j -> new byte[j.groups()]).toArray(byte[][]::new);
            for (byte[] groups : shown) {
                Arrays.fill(groups, (byte) Aspect.OFF.ordinal());
            }
            obeys = new boolean[shown.length];
            Arrays.fill(obeys, true);
        }

        /** Begins the next observation: nothing is seen, all detectors are silent; signals show what they showed. */
        public Builder at(double now) {
            seconds = now;
            Arrays.fill(heard, false);
            Arrays.fill(count, 0);
            Arrays.fill(occupancy, 0);
            Arrays.fill(present, false);
            Arrays.fill(vehicles, 0);
            Arrays.fill(standing, 0);
            seen.clear();
            return this;
        }

        /** A detector has told this. */
        public Builder detector(int detector, int passed, double share, boolean overItNow) {
            heard[detector] = true;
            count[detector] = passed;
            occupancy[detector] = (float) Math.clamp(share, 0, 1);
            present[detector] = overItNow;
            return this;
        }

        /** Ignored where only detectors are seen, as the next one is. */
        public Builder lane(int lane, int onIt, int ofThemStanding) {
            if (mode.seesLanes()) {
                vehicles[lane] = onIt;
                standing[lane] = ofThemStanding;
            }
            return this;
        }

        public Builder vehicle(SeenVehicle vehicle) {
            if (mode.seesVehicles()) {
                seen.add(vehicle);
            }
            return this;
        }

        public Builder shows(int junction, int group, Aspect aspect) {
            shown[junction][group] = (byte) aspect.ordinal();
            return this;
        }

        /** Until it is said again. */
        public Builder obeys(int junction, boolean itDoes) {
            obeys[junction] = itDoes;
            return this;
        }

        public Observation build() {
            return new Observation(this);
        }
    }
}
