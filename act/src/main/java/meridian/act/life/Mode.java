package meridian.act.life;

/** What Meridian may do in an area. */
public enum Mode {
    /** Decides in shadow; nothing is approved or executed. */
    OBSERVE,
    /** Asks people. */
    ADVISE,
    /** Also does by itself what a standing policy allows. */
    ACT
}
