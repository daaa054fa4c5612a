package meridian.api.live;

import meridian.model.BadInput;

/** A request for a live stream that cannot be served as asked. Has no stack trace: it is data. */
public final class LiveProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What kind of mistake; its name in small letters is the code that programs read. */
    public enum Code {
        /** The subscription cannot be understood, or asks for everything. */
        BAD_SUBSCRIPTION,
        /** There are as many streams as are served. */
        TOO_MANY_STREAMS;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final Code code;

    public LiveProblem(Code code, String message) {
        super(BadInput.printable(message), null, false, false);
        this.code = code;
    }

    static LiveProblem subscription(String message) {
        return new LiveProblem(Code.BAD_SUBSCRIPTION, message);
    }

    public Code code() {
        return code;
    }
}
