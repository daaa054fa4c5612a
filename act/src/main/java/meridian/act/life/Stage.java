package meridian.act.life;

/** How far an action has come. */
public enum Stage {
    PROPOSED(false),
    SIMULATED(false),
    APPROVED(false),
    EXECUTED(false),
    CONFIRMED(false),
    MEASURED(false),
    /** The promised effect was there. */
    KEPT(true),
    /** The promised effect was not there, or the field did not do it, and it was taken back. */
    ROLLED_BACK(true),
    /** A person said no. */
    DENIED(true),
    /** The safety kernel said no. */
    REFUSED(true),
    /** Nobody executed it in time. */
    EXPIRED(true),
    /** The emergency stop ended it. */
    STOPPED(true);

    private final boolean end;

    Stage(boolean end) {
        this.end = end;
    }

    /** Whether nothing follows. */
    public boolean isEnd() {
        return end;
    }
}
