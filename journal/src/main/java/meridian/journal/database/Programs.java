package meridian.journal.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import meridian.model.BadInput;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once from the archive on the class path. Immutable. */
final class Programs {
    private static final int OWNER_MAY_EXECUTE = 0100;
    /** Of PostgreSQL's own version, 18; a data folder of another one cannot be opened by these programs. */
    static final String MAJOR_VERSION = "18";

    private final Path folder;

    private Programs(Path folder) {
        this.folder = folder;
    }

    /**
     * Finds them in the cache, or unpacks them into it: some 75 MB.
     *
     * @throws BadInput where there are none for this system, or the cache cannot be written
     */
    static Programs in(Path cache) {
        String archive = archive();
        Path folder = cache.resolve("postgresql-" + MAJOR_VERSION + "-" + Digest.ofResource(archive));
        try {
            if (!Files.isDirectory(folder)) {
                unpack(archive, cache, folder);
            }
        } catch (IOException e) {
            throw new BadInput(
                    cache.toString(),
                    "PostgreSQL cannot be unpacked there (" + BadInput.reason(e) + ")",
                    "a folder that may be written, with 100 MB of space left",
                    "Make room, or choose another cache folder");
        }
        return new Programs(folder);
    }

    /** The name by which the archives of the embedded PostgreSQL are known. */
    private static String archive() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String processor = System.getProperty("os.arch").contains("64")
                        && System.getProperty("os.arch").startsWith("a")
                        && !System.getProperty("os.arch").equals("amd64")
                ? "arm_64"
                : "x86_64";
        String name = "/postgres-" + system + "-" + processor + ".txz";
        if (Programs.class.getResource(name) == null) {
            throw new BadInput(
                    System.getProperty("os.name") + " on " + System.getProperty("os.arch"),
                    "this build has no PostgreSQL for it",
                    "Linux or macOS on x86-64 or ARM64, built on the same kind of machine",
                    "Build here, or name a PostgreSQL of your own with --database");
        }
        return name;
    }

    /** Into a folder beside it first, so that it is there whole or not at all, however many try at once. */
    private static void unpack(String archive, Path cache, Path folder) throws IOException {
        Files.createDirectories(cache);
        Path beside = Files.createTempDirectory(cache, "postgresql-");
        try (InputStream packed = Programs.class.getResourceAsStream(archive)) {
            TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)));
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(entry, tar, beside);
            }
            Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            delete(beside);
            // Another process was quicker; what it unpacked is the same.
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path folder) throws IOException {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("the archive names a file outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, file);
        if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /** A folder with everything in it; one that is not there is fine. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(
                        Path visited, @org.jspecify.annotations.Nullable IOException e) throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
