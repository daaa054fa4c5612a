package meridian.api.access;

import java.util.Locale;
import java.util.Optional;

/** What a route needs. Every route names one; there is no route without. */
public enum Permission {
    /** Nothing: the page that says how to sign in, and the signing in itself. */
    PUBLIC,
    READ,
    WRITE,
    COMMAND,
    ADMINISTER,
    /** The user of the operating system who runs the server, and nobody else. */
    LOCAL;

    /** The word of openapi.yaml. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scope that opens such a route, where one does. */
    Optional<Scope> scope() {
        return switch (this) {
            case PUBLIC, LOCAL -> Optional.empty();
            case READ -> Optional.of(Scope.READ);
            case WRITE -> Optional.of(Scope.WRITE);
            case COMMAND -> Optional.of(Scope.COMMAND);
            case ADMINISTER -> Optional.of(Scope.ADMINISTER);
        };
    }
}
