package meridian.api;

import io.helidon.http.Status;

/** A request that cannot be answered as asked; becomes an answer of the schema Problem. */
final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String code;
    private final transient Answer answer;

    private Unusable(String code, String message, Answer answer) {
        super(message, null, false, false);
        this.code = code;
        this.answer = answer;
    }

    static Unusable of(Status status, String code, String message) {
        return new Unusable(code, message, Answer.problem(status, code, message));
    }

    static Unusable because(String message, Answer answer) {
        return new Unusable("", message, answer);
    }

    static Unusable parameter(String message) {
        return of(Status.BAD_REQUEST_400, "bad_parameter", message);
    }

    static Unusable notFound(String message) {
        return of(Status.NOT_FOUND_404, "not_found", message);
    }

    /** The stable word of its body; empty where that has none, or says it in its own way. */
    String code() {
        return code;
    }

    Answer answer() {
        return answer;
    }
}
