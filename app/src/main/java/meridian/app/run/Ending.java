package meridian.app.run;

/** Why a run ended. */
public enum Ending {
    ALL_ARRIVED("all trips have arrived"),
    TIME_UP("the time asked for is over"),
    STANDSTILL("nothing has moved, entered or arrived for 10 simulated minutes"),
    FRUITLESS("nobody has entered or arrived for two simulated hours, though some still drive"),
    INTERRUPTED("it was interrupted");

    private final String reason;

    Ending(String reason) {
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
