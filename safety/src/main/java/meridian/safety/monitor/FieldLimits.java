package meridian.safety.monitor;

/**
 * What a monitor holds a junction to, in plain numbers. Immutable.
 *
 * <p>Copies what it is given; groups are counted from 0.
 */
public final class FieldLimits {
    private final int groups;
    private final boolean[] apart;
    private final int[] clearanceMillis;
    private final int[] amberMillis;

    /** Collects the limits of a junction. */
    public static final class Builder {
        private final int groups;
        private final boolean[] apart;
        private final int[] clearanceMillis;
        private final int[] amberMillis;

        public Builder(int groups) {
            this.groups = groups;
            this.apart = new boolean[groups * groups];
            this.clearanceMillis = new int[groups * groups];
            this.amberMillis = new int[groups];
        }

        /** After each green of a group; 0 where it has none. */
        public Builder amber(int group, int millis) {
            amberMillis[group] = millis;
            return this;
        }

        /** Never green together, and so long from the end of the first's green to the start of the second's. */
        public Builder apart(int ending, int starting, int millis) {
            apart[ending * groups + starting] = true;
            apart[starting * groups + ending] = true;
            clearanceMillis[ending * groups + starting] = millis;
            return this;
        }

        public FieldLimits build() {
            return new FieldLimits(groups, apart.clone(), clearanceMillis.clone(), amberMillis.clone());
        }
    }

    private FieldLimits(int groups, boolean[] apart, int[] clearanceMillis, int[] amberMillis) {
        this.groups = groups;
        this.apart = apart;
        this.clearanceMillis = clearanceMillis;
        this.amberMillis = amberMillis;
    }

    public int groups() {
        return groups;
    }

    boolean apart(int group, int other) {
        return apart[group * groups + other];
    }

    int clearanceMillis(int ending, int starting) {
        return clearanceMillis[ending * groups + starting];
    }

    int amberMillis(int group) {
        return amberMillis[group];
    }
}
