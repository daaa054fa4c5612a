package meridian.outbox.endpoint;

import meridian.model.BadInput;

/** A target that nobody may be told at, and why. Has no stack trace: it is data. */
public final class NotAllowed extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotAllowed(String message) {
        super(BadInput.printable(message), null, false, false);
    }
}
