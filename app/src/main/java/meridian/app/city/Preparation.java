package meridian.app.city;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * {@code meridian city prepare} in a process of its own: converting a city wants more memory than showing one, and a process
 * gives it back.
 */
public final class Preparation {
    private static final String MOST_MEMORY = "-Xmx700m";

    private final AtomicReference<Process> process = new AtomicReference<>();

    /** Runs it to its end; what it says goes to standard error. Whether the city is there then shows in the cache. */
    public void run() {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                MOST_MEMORY,
                "-cp",
                System.getProperty("java.class.path"),
                "meridian.app.Main",
                "city",
                "prepare");
        try {
            Process started = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.set(started);
            started.waitFor();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stop();
        }
    }

    /** Ends it early. */
    public void stop() {
        Process running = process.getAndSet(null);
        if (running != null) {
            running.destroy();
        }
    }
}
