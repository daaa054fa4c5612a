package meridian.api.access;

import io.helidon.common.context.Context;
import io.helidon.webserver.http.ServerRequest;

/**
 * Who asks, and what they may. A handler gets it by {@link #of}; a channel when it is opened, and then asks {@link
 * Access#holds} again and again, because a key can be revoked while the channel is open.
 *
 * @param kind how they are known
 * @param id public number of the key or session, for logs and limits; empty for nobody
 * @param name what people call it
 * @param grant what they may
 * @param perSecond requests a second they may make
 */
public record Caller(Kind kind, String id, String name, Grant grant, double perSecond) {
    public enum Kind {
        /** Has shown nothing. */
        NOBODY,
        /** A person who has signed in. */
        PERSON,
        /** A device or an application with a key. */
        KEY,
        /** A program of the operating system's user who runs the server. */
        LOCAL
    }

    /** A page with its tiles asks a few hundred times when it opens. */
    static final double USUAL_PER_SECOND = 1_000;

    public static final Caller NOBODY = new Caller(Kind.NOBODY, "", "nobody", Grant.NOTHING, USUAL_PER_SECOND);

    /** Whoever asks this; nobody on a route that did not ask. */
    public static Caller of(ServerRequest request) {
        return request.context().get(Caller.class).orElse(NOBODY);
    }

    /** Remembers it for {@link #of}. */
    public void in(Context context) {
        context.register(this);
    }

    public boolean has(Permission permission) {
        return switch (permission) {
            case PUBLIC -> true;
            case LOCAL -> kind == Kind.LOCAL;
            case READ, WRITE, COMMAND, ADMINISTER ->
                grant.scopes().contains(permission.scope().orElseThrow());
        };
    }

    public boolean reaches(Reach reach) {
        return reach == Reach.LIMITED || !grant.isLimited();
    }
}
