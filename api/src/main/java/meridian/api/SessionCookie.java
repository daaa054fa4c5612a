package meridian.api;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cookie of whoever signed in: not for scripts, not for requests that other sites cause.
 *
 * <p>Browsers give cookies of one host to all its ports, so that its name tells the port, or two instances would sign each
 * other's people out. Without TLS (on the loopback only) it cannot be {@code Secure}: not every browser would send it then.
 *
 * @param secure over TLS, where the prefix {@code __Host-} keeps other hosts from setting it
 */
record SessionCookie(int port, boolean secure) {
    private String name() {
        return (secure ? "__Host-" : "") + "meridian-" + port;
    }

    Header of(String secret) {
        return HeaderValues.create(HeaderNames.SET_COOKIE, name() + "=" + secret + attributes());
    }

    Header gone() {
        return HeaderValues.create(HeaderNames.SET_COOKIE, name() + "=" + attributes() + "; Max-Age=0");
    }

    private String attributes() {
        return "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
    }

    /** The session's secret among all cookies; two of them, of which one must be somebody else's, are none. */
    Optional<String> secret(Headers headers) {
        List<String> found = new ArrayList<>();
        for (String line : Doorkeeper.values(headers, HeaderNames.COOKIE)) {
            for (String cookie : line.split(";")) {
                String[] parts = cookie.strip().split("=", 2);
                if (parts.length == 2 && parts[0].equals(name())) {
                    found.add(parts[1]);
                }
            }
        }
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
