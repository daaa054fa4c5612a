package meridian.api;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import meridian.api.access.Access;
import meridian.api.access.Caller;
import meridian.api.access.Permission;
import meridian.api.access.RateLimits;
import meridian.api.access.Reach;
import meridian.model.BadInput;

/**
 * Lets callers through a route, or says why not: who they are (401), whether their page is ours (403), what they may (403),
 * how often (429), in this order.
 *
 * <p>A key counts before a cookie, and one that is wrong is not made good by a cookie.
 */
final class Doorkeeper {
    static final String UNAUTHENTICATED = "unauthenticated";
    static final String FORBIDDEN = "forbidden";
    static final String TOO_MANY_REQUESTS = "too_many_requests";

    private static final String REALM = "Bearer realm=\"Meridian\"";
    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final String BEARER = "bearer ";

    private final Access access;
    private final RateLimits limits;
    private final Supplier<SessionCookie> cookie;

    /** @param cookie known when the port is */
    Doorkeeper(Access access, RateLimits limits, Supplier<SessionCookie> cookie) {
        this.access = access;
        this.limits = limits;
        this.cookie = cookie;
    }

    Access access() {
        return access;
    }

    SessionCookie cookie() {
        return cookie.get();
    }

    /** Whoever may use this route; the request remembers it. */
    Caller admit(ServerRequest request, Permission permission, Reach reach) {
        Method method = request.prologue().method();
        boolean reads = method.equals(Method.GET) || method.equals(Method.HEAD);
        Caller caller = admit(request.headers(), permission, reach, !reads, () -> failure(request));
        caller.in(request.context());
        return caller;
    }

    /** The same for a channel, which is known by its headers alone. It can be written to, so its page must be ours. */
    Caller admitToChannel(Headers headers, Permission permission, Reach reach) {
        return admit(headers, permission, reach, true, () -> limits.failure("channels"));
    }

    private Caller admit(Headers headers, Permission permission, Reach reach, boolean changes, IntSupplier failure) {
        Caller caller = caller(headers, failure);
        if (changes && caller.kind() == Caller.Kind.PERSON) {
            demandOurPage(headers);
        }
        if (!caller.has(permission)) {
            throw caller.kind() == Caller.Kind.NOBODY ? unknown() : lacks(caller, permission);
        }
        if (permission != Permission.PUBLIC && !caller.reaches(reach)) {
            throw Unusable.of(
                    Status.FORBIDDEN_403,
                    FORBIDDEN,
                    "This shows all of the city, and this key is limited to some types or areas of it.");
        }
        if (caller.kind() != Caller.Kind.NOBODY) {
            demandPatience(limits.request(caller), "This key may ask less often than that.");
        }
        return caller;
    }

    private int failure(ServerRequest request) {
        return request.remotePeer().address() instanceof InetSocketAddress from && from.getAddress() != null
                ? limits.failure(from.getAddress())
                : limits.failure("unknown");
    }

    /** Counts a wrong secret, which was shown in the body. */
    Unusable wrongSecret(ServerRequest request, String why) {
        demandPatience(failure(request), "Too many wrong secrets came from there.");
        return refused(why, "");
    }

    private Caller caller(Headers headers, IntSupplier failure) {
        List<String> authorizations = values(headers, HeaderNames.AUTHORIZATION);
        Optional<Caller> known;
        if (authorizations.isEmpty()) {
            known = cookie.get().secret(headers).flatMap(access::ofSession);
            // A page with an old cookie must still be told how to sign in, and does so of its own.
            return known.orElse(Caller.NOBODY);
        }
        known = authorizations.size() == 1
                ? bearer(authorizations.getFirst()).flatMap(access::ofBearer)
                : Optional.empty();
        if (known.isEmpty()) {
            demandPatience(failure.getAsInt(), "Too many wrong keys came from there.");
            throw refused(
                    "This is no key that holds: it was never made, has expired or is revoked. Expected one header"
                            + " Authorization: Bearer KEY.",
                    ", error=\"invalid_token\"");
        }
        return known.get();
    }

    private static Optional<String> bearer(String authorization) {
        return authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? Optional.of(authorization.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    /**
     * A browser sends the cookie whoever made it ask. Modern ones say who did; without a word of that kind it is refused. (A
     * foreign {@code Origin} never comes this far.)
     */
    private static void demandOurPage(Headers headers) {
        List<String> sites = values(headers, FETCH_SITE);
        boolean ours =
                sites.isEmpty() ? !values(headers, HeaderNames.ORIGIN).isEmpty() : sites.equals(List.of("same-origin"));
        if (!ours && !isWebSocketOfOurPage(headers, sites)) {
            throw Unusable.of(
                    Status.FORBIDDEN_403,
                    "forbidden_origin",
                    "With a session only the server's own pages may do this; programs use a key.");
        }
    }

    /** Browsers differ in what they call the site of a WebSocket, but all of them state its origin. */
    private static boolean isWebSocketOfOurPage(Headers headers, List<String> sites) {
        boolean upgrades = !values(headers, HeaderNames.UPGRADE).isEmpty();
        return upgrades
                && !sites.contains("cross-site")
                && !values(headers, HeaderNames.ORIGIN).isEmpty();
    }

    private static Unusable unknown() {
        return refused(
                "Sign in, or send a key as Authorization: Bearer KEY. meridian sign-in prints an address that signs in,"
                        + " meridian keys create makes a key.",
                "");
    }

    private static Unusable refused(String message, String detail) {
        return Unusable.because(
                message,
                Answer.problem(Status.UNAUTHORIZED_401, UNAUTHENTICATED, message)
                        .with(HeaderValues.create(HeaderNames.WWW_AUTHENTICATE, REALM + detail)));
    }

    private static Unusable lacks(Caller caller, Permission permission) {
        String message = permission == Permission.LOCAL
                ? "Only programs of the user who runs this server may do this."
                : "\"" + BadInput.shortened(caller.name()) + "\" lacks the scope " + permission.word() + ".";
        String scope = permission == Permission.LOCAL ? "" : ", scope=\"" + permission.word() + "\"";
        Header header =
                HeaderValues.create(HeaderNames.WWW_AUTHENTICATE, REALM + ", error=\"insufficient_scope\"" + scope);
        return Unusable.because(
                message,
                Answer.problem(Status.FORBIDDEN_403, FORBIDDEN, message).with(header));
    }

    private static void demandPatience(int seconds, String why) {
        if (seconds > 0) {
            String message = why + " Try again in " + seconds + " s.";
            throw Unusable.because(
                    message,
                    Answer.problem(Status.TOO_MANY_REQUESTS_429, TOO_MANY_REQUESTS, message)
                            .with(HeaderValues.create(HeaderNames.RETRY_AFTER, seconds)));
        }
    }

    static List<String> values(Headers headers, HeaderName name) {
        return headers.contains(name) ? new ArrayList<>(headers.get(name).allValues()) : List.of();
    }
}
