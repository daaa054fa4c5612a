package meridian.history;

/** A question could not be answered, for a reason that is not the question's: no memory, no disk, a file that went away. */
public final class HistoryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    HistoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
