package meridian.bench.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The database server of a data folder, as the system sees it. */
final class Servers {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 10;

    private Servers() {}

    /** Process number of the server that runs now; 0 where none does. */
    static long of(Path data) throws IOException {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postgresql").resolve("postmaster.pid"));
            long server = lines.isEmpty() ? 0 : Long.parseLong(lines.getFirst().strip());
            return ProcessHandle.of(server).isPresent() ? server : 0;
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** Until another one runs; whether it does is seen by what is acknowledged. */
    static void awaitAnother(Path data, long before) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while ((of(data) == before || of(data) == 0) && System.nanoTime() - until < 0) {
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** A server and all who work for it. */
    static List<Long> withHelpers(Path data) throws IOException {
        long server = of(data);
        return server == 0
                ? List.of()
                : Stream.concat(
                                Stream.of(server),
                                ProcessHandle.of(server)
                                        .map(ProcessHandle::descendants)
                                        .orElse(Stream.of())
                                        .map(ProcessHandle::pid))
                        .toList();
    }
}
