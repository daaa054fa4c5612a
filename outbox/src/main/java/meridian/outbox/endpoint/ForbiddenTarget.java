package meridian.outbox.endpoint;

import java.util.Map;

/** One that may not be told at any more: the operator's list was changed after the subscription was made. */
public final class ForbiddenTarget implements Target {
    private final String why;

    public ForbiddenTarget(String why) {
        this.why = why;
    }

    @Override
    public Answer send(byte[] body, Map<String, String> headers) {
        return new Answer.Failed(why);
    }

    @Override
    public void rest() {}

    @Override
    public void close() {}
}
