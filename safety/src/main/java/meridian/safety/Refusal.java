package meridian.safety;

/** Why the kernel did not do what it was asked; the state stays what it was. Times are milliseconds. */
public sealed interface Refusal extends Decision {
    /** For the person who asks why. */
    String reason();

    /** Monotonic time does not go back; who asks is confused or replays. */
    record TimeWentBack(long lastMillis, long nowMillis) implements Refusal {
        @Override
        public String reason() {
            return "the time " + nowMillis + " ms is before " + lastMillis + " ms, which was dealt with";
        }
    }

    /** The junction runs by itself. */
    record NotInControl(Mode mode) implements Refusal {
        @Override
        public String reason() {
            return mode == Mode.LATCHED
                    ? "the junction is latched in its fallback until a person resets it"
                    : "the junction is in its fallback; resume it first";
        }
    }

    /** Resuming or resetting a junction that does not need it, or needs the other. */
    record WrongMode(Mode mode) implements Refusal {
        @Override
        public String reason() {
            return "this is not how to leave the mode " + mode;
        }
    }

    /** @param groups bits of groups that the junction does not have */
    record UnknownGroups(long groups) implements Refusal {
        @Override
        public String reason() {
            return "the junction has no groups " + names(groups);
        }
    }

    /** A group for which no rules could be derived never gets green from here. */
    record BarredGroup(int group) implements Refusal {
        @Override
        public String reason() {
            return "no rules could be derived for group " + group;
        }
    }

    /** Two of the wanted groups may not be green together. */
    record ConflictingGroups(int group, int other) implements Refusal {
        @Override
        public String reason() {
            return "groups " + group + " and " + other + " may not be green together";
        }
    }

    /**
     * A green, or a red-amber that leads to it, would end too early.
     *
     * @param greenMillis how long it has been green; 0 at red-amber
     */
    record GreenTooShort(int group, long greenMillis, long leastMillis) implements Refusal {
        @Override
        public String reason() {
            return "group " + group + " has been green for " + greenMillis + " ms, of at least " + leastMillis;
        }
    }

    /** Others are wanted while this group has waited too long. */
    record TooLongRed(int group, long redMillis, long mostMillis) implements Refusal {
        @Override
        public String reason() {
            return "group " + group + " has been red for " + redMillis + " ms, of at most " + mostMillis
                    + ", and is not wanted";
        }
    }

    private static String names(long groups) {
        StringBuilder names = new StringBuilder();
        for (long rest = groups; rest != 0; rest &= rest - 1) {
            names.append(names.isEmpty() ? "" : ", ").append(Long.numberOfTrailingZeros(rest));
        }
        return names.toString();
    }
}
