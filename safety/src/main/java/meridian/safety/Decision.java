package meridian.safety;

/** What the kernel answers: a later state, or why not. */
public sealed interface Decision permits JunctionState, Refusal {}
