package meridian.bench.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * The n-th write or fsync of each of the database's processes fails with EIO, for a moment. What the system was asked for is not
 * done. {@code strace -e inject} does it; Linux, where one may trace processes.
 */
final class IoErrors implements Fault {
    private static final int MOST_CALLS = 30;
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final long LOOK_MILLIS = 10;
    private static final String INJECTED = "(INJECTED)";

    private final String calls;
    private Path data = Path.of("");
    private Path trace = Path.of("");
    private int injected;

    /** @param calls of the system that fail, with commas */
    IoErrors(String calls) {
        this.calls = calls;
    }

    @Override
    public Optional<String> prepare(Path folder) throws IOException, InterruptedException {
        data = data(folder);
        trace = folder.resolve("trace");
        try {
            Process probe = new ProcessBuilder("strace", "-o", "/dev/null", "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return probe.waitFor() == 0
                    ? Optional.empty()
                    : Optional.of("processes cannot be traced here, so that no call of theirs can be made to fail");
        } catch (IOException e) {
            return Optional.of("strace is not there, which makes calls of the database fail");
        }
    }

    @Override
    public Path data(Path folder) {
        return folder.resolve("data");
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public void strike(Victim victim, Random random) throws IOException, InterruptedException {
        Files.deleteIfExists(trace);
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", trace.toString()));
        for (long process : Servers.withHelpers(data)) {
            command.add("--attach=" + process);
        }
        int nth = 1 + random.nextInt(MOST_CALLS);
        command.add("--trace=" + calls);
        command.add("--inject=" + calls + ":error=EIO:when=" + nth);
        Process strace = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            awaitInjected(strace);
        } finally {
            strace.destroy();
            if (!strace.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                strace.destroyForcibly();
            }
        }
    }

    private void awaitInjected(Process strace) throws IOException, InterruptedException {
        long until = System.nanoTime() + LONGEST.toNanos();
        while (strace.isAlive() && System.nanoTime() - until < 0) {
            if (Files.exists(trace) && Files.readString(trace).contains(INJECTED)) {
                injected++;
                return;
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(trace);
        if (injected == 0 && !data.toString().isEmpty()) {
            System.getLogger(IoErrors.class.getName()).log(System.Logger.Level.WARNING, "no call was made to fail");
        }
    }
}
