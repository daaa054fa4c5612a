package meridian.bench.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import meridian.testkit.SmallDisk;
import org.jspecify.annotations.Nullable;

/** A disk of 300 MiB, which somebody else fills to the last byte and empties again. Linux, as root. */
final class FullDisk implements Fault {
    private static final int MEBIBYTES = 300;
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int LINGER_MILLIS = 700;
    private static final long LOOK_MILLIS = 10;

    private @Nullable SmallDisk disk;

    @Override
    public Optional<String> prepare(Path folder) throws IOException, InterruptedException {
        try {
            disk = SmallDisk.mount(folder.resolve("disk"), MEBIBYTES);
            return Optional.empty();
        } catch (SmallDisk.NotPermitted e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private SmallDisk disk() {
        if (disk == null) {
            throw new IllegalStateException("prepared first");
        }
        return disk;
    }

    @Override
    public Path data(Path folder) {
        return disk().folder().resolve("data");
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public void strike(Victim victim, Random random) throws IOException, InterruptedException {
        long before = victim.refused();
        long until = System.nanoTime() + LONGEST.toNanos();
        try {
            while (victim.refused() == before && System.nanoTime() - until < 0) {
                disk().fill();
                Thread.sleep(LOOK_MILLIS);
            }
            Thread.sleep(random.nextInt(LINGER_MILLIS));
        } finally {
            disk().makeRoom();
        }
    }

    @Override
    public void close() throws IOException {
        if (disk != null) {
            disk.close();
        }
    }
}
