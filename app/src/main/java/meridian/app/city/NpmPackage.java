package meridian.app.city;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    /** How long the registry may say nothing. */
    private static final int SILENCE_MILLIS = 30_000;
    /** The package unpacked, and the city file. */
    private static final long SPACE_BYTES = 150L << 20;

    private static final Pattern CODE = Pattern.compile("(?m)^npm (?:error|ERR!) code (\\w+)");
    private static final String ADVICE =
            "Install Node 20.19 or later with npm and check the way to the registry, then try again";

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
        demandSpace(folder);
        Path log = folder.resolve("npm.log");
        Process process = new ProcessBuilder(List.of(
                        npm,
                        "ci",
                        "--ignore-scripts",
                        "--no-audit",
                        "--no-fund",
                        "--fetch-retries=1",
                        "--fetch-timeout=" + SILENCE_MILLIS))
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
            throw failed(reason(log));
        }
        return folder.resolve("node_modules").resolve(name);
    }

    private BadInput failed(String how) {
        return new BadInput("npm package " + name, how, "the package as package-lock.json pins it", ADVICE);
    }

    private static void demandSpace(Path folder) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < SPACE_BYTES) {
            throw new BadInput(
                    folder.getParent() == null ? "" : folder.getParent().toString(),
                    (free >> 20) + " MiB are free there",
                    (SPACE_BYTES >> 20) + " MiB to unpack and convert the map",
                    "Make room, or choose another folder with XDG_CACHE_HOME");
        }
    }

    /** npm's code in words; what it prints beside that is for its own developers. */
    private static String reason(Path log) throws IOException {
        Matcher code = CODE.matcher(Files.readString(log));
        if (!code.find()) {
            return "npm ci failed without a reason";
        }
        return switch (code.group(1)) {
            case "ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "ETIMEDOUT", "EAI_AGAIN", "ENETUNREACH", "EHOSTUNREACH" ->
                "the registry cannot be reached (" + code.group(1) + ")";
            case "EINTEGRITY" -> "what came is not what its checksum says (EINTEGRITY)";
            case "ENOSPC" -> "no space is left to unpack it (ENOSPC)";
            default -> "npm ci failed with " + code.group(1);
        };
    }
}
