package meridian.decide;

import java.util.Arrays;
import meridian.model.control.ControlNetwork;

/**
 * What is known of the traffic at a moment, as far as deciders need it: numbers by lane and junction, measured or estimated by
 * whoever made it. Immutable.
 */
public final class Snapshot {
    /** Of a junction that shows no stage: between two, or its own plan. */
    public static final int NO_STAGE = -1;

    private static final double SECONDS_PER_HOUR = 3600;
    private static final double[] NOBODY = {};

    private final double seconds;
    private final double[] standing;
    private final double[] vehicles;
    private final double[] coming;
    private final double[] nearLine;
    private final double[] nearStart;
    private final double[] flowPerHour;
    private final double[] gapSeconds;
    private final double[][] arrivals;
    private final int[] stage;
    private final double[] shownSeconds;

    private Snapshot(Builder from) {
        seconds = from.seconds;
        standing = from.standing.clone();
        vehicles = from.vehicles.clone();
        coming = from.coming.clone();
        nearLine = from.nearLine.clone();
        nearStart = from.nearStart.clone();
        flowPerHour = from.flowPerHour.clone();
        gapSeconds = from.gapSeconds.clone();
        arrivals = from.arrivals.clone();
        stage = from.stage.clone();
        shownSeconds = from.shownSeconds.clone();
    }

    /** Of the plant's clock. */
    public double seconds() {
        return seconds;
    }

    /** Vehicles on a lane that stand. */
    public double standing(int lane) {
        return standing[lane];
    }

    public double vehicles(int lane) {
        return vehicles[lane];
    }

    /** Vehicles that drive and can be at the line within the reach of a decision ({@link DecisionTimes#reachSeconds}). */
    public double coming(int lane) {
        return coming[lane];
    }

    /** Vehicles on a lane, each counted as its share of the way to the line: 1 at the line, 0 at the lane's start. */
    public double nearLine(int lane) {
        return nearLine[lane];
    }

    /** The same, 1 at the lane's start. */
    public double nearStart(int lane) {
        return nearStart[lane];
    }

    /** Vehicles that come onto a lane, as counted lately, 1/h. */
    public double flowPerHour(int lane) {
        return flowPerHour[lane];
    }

    /** How long nobody has been over any loop before the line that tells of comers; 0 while somebody is. */
    public double gapSeconds(int lane) {
        return gapSeconds[lane];
    }

    /**
     * Vehicles that are due at the line of a lane in the second that begins so many seconds from now: those that are seen on their way, and
     * later than these could be the flow counted lately.
     */
    public double arrivals(int lane, int inSeconds) {
        double[] known = arrivals[lane];
        return inSeconds < known.length ? known[inSeconds] : flowPerHour[lane] / SECONDS_PER_HOUR;
    }

    /** Stage that a junction shows or turns to, or {@link #NO_STAGE}. */
    public int stage(int junction) {
        return stage[junction];
    }

    /** How long it has been green, s; 0 while it is being turned to. */
    public double shownSeconds(int junction) {
        return shownSeconds[junction];
    }

    /** Fill in and {@link #build}; may be used again. */
    public static final class Builder {
        private double seconds;
        private final double[] standing;
        private final double[] vehicles;
        private final double[] coming;
        private final double[] nearLine;
        private final double[] nearStart;
        private final double[] flowPerHour;
        private final double[] gapSeconds;
        private final double[][] arrivals;
        private final int[] stage;
        private final double[] shownSeconds;

        /** Nobody is there, and no junction shows a stage. */
        public Builder(ControlNetwork network) {
            int lanes = network.lanes().size();
            standing = new double[lanes];
            vehicles = new double[lanes];
            coming = new double[lanes];
            nearLine = new double[lanes];
            nearStart = new double[lanes];
            flowPerHour = new double[lanes];
            gapSeconds = new double[lanes];
            Arrays.fill(gapSeconds, Double.POSITIVE_INFINITY);
            arrivals = new double[lanes][];
            Arrays.fill(arrivals, NOBODY);
            stage = new int[network.junctions().size()];
            Arrays.fill(stage, NO_STAGE);
            shownSeconds = new double[stage.length];
        }

        public Builder at(double now) {
            seconds = now;
            return this;
        }

        /** @param nearLineSum as {@link Snapshot#nearLine}; the rest of the vehicles is near the start */
        public Builder lane(int lane, double onIt, double ofThemStanding, double soonAtLine, double nearLineSum) {
            vehicles[lane] = onIt;
            standing[lane] = ofThemStanding;
            coming[lane] = soonAtLine;
            nearLine[lane] = nearLineSum;
            nearStart[lane] = onIt - nearLineSum;
            return this;
        }

        public Builder flow(int lane, double perHour) {
            flowPerHour[lane] = perHour;
            return this;
        }

        /** @param dueEachSecond as {@link Snapshot#arrivals}, for as many seconds as they can be seen before (copied) */
        public Builder arrivals(int lane, double[] dueEachSecond) {
            arrivals[lane] = dueEachSecond.clone();
            return this;
        }

        public Builder gap(int lane, double lastSeenSeconds) {
            gapSeconds[lane] = lastSeenSeconds;
            return this;
        }

        public Builder shows(int junction, int shownStage, double forSeconds) {
            stage[junction] = shownStage;
            shownSeconds[junction] = forSeconds;
            return this;
        }

        public Snapshot build() {
            return new Snapshot(this);
        }
    }
}
