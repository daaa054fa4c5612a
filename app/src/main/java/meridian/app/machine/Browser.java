package meridian.app.machine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The program that shows a page to the person in front of this machine. */
public record Browser(String opener) {

    /** What opens a page here; empty on a machine without a screen. */
    public static Optional<Browser> ofThisMachine() {
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac")) {
            return onPath("open").map(Browser::new);
        }
        Map<String, String> environment = System.getenv();
        boolean screen = List.of("DISPLAY", "WAYLAND_DISPLAY").stream()
                .anyMatch(v -> !environment.getOrDefault(v, "").isBlank());
        return screen ? onPath("xdg-open").map(Browser::new) : Optional.empty();
    }

    /** A program of this name that the shell would find. */
    public static Optional<String> onPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String folder : path.split(File.pathSeparator)) {
            if (!folder.isBlank() && Files.isExecutable(Path.of(folder).resolve(program))) {
                return Optional.of(Path.of(folder).resolve(program).toString());
            }
        }
        return Optional.empty();
    }

    /** Opens the page; whether that worked shows on the screen, and only there. */
    public void open(String address) {
        try {
            new ProcessBuilder(opener, address)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // The address stands in the terminal as well.
        }
    }
}
