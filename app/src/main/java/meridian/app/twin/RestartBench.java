package meridian.app.twin;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import meridian.formats.Progress;

/**
 * How soon a twin answers again: after {@code kill -9} in the middle of the flow, and after it was closed in order. Another process each
 * time, with the database that it starts itself.
 */
public final class RestartBench {
    private static final int TIMES = 3;

    private final Path data;
    private final Path cache;
    private final int entities;
    private final long observations;
    private final Progress progress;

    /** @param data a folder that is used for nothing else */
    public RestartBench(Path data, Path cache, int entities, long observations, Progress progress) {
        this.data = data;
        this.cache = cache;
        this.entities = entities;
        this.observations = observations;
        this.progress = progress;
    }

    /**
     * What was measured.
     *
     * @param fillSeconds until all observations were acknowledged
     * @param afterKillSeconds from the start of the program's work until the twin knew all
     * @param afterKillWallSeconds the same with the start of the JVM
     * @param afterCloseSeconds median of {@value #TIMES}
     * @param known entities that it knew then
     * @param position of the last event that it knew
     */
    public record Result(
            int entities,
            long observations,
            double fillSeconds,
            double afterKillSeconds,
            double afterKillWallSeconds,
            double afterCloseSeconds,
            int known,
            long position) {}

    /** @throws IOException where a process ended that should not have */
    public Result run() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        fillAndKill();
        double filled = (System.nanoTime() - begin) / 1e9;
        long start = System.nanoTime();
        Opened killed = open();
        double wall = (killed.atNanos() - start) / 1e9;
        double[] closed = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            closed[i] = open().seconds();
        }
        Arrays.sort(closed);
        return new Result(
                entities,
                observations,
                filled,
                killed.seconds(),
                wall,
                closed[TIMES / 2],
                killed.entities(),
                killed.position());
    }

    private void fillAndKill() throws IOException, InterruptedException {
        Process process = start("fill", Integer.toString(entities), Long.toString(observations));
        List<ProcessHandle> servers = List.of();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            while (line != null && !line.equals(RestartVictim.FILLED)) {
                progress.at("observations taken", Long.parseLong(line), observations);
                line = out.readLine();
            }
            if (line == null) {
                throw new IOException("the process that fills the twin ended early");
            }
            servers = process.descendants().toList();
        } finally {
            process.destroyForcibly();
            servers.forEach(ProcessHandle::destroyForcibly);
        }
        process.waitFor();
        for (ProcessHandle server : servers) {
            server.onExit().join();
        }
    }

    private record Opened(double seconds, int entities, long position, long atNanos) {}

    private Opened open() throws IOException, InterruptedException {
        Process process = start("open");
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            long at = System.nanoTime();
            if (line == null || !line.startsWith(RestartVictim.OPENED)) {
                throw new IOException("the twin did not open, it said " + line);
            }
            String[] words = line.substring(RestartVictim.OPENED.length()).split(" ");
            process.waitFor();
            return new Opened(Double.parseDouble(words[0]), Integer.parseInt(words[1]), Long.parseLong(words[2]), at);
        } finally {
            process.destroy();
        }
    }

    private Process start(String... what) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx560m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                RestartVictim.class.getName(),
                data.toString(),
                cache.toString()));
        command.addAll(List.of(what));
        File errors = data.resolveSibling("errors.txt").toFile();
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(errors))
                .start();
    }
}
