package meridian.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A folder of which nothing is kept. */
final class ScratchFolder {
    private ScratchFolder() {}

    /** What is done in such a folder. */
    @FunctionalInterface
    interface Work<T> {
        T in(Path folder) throws IOException, InterruptedException;
    }

    /** Does something in a folder of the system's for temporary files, and deletes it. */
    static <T> T use(String prefix, Work<T> work) throws InterruptedException {
        return use(Path.of(System.getProperty("java.io.tmpdir")), prefix, work);
    }

    /** Does something in a new folder within another, and deletes it whatever comes. */
    static <T> T use(Path parent, String prefix, Work<T> work) throws InterruptedException {
        try {
            Path folder = Files.createTempDirectory(parent, prefix);
            try {
                return work.in(folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
