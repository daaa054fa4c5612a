package meridian.formats.osm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the cities of the npm package {@code @mapbox/mvt-fixtures}: below the folder that the system property
 * {@code meridian.montevideo} or the environment variable {@code MERIDIAN_MVT_FIXTURES} names, or in {@code cities/montevideo}
 * of the checkout after {@code npm ci --ignore-scripts} there.
 */
final class MvtFixtures {
    private static final String PACKAGE = "node_modules/@mapbox/mvt-fixtures/real-world";

    private MvtFixtures() {}

    /** A folder of tiles such as {@code osm-qa-montevideo}, where it is here. */
    static Optional<Path> find(String folder) {
        String stated = System.getProperty("meridian.montevideo", System.getenv("MERIDIAN_MVT_FIXTURES"));
        if (stated != null && !stated.isBlank()) {
            return Optional.of(Path.of(stated).resolve(PACKAGE).resolve(folder)).filter(Files::isDirectory);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolve("cities/montevideo").resolve(PACKAGE).resolve(folder);
            if (Files.isDirectory(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    static String missing() {
        return "Montevideo is not here: run npm ci --ignore-scripts in cities/montevideo, or name a folder with its"
                + " node_modules in MERIDIAN_MVT_FIXTURES";
    }
}
