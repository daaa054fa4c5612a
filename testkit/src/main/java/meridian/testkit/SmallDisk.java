package meridian.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/** A small disk in memory (tmpfs) that can be filled to the last byte and emptied again. Linux, as root. One thread. */
public final class SmallDisk implements AutoCloseable {
    private static final int LARGEST_PIECE_BYTES = 1 << 20;
    private static final int SMALLEST_PIECE_BYTES = 4_096;
    private static final int UNMOUNT_ATTEMPTS = 200;
    private static final long UNMOUNT_PAUSE_NANOS = 50_000_000;

    private final Path folder;
    private final Path ballast;

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.ballast = folder.resolve("ballast");
    }

    /**
     * Mounts one.
     *
     * @param folder made where it is missing
     * @throws NotPermitted where nothing may be mounted here
     */
    public static SmallDisk mount(Path folder, int mebibytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try {
            run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder.toString());
        } catch (IOException e) {
            throw new NotPermitted(e);
        }
        return new SmallDisk(folder);
    }

    /** Why a test that needs a small disk is skipped. */
    public static final class NotPermitted extends IOException {
        private static final long serialVersionUID = 1;

        NotPermitted(IOException cause) {
            super("a small disk in memory cannot be mounted here, which needs Linux and root: " + cause.getMessage());
        }
    }

    public Path folder() {
        return folder;
    }

    /** Takes all the room there is. */
    public void fill() {
        byte[] piece = new byte[LARGEST_PIECE_BYTES];
        try (OutputStream out = Files.newOutputStream(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (int bytes = LARGEST_PIECE_BYTES; bytes >= SMALLEST_PIECE_BYTES; bytes /= 2) {
                fill(out, piece, bytes);
            }
        } catch (IOException e) {
            // It is full; that is what is wanted.
        }
    }

    private static void fill(OutputStream out, byte[] piece, int bytes) {
        try {
            while (true) {
                out.write(piece, 0, bytes);
            }
        } catch (IOException e) {
            // No room for a piece of this size; there may be for a smaller one.
        }
    }

    /** Gives back what {@link #fill} took. */
    public void makeRoom() throws IOException {
        Files.deleteIfExists(ballast);
    }

    /** Those who were killed hold it for a moment longer. */
    @Override
    public void close() throws IOException {
        for (int attempt = 0; ; attempt++) {
            try {
                run("umount", folder.toString());
                return;
            } catch (IOException e) {
                if (attempt == UNMOUNT_ATTEMPTS) {
                    throw e;
                }
                LockSupport.parkNanos(UNMOUNT_PAUSE_NANOS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while " + folder + " was unmounted", e);
            }
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
    }
}
