package meridian.api;

import io.helidon.http.Status;
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

    static Answer answer(String path) {
        String name = path.equals("/") ? "index.html" : path.substring(1);
        byte[] file = file(name);
        if (file == null) {
            return Answer.problem(Status.NOT_FOUND_404, "not_found", "There is no page at this address; try /.");
        }
        // Names of built assets carry a hash of their content.
        boolean forever = name.startsWith("assets/");
        return Answer.bytes(type(name), forever ? "max-age=31536000, immutable" : "no-cache", file);
    }

    /** By the name's ending; without one that is known the file is not served. */
    private static @Nullable String findType(String name) {
        return TYPES.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    private static String type(String name) {
        return java.util.Objects.requireNonNull(findType(name));
    }

    private static byte @Nullable [] file(String name) {
        boolean plain = name.matches("[A-Za-z0-9_./-]+") && !name.contains("..") && findType(name) != null;
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
