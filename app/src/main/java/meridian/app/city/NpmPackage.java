package meridian.app.city;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import meridian.app.machine.Browser;
import meridian.model.BadInput;

/**
 * Data that is published as an npm package. The lock file pins the version and its checksum, which npm verifies; scripts of
 * packages are never run.
 *
 * @param name of the package
 * @param manifest content of package.json
 * @param lock content of package-lock.json
 */
record NpmPackage(String name, String manifest, String lock) {
    private static final long PATIENCE_MINUTES = 5;
    private static final String ADVICE =
            "Install Node 20 or later with npm and check the way to the registry, then try again";

    /** As {@code cities/montevideo} has it. */
    static NpmPackage montevideo() {
        return new NpmPackage(
                "@mapbox/mvt-fixtures",
                resource("/cities/montevideo/package.json"),
                resource("/cities/montevideo/package-lock.json"));
    }

    private static String resource(String path) {
        try (InputStream in = NpmPackage.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is missing in the application's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Installs the package into a folder.
     *
     * @return the folder with the package's files
     * @throws BadInput where npm is missing or fails, with what it said
     */
    Path fetch(Path folder) throws IOException {
        String npm = Browser.onPath("npm")
                .orElseThrow(() -> new BadInput("npm package " + name, "npm is not on the PATH", "npm", ADVICE));
        Files.writeString(folder.resolve("package.json"), manifest);
        Files.writeString(folder.resolve("package-lock.json"), lock);
        Path log = folder.resolve("npm.log");
        Process process = new ProcessBuilder(
                        List.of(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                throw failed("npm ci did not end within " + PATIENCE_MINUTES + " minutes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("npm ci was interrupted");
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw failed("npm ci failed with " + firstError(log));
        }
        return folder.resolve("node_modules").resolve(name);
    }

    private BadInput failed(String how) {
        return new BadInput("npm package " + name, how, "the package as package-lock.json pins it", ADVICE);
    }

    private static String firstError(Path log) throws IOException {
        Optional<String> error = Files.readAllLines(log).stream()
                .filter(line -> line.startsWith("npm error"))
                .findFirst();
        return error.orElse("nothing to say");
    }
}
