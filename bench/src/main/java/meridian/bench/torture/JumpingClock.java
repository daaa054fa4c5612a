package meridian.bench.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The clock on the wall jumps an hour or a day ahead or an hour back, and back again after a while. The monotonic clock goes on, as
 * it does when somebody sets a clock.
 *
 * <p>It is the clock that the journal is given. Tried and left: libfaketime under the JVM and its database. Its timed waits ended at
 * once, or, without that, one start in three did not come up on a busy machine.
 */
final class JumpingClock implements Fault {
    /** In the environment: the file in which it says by how much the clock is wrong. */
    static final String VARIABLE = "MERIDIAN_TORTURE_CLOCK";

    private static final List<Duration> JUMPS =
            List.of(Duration.ofHours(24), Duration.ofHours(1), Duration.ofHours(-1));
    /** Longer than the pause between two sweeps of the victim. */
    private static final long STAYS_MILLIS = 1_500;

    private Path offset = Path.of("");
    private int jumps;

    /** The clock of a process that was started with {@link #environment}; the system's where it was not. */
    static InstantSource ofEnvironment() {
        String file = System.getenv(VARIABLE);
        return file == null ? InstantSource.system() : new Wrong(Path.of(file));
    }

    /** @param offset a file with the milliseconds by which it is ahead */
    private record Wrong(Path offset) implements InstantSource {
        @Override
        public Instant instant() {
            try {
                return Instant.now()
                        .plusMillis(Long.parseLong(Files.readString(offset).strip()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public Optional<String> prepare(Path folder) throws IOException {
        offset = folder.resolve("clock");
        set(Duration.ZERO);
        return Optional.empty();
    }

    /** The file is replaced at once: half an offset would be another one. */
    private void set(Duration ahead) throws IOException {
        Path beside = offset.resolveSibling("clock.next");
        Files.writeString(beside, ahead.toMillis() + "\n");
        Files.move(beside, offset, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public Path data(Path folder) {
        return folder.resolve("data");
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(VARIABLE, offset.toString());
    }

    @Override
    public void strike(Victim victim, Random random) throws IOException, InterruptedException {
        set(JUMPS.get(jumps++ % JUMPS.size()));
        Thread.sleep(STAYS_MILLIS);
        set(Duration.ZERO);
    }

    @Override
    public void close() {}
}
