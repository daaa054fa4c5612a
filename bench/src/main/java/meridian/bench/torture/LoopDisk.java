package meridian.bench.torture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A disk in a file, with an ext4 file system, mounted over a loop device. What programs have written and not synced lies in the
 * memory of the mounted file system; what has reached the disk lies in the file. So a copy of the file is what a power cut leaves.
 *
 * <p>Linux, as root. One thread.
 */
final class LoopDisk implements AutoCloseable {
    private static final long BYTES = 1L << 30;
    private static final int COPY_ATTEMPTS = 50;
    private static final int UNMOUNT_ATTEMPTS = 200;
    private static final long PAUSE_MILLIS = 50;
    /** In {@code /sys/block/loopN/stat}: sectors written. */
    private static final int SECTORS_WRITTEN = 6;

    private final Path image;
    private final Path folder;
    private final String device;

    private LoopDisk(Path image, Path folder, String device) {
        this.image = image;
        this.folder = folder;
        this.device = device;
    }

    /**
     * An empty one.
     *
     * @throws IOException where that is not permitted here
     */
    static LoopDisk make(Path image, Path folder) throws IOException, InterruptedException {
        try (var channel = Files.newByteChannel(image, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.position(BYTES - 1);
            channel.write(java.nio.ByteBuffer.allocate(1));
        }
        run("mkfs.ext4", "-q", "-F", image.toString());
        return mount(image, folder);
    }

    private static LoopDisk mount(Path image, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        run("mount", "-o", "loop", image.toString(), folder.toString());
        String device = run("findmnt", "--noheadings", "--output", "SOURCE", folder.toString());
        return new LoopDisk(image, folder, device.substring(device.lastIndexOf('/') + 1));
    }

    Path folder() {
        return folder;
    }

    /** Processes that work in a folder of it, such as a database server. */
    List<Long> processes() throws IOException {
        List<Long> found = new ArrayList<>();
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (Path process :
                    all.filter(p -> p.getFileName().toString().matches("\\d+")).toList()) {
                if (worksHere(process)) {
                    found.add(Long.parseLong(process.getFileName().toString()));
                }
            }
        }
        return found;
    }

    private boolean worksHere(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).startsWith(folder);
        } catch (IOException e) {
            // It has gone.
            return false;
        }
    }

    /**
     * What is on the disk in one moment, while all who write to it stand still. The system itself may still write back what they left
     * in memory; a copy during which that happened is thrown away.
     */
    void copyTo(Path copy) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < COPY_ATTEMPTS; attempt++) {
            long before = sectorsWritten();
            run("cp", "--sparse=always", image.toString(), copy.toString());
            if (sectorsWritten() == before) {
                return;
            }
        }
        throw new IOException(image + " is never quiet for long enough to be copied");
    }

    private long sectorsWritten() throws IOException {
        String[] figures =
                Files.readString(Path.of("/sys/block", device, "stat")).strip().split("\\s+");
        return Long.parseLong(figures[SECTORS_WRITTEN]);
    }

    /** Another image in its place, under the same folder. */
    LoopDisk replacedBy(Path copy) throws IOException, InterruptedException {
        close();
        Files.delete(image);
        return mount(copy, folder);
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
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while " + folder + " was unmounted", e);
            }
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a disk was unmounted", e);
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
        return output;
    }
}
