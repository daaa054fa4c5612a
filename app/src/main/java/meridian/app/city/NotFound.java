package meridian.app.city;

import java.io.Serial;

/** Something that the command line names does not exist. The message says what, and what to do. */
public final class NotFound extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public NotFound(String message) {
        super(message);
    }
}
