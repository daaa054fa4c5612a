package meridian.api;

import io.helidon.http.DirectHandler;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import meridian.api.access.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Keeps foreign pages out: {@code Host} must name the loopback, or what the server was bound to and its certificate is for (or
 * a foreign name could be rebound to it), and a stated {@code Origin} must be the server's own. Every answer carries the
 * headers that keep the page from loading anything from elsewhere.
 */
final class Gatekeeper implements Filter, DirectHandler {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    /** What a channel is refused with, which has nothing but its status to say it. */
    private static final Map<Integer, String> REFUSALS =
            Map.of(401, Doorkeeper.UNAUTHENTICATED, 403, Doorkeeper.FORBIDDEN, 429, Doorkeeper.TOO_MANY_REQUESTS);

    /** Carries the code of a problem from a channel that is refused to its answer; it never leaves the server. */
    static final HeaderName CODE = HeaderNames.create("Meridian-Problem");

    private static final String POLICY =
            "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                    + " worker-src 'self' blob:; connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'none'";
    private static final List<Header> PROTECTION = List.of(
            HeaderValues.create("Content-Security-Policy", POLICY),
            HeaderValues.create("X-Content-Type-Options", "nosniff"),
            HeaderValues.create("Referrer-Policy", "no-referrer"),
            HeaderValues.create("Cross-Origin-Opener-Policy", "same-origin"),
            HeaderValues.create("Cross-Origin-Resource-Policy", "same-origin"),
            HeaderValues.create("X-Frame-Options", "DENY"));

    private static final Header TLS_ONLY = HeaderValues.create("Strict-Transport-Security", "max-age=31536000");

    private final String scheme;
    private final Set<String> hosts;
    private final List<Header> protection;
    private final RequestLog log;

    Gatekeeper(Binding binding, RequestLog log) {
        this.log = log;
        scheme = binding.scheme();
        hosts = new TreeSet<>();
        LOOPBACK.forEach(name -> hosts.add(canonical(name)));
        if (!binding.address().isAnyLocalAddress()) {
            hosts.add(literal(binding.address()));
        }
        binding.certificate().ifPresent(certificate -> certificate.names().forEach(name -> hosts.add(canonical(name))));
        List<Header> headers = new ArrayList<>(PROTECTION);
        if (binding.certificate().isPresent()) {
            headers.add(TLS_ONLY);
        }
        protection = List.copyOf(headers);
    }

    /** As it stands in an address. */
    static String literal(InetAddress address) {
        String text = address.getHostAddress();
        return address instanceof Inet6Address ? "[" + text + "]" : text;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        log.watch(request, response);
        protection.forEach(response::header);
        String refusal = refusal(request.headers());
        if (refusal != null) {
            Answer.problem(Status.FORBIDDEN_403, "forbidden_origin", refusal).send(request, response);
            return;
        }
        chain.proceed();
    }

    /** What cannot reach a route is answered in the same shape and with the same headers: what is not HTTP, not allowed, too large. */
    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType event,
            Status status,
            ServerResponseHeaders headers,
            @Nullable String message) {
        Views.Problem problem = headers.contains(CODE)
                ? new Views.Problem(headers.get(CODE).get(), message == null ? "" : message, null)
                : problem(event, status, message);
        headers.remove(CODE);
        protection.forEach(headers::set);
        headers.set(HeaderNames.CONTENT_TYPE, "application/json");
        headers.set(HeaderNames.CACHE_CONTROL, "no-store");
        if (problem.code().equals(Stage.LOADING)) {
            headers.set(Stage.RETRY_AFTER);
        }
        log.write(request.method(), RequestLog.UNKNOWN, status.code(), System.nanoTime(), Caller.NOBODY);
        TransportResponse.Builder answer =
                TransportResponse.builder().status(status).headers(headers).keepAlive(event.keepAlive());
        // The answer to HEAD has no body, and one would be read as the next answer.
        return request.method().equals("HEAD")
                ? answer.build()
                : answer.entity(Answer.JSON.writeValueAsBytes(problem)).build();
    }

    private static Views.Problem problem(EventType event, Status status, @Nullable String message) {
        if (event == EventType.FORBIDDEN) {
            String why = message == null ? "This server answers to its own pages on localhost only." : message;
            return new Views.Problem("forbidden_origin", why, null);
        }
        String refusal = REFUSALS.get(status.code());
        if (refusal != null) {
            String why = message == null ? "The answer's status and headers say what is missing." : message;
            return new Views.Problem(refusal, why, null);
        }
        if (status.equals(Status.REQUEST_ENTITY_TOO_LARGE_413)) {
            int most = OperationsServer.LARGEST_BATCH;
            return new Views.Problem("too_large", "A body has at most " + most + " bytes; send less.", null);
        }
        if (status.equals(Status.SERVICE_UNAVAILABLE_503)) {
            return new Views.Problem(Stage.LOADING, "The city is not loaded yet; ask again in a second.", null);
        }
        if (status.code() >= 500) {
            return new Views.Problem("mistake", "The server made a mistake; what it printed says more.", null);
        }
        return new Views.Problem("bad_request", "This is no request that this server understands.", null);
    }

    /** Why a request with these headers is refused, or null. */
    @Nullable
    String refusal(Headers headers) {
        List<String> hosts = values(headers, HeaderNames.HOST);
        String host = hosts.size() == 1 ? hosts.getFirst() : String.join(", ", hosts);
        if (!isOurs(hostName(host))) {
            return "This server answers to " + String.join(", ", hosts) + " only, not to \"" + shortened(host) + "\".";
        }
        for (String origin : values(headers, HeaderNames.ORIGIN)) {
            if (!origin.equalsIgnoreCase(scheme + "://" + host)) {
                return "Pages of \"" + shortened(origin) + "\" may not use this server; open it at " + scheme + "://"
                        + host + "/.";
            }
        }
        return null;
    }

    /** An IPv6 address can be written in many ways. */
    private static String canonical(String name) {
        if (name.startsWith("[") && name.endsWith("]")) {
            try {
                return literal(InetAddress.ofLiteral(name.substring(1, name.length() - 1)));
            } catch (IllegalArgumentException e) {
                // Then it is nobody's name.
            }
        }
        return name;
    }

    private boolean isOurs(String host) {
        String name = canonical(host);
        // A certificate for *.example.org is for one more word, not for two.
        int dot = name.indexOf('.');
        return hosts.contains(name) || dot > 0 && hosts.contains("*" + name.substring(dot));
    }

    private static List<String> values(Headers headers, HeaderName name) {
        return headers.contains(name) ? headers.get(name).allValues() : List.of();
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
