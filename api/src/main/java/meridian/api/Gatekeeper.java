package meridian.api;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps foreign pages out of a server that only its own machine should reach: {@code Host} must name the loopback (or a
 * foreign name could be rebound to it), and a stated {@code Origin} must be the server's own. Every answer carries the
 * headers that keep the page from loading anything from elsewhere.
 */
final class Gatekeeper implements Filter {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String POLICY =
            "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                    + " worker-src 'self' blob:; connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'none'";

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        response.header("Content-Security-Policy", POLICY);
        response.header("X-Content-Type-Options", "nosniff");
        response.header("Referrer-Policy", "no-referrer");
        response.header("Cross-Origin-Opener-Policy", "same-origin");
        response.header("Cross-Origin-Resource-Policy", "same-origin");
        response.header("X-Frame-Options", "DENY");
        String refusal = refusal(request.headers());
        if (refusal != null) {
            response.status(Status.FORBIDDEN_403);
            Answers.json(response, new Views.Problem("forbidden_origin", refusal));
            return;
        }
        chain.proceed();
    }

    /** Why a request with these headers is refused, or null. */
    static @Nullable String refusal(Headers headers) {
        String host = headers.first(HeaderNames.HOST).orElse("");
        if (!LOOPBACK.contains(hostName(host))) {
            return "This server answers to localhost only, not to \"" + shortened(host) + "\".";
        }
        Optional<String> origin = headers.first(HeaderNames.ORIGIN);
        if (origin.isPresent() && !origin.get().equalsIgnoreCase("http://" + host)) {
            return "Pages of \"" + shortened(origin.get()) + "\" may not use this server; open it at http://" + host
                    + "/.";
        }
        return null;
    }

    private static String hostName(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        int colon = lower.lastIndexOf(':');
        return colon > lower.lastIndexOf(']') ? lower.substring(0, colon) : lower;
    }

    private static String shortened(String value) {
        return meridian.model.BadInput.shortened(value);
    }
}
