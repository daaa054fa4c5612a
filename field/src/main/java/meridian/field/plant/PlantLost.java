package meridian.field.plant;

/** What was controlled does not answer any more: a process that died, a line that was cut, words that make no sense. */
public final class PlantLost extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message which plant, at which second, what happened, and what to do next */
    public PlantLost(String message) {
        super(message);
    }

    public PlantLost(String message, Throwable cause) {
        super(message, cause);
    }
}
