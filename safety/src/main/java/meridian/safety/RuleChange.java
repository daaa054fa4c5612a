package meridian.safety;

/** What a person knows better about a junction than its map does. Groups are the controller's, counted from 0. */
public sealed interface RuleChange {
    /** They may be green together. */
    record Together(int group, int other) implements RuleChange {}

    /** They may not, and so long must lie between the end of the first's green and the start of the second's, s. */
    record Apart(int ending, int starting, int seconds) implements RuleChange {}

    /** After each green of a group, s. */
    record Amber(int group, int seconds) implements RuleChange {}

    /** No green of a group is shorter, s. */
    record LeastGreen(int group, int seconds) implements RuleChange {}

    /** Nobody is red for longer without getting a turn, s. */
    record MostRed(int seconds) implements RuleChange {}
}
