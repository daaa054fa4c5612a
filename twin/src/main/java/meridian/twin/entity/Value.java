package meridian.twin.entity;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value as JSON knows it, with whole numbers, decimal numbers and moments told apart. Immutable, checked when it is made. */
public sealed interface Value {
    /** How many arrays and objects are inside each other here; 0 for a plain value. */
    default int depth() {
        return 0;
    }

    /** How many values this is, itself included. */
    default int nodes() {
        return 1;
    }

    /** Whether JSON's null stands somewhere in it. */
    default boolean holdsNothing() {
        return false;
    }

    static Value of(String text) {
        return new Text(text);
    }

    static Value of(double number) {
        return new Decimal(number);
    }

    static Value of(long number) {
        return new Whole(number);
    }

    static Value of(boolean truth) {
        return truth ? Truth.YES : Truth.NO;
    }

    static Value of(Instant moment) {
        return new Moment(Times.micros(moment));
    }

    /** @param text any characters, at most {@link Limits#TEXT_CHARS} */
    record Text(String text) implements Value {
        public Text {
            Limits.most(text.length(), Limits.TEXT_CHARS, "text", "characters");
            Names.wellFormed(text, "text");
        }
    }

    /** A number without fraction, exact. */
    record Whole(long number) implements Value {}

    /** A number with or without fraction, finite. It is not equal to a {@link Whole} of the same size; queries compare both. */
    record Decimal(double number) implements Value {
        public Decimal {
            if (!Double.isFinite(number)) {
                throw new Rejected(Rejected.Reason.BAD_VALUE, "number", number + " is not finite");
            }
        }
    }

    /** Yes or no. */
    record Truth(boolean yes) implements Value {
        public static final Truth YES = new Truth(true);
        public static final Truth NO = new Truth(false);
    }

    /** @param micros see {@link Times} */
    record Moment(long micros) implements Value {
        public Moment {
            Times.checked(micros, "time");
        }
    }

    /** JSON's null: only in a {@link Content.Json}, and in arrays and objects there. */
    enum Nothing implements Value {
        NOTHING;

        @Override
        public boolean holdsNothing() {
            return true;
        }
    }

    /** An array. */
    final class Items implements Value {
        private final List<Value> values;
        private final int depth;
        private final int nodes;
        private final boolean holdsNothing;

        public Items(List<Value> values) {
            Limits.most(values.size(), Limits.VALUE_NODES, "array", "elements");
            this.values = List.copyOf(values);
            this.depth = depthAbove(this.values);
            this.nodes = nodesWith(this.values);
            this.holdsNothing = this.values.stream().anyMatch(Value::holdsNothing);
        }

        public List<Value> values() {
            return values;
        }

        @Override
        public int depth() {
            return depth;
        }

        @Override
        public int nodes() {
            return nodes;
        }

        @Override
        public boolean holdsNothing() {
            return holdsNothing;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Items items && values.equals(items.values);
        }

        @Override
        public int hashCode() {
            return values.hashCode();
        }

        @Override
        public String toString() {
            return values.toString();
        }
    }

    /** An object; its order is kept, and does not count for equality. */
    final class Fields implements Value {
        private final Map<String, Value> values;
        private final int depth;
        private final int nodes;
        private final boolean holdsNothing;

        /** @param values keys are names: {@link Persons} are refused here as well */
        public Fields(Map<String, Value> values) {
            Limits.most(values.size(), Limits.VALUE_NODES, "object", "members");
            Map<String, Value> copy = LinkedHashMap.newLinkedHashMap(values.size());
            values.forEach((key, value) -> copy.put(Names.key(key), value));
            this.values = Collections.unmodifiableMap(copy);
            this.depth = depthAbove(copy.values());
            this.nodes = nodesWith(copy.values());
            this.holdsNothing = copy.values().stream().anyMatch(Value::holdsNothing);
        }

        public Map<String, Value> values() {
            return values;
        }

        @Override
        public int depth() {
            return depth;
        }

        @Override
        public int nodes() {
            return nodes;
        }

        @Override
        public boolean holdsNothing() {
            return holdsNothing;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Fields fields && values.equals(fields.values);
        }

        @Override
        public int hashCode() {
            return values.hashCode();
        }

        @Override
        public String toString() {
            return values.toString();
        }
    }

    /** A GeoJSON geometry. */
    record Geo(Geometry geometry) implements Value {}

    private static int depthAbove(Iterable<Value> values) {
        int deepest = 0;
        for (Value value : values) {
            deepest = Math.max(deepest, value.depth());
        }
        Limits.most(deepest + 1, Limits.VALUE_DEPTH, "value", "levels");
        return deepest + 1;
    }

    private static int nodesWith(Iterable<Value> values) {
        int sum = 1;
        for (Value value : values) {
            sum += value.nodes();
        }
        Limits.most(sum, Limits.VALUE_NODES, "value", "values inside each other");
        return sum;
    }
}
