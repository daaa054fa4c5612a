package meridian.bench.torture;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The clock on the wall jumps an hour or a day ahead or an hour back, under Meridian and its database alike, and back again after a
 * while. libfaketime is preloaded for it; the monotonic clock goes on, as it does when somebody sets a clock.
 */
final class JumpingClock implements Fault {
    private static final List<String> JUMPS = List.of("+24h", "+1h", "-1h");
    /** Longer than the library remembers what time it is, a second, and than the pause between two sweeps of the victim. */
    private static final long STAYS_MILLIS = 2_500;

    private Path offset = Path.of("");
    private Path library = Path.of("");
    private int jumps;

    @Override
    public Optional<String> prepare(Path folder) throws IOException {
        Optional<Path> found = library();
        if (found.isEmpty()) {
            return Optional.of("libfaketime is not there, which makes the clock of a process jump");
        }
        library = found.orElseThrow();
        offset = folder.resolve("clock");
        set("+0");
        return Optional.empty();
    }

    /** Where distributions have it. */
    private static Optional<Path> library() throws IOException {
        for (String root : List.of("/usr/lib", "/usr/lib64", "/usr/local/lib")) {
            Path direct = Path.of(root, "faketime", "libfaketimeMT.so.1");
            if (Files.exists(direct)) {
                return Optional.of(direct);
            }
            if (Files.isDirectory(Path.of(root))) {
                try (DirectoryStream<Path> machines = Files.newDirectoryStream(Path.of(root), "*-linux-*")) {
                    for (Path machine : machines) {
                        Path there = machine.resolve("faketime").resolve("libfaketimeMT.so.1");
                        if (Files.exists(there)) {
                            return Optional.of(there);
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The file is replaced at once: half an offset would be another one. */
    private void set(String by) throws IOException {
        Path beside = offset.resolveSibling("clock.next");
        Files.writeString(beside, by + "\n");
        Files.move(beside, offset, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public Path data(Path folder) {
        return folder.resolve("data");
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                offset.toString(),
                "FAKETIME_NO_CACHE",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1");
    }

    @Override
    public void strike(Victim victim, Random random) throws IOException, InterruptedException {
        set(JUMPS.get(jumps++ % JUMPS.size()));
        Thread.sleep(STAYS_MILLIS);
        set("+0");
    }

    @Override
    public void close() {}
}
