package meridian.decide.corridor;

/** How urgent a request is, the most urgent first; who asks must be entitled to it. */
public enum Urgency {
    /** A life is at stake. */
    LIFE,
    /** Damage grows while the vehicle is on its way. */
    DAMAGE,
    /** It must be punctual, no more. */
    PUNCTUAL
}
