package meridian.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the real cities lie that some tests and benchmarks read: a folder {@code shared/data} beside the checkout, or the
 * one that the environment variable {@code MERIDIAN_SHARED_DATA} names. They are not part of the repository.
 */
public final class MeasuredCities {
    private MeasuredCities() {}

    /** A file or folder such as {@code bologna/joined}, where it is here. */
    public static Optional<Path> find(String name) {
        String stated = System.getenv("MERIDIAN_SHARED_DATA");
        if (stated != null && !stated.isBlank()) {
            return Optional.of(Path.of(stated).resolve(name)).filter(Files::exists);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path candidate = folder.resolve("shared").resolve("data").resolve(name);
            if (Files.exists(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** What a test says that skips because a city is not here. */
    public static String missing(String name) {
        return "the measured city " + name
                + " is not here: put it into shared/data beside the checkout, or name its folder"
                + " in MERIDIAN_SHARED_DATA";
    }
}
