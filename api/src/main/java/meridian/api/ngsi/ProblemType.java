package meridian.api.ngsi;

import meridian.twin.entity.Rejected;

/** Errors of NGSI-LD (clause 5.5.2), each with its status and its title. */
public enum ProblemType {
    BAD_REQUEST_DATA("BadRequestData", 400, "The request's data are not what they should be"),
    INVALID_REQUEST("InvalidRequest", 400, "The request is not what it should be"),
    ALREADY_EXISTS("AlreadyExists", 409, "There is such an entity already"),
    RESOURCE_NOT_FOUND("ResourceNotFound", 404, "There is no such entity or attribute"),
    TOO_MANY_RESULTS("TooManyResults", 403, "There are too many results"),
    LD_CONTEXT_NOT_AVAILABLE("LdContextNotAvailable", 503, "The context cannot be used"),
    /** Not of the standard: somebody else was faster; read it again and decide anew. */
    CONFLICT("Conflict", 409, "It was changed meanwhile"),
    /** Not of the standard: what would say something about a person. */
    ABOUT_A_PERSON("AboutAPerson", 400, "This twin has no word for persons"),
    /** Not of the standard: it lies outside the types or areas of the key. */
    OUTSIDE_LIMITS("OutsideLimits", 403, "This key does not reach so far");

    private static final String BASE = "https://uri.etsi.org/ngsi-ld/errors/";
    private static final String OWN = "urn:meridian:errors:";

    private final String word;
    private final int status;
    private final String title;

    ProblemType(String word, int status, String title) {
        this.word = word;
        this.status = status;
        this.title = title;
    }

    public String uri() {
        return (this == ABOUT_A_PERSON || this == OUTSIDE_LIMITS || this == CONFLICT ? OWN : BASE) + word;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The error of what the twin does not take. */
    public static ProblemType of(Rejected rejected) {
        return switch (rejected.reason()) {
            case ABOUT_A_PERSON -> ABOUT_A_PERSON;
            case BAD_NAME -> rejected.place().equals("@context") ? LD_CONTEXT_NOT_AVAILABLE : BAD_REQUEST_DATA;
            case BAD_VALUE, TOO_LARGE, TWICE, MALFORMED, UNKNOWN_VERSION -> BAD_REQUEST_DATA;
        };
    }
}
