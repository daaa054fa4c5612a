package meridian.journal.database;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import meridian.model.BadInput;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL of somebody else's is, as people write it: {@code postgresql://user@host:5432/database?sslmode=verify-full}.
 *
 * @param url as the driver knows it, without a user
 * @param user absent: the one of this process
 */
public record ServerAddress(String url, Optional<String> user) {
    private static final String EXPECTED = "postgresql://user@host:port/database, without a password";

    /**
     * @param text as somebody wrote it
     * @throws BadInput where it is none, or has a password in it, which everybody on the machine could read
     */
    public static ServerAddress parse(String text) {
        String plain = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
        URI uri = uri(plain);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("postgresql") && !scheme.equals("postgres") || uri.getHost() == null) {
            throw refused(shown(uri), "it is no address of a PostgreSQL");
        }
        String query = query(uri);
        if (namesPassword(uri.getRawUserInfo(), query)) {
            throw refused(
                    scheme + "://…@" + uri.getHost(),
                    "there is a password in it, which whoever lists the machine's processes can read");
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.getRawPath() == null || uri.getRawPath().length() < 2 ? "/postgres" : uri.getRawPath();
        String url = "jdbc:postgresql://" + uri.getHost() + port + path + (query.isEmpty() ? "" : "?" + query);
        return new ServerAddress(url, Optional.ofNullable(uri.getUserInfo()));
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw refused("--database", "it is no address of a PostgreSQL");
        }
    }

    private static String query(URI uri) {
        return uri.getRawQuery() == null ? "" : uri.getRawQuery();
    }

    private static boolean namesPassword(@Nullable String user, String query) {
        return user != null && user.contains(":")
                || query.toLowerCase(Locale.ROOT).matches("(.*&)?(ssl)?password=.*");
    }

    private static String shown(URI uri) {
        return BadInput.shortened(uri.getScheme() + "://" + uri.getHost());
    }

    private static BadInput refused(String where, String found) {
        return new BadInput(
                "--database " + where,
                found,
                EXPECTED,
                "Correct it; a password comes from MERIDIAN_DATABASE_PASSWORD or --database-password-file");
    }
}
