package meridian.api;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page's files from the application's own jars. Names are checked, so that nothing else of the class path is served. */
final class StaticPages {
    private static final String ROOT = "META-INF/resources/meridian/";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("json", "application/json"),
            Map.entry("woff2", "font/woff2"));

    private StaticPages() {}

    static void serve(ServerRequest request, ServerResponse response) {
        String path = request.path().path();
        String name = path.equals("/") ? "index.html" : path.substring(1);
        byte[] file = file(name);
        if (file == null) {
            Answers.problem(response, Status.NOT_FOUND_404, "not_found", "There is no page at this address; try /.");
            return;
        }
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        response.header(HeaderNames.CONTENT_TYPE, type);
        // Names of built assets carry a hash of their content.
        boolean forever = name.startsWith("assets/");
        response.header(HeaderNames.CACHE_CONTROL, forever ? "max-age=31536000, immutable" : "no-cache");
        response.send(file);
    }

    private static byte @Nullable [] file(String name) {
        boolean plain = name.matches("[A-Za-z0-9_./-]+")
                && !name.contains("..")
                && TYPES.containsKey(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        if (!plain) {
            return null;
        }
        try (InputStream in = StaticPages.class.getClassLoader().getResourceAsStream(ROOT + name)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
