package meridian.safety;

/** Who has the junction. */
public enum Mode {
    /** The kernel: what its state says is what the field shall show. */
    CONTROLLED,
    /** The junction's own fixed plan or flashing, until {@link SafetyKernel#resume}. */
    FALLBACK,
    /** The same, until a person has looked and {@link SafetyKernel#reset} is called. */
    LATCHED
}
