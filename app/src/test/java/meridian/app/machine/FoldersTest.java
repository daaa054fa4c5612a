package meridian.app.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FoldersTest {
    private static final Path HOME = Path.of("/home/ana");

    @Test
    void linuxUsesWhatTheEnvironmentSaysAndElseTheUsualPlaces() {
        assertEquals(
                new Folders(Path.of("/home/ana/.local/share/meridian"), Path.of("/home/ana/.cache/meridian")),
                Folders.of(Map.of(), HOME, false));
        assertEquals(
                new Folders(Path.of("/data/meridian"), Path.of("/home/ana/.cache/meridian")),
                Folders.of(Map.of("XDG_DATA_HOME", "/data", "XDG_CACHE_HOME", "relative"), HOME, false));
    }

    @Test
    void macHasItsOwnPlaces() {
        assertEquals(
                new Folders(
                        Path.of("/home/ana/Library/Application Support/meridian"),
                        Path.of("/home/ana/Library/Caches/meridian")),
                Folders.of(Map.of("XDG_DATA_HOME", "/data"), HOME, true));
    }
}
