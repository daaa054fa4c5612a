package meridian.bench.sumo;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meridian.model.BadInput;

/**
 * The simulator that others use, where it is installed: Debian package {@code sumo}.
 *
 * @param program the program's file
 * @param version as it states itself, such as {@code 1.15.0}
 */
public record Sumo(Path program, String version) {
    /** Between two looks at the memory of another program. */
    private static final long SAMPLE_MILLIS = 10;

    /** The shell's last line: what its children needed of the processor, user and system. */
    private static final Pattern CHILDREN = Pattern.compile("(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s\\s*$");

    private static final Pattern VERSION = Pattern.compile("Version ([\\w.+-]+)");

    /** The first one on the search path. */
    public static Optional<Sumo> find() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path program = Path.of(folder, "sumo");
            if (!folder.isBlank() && Files.isExecutable(program)) {
                Matcher version = VERSION.matcher(output(List.of(program.toString(), "--version"), Path.of(".")));
                return Optional.of(new Sumo(program, version.find() ? version.group(1) : "unknown"));
            }
        }
        return Optional.empty();
    }

    /**
     * Runs it to its end.
     *
     * @return what it printed
     * @throws BadInput where it failed, with its last words
     */
    String run(Path folder, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        return output(command, folder);
    }

    /** Makes a network of SUMO's plain files with the program beside it. */
    public void netconvert(Path folder, List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of(program.resolveSibling("netconvert").toString()));
        command.addAll(arguments);
        output(command, folder);
    }

    /**
     * What a run took.
     *
     * @param cpuSeconds of the processor, loading included
     * @param clockSeconds from start to end
     * @param peakBytes most resident memory, looked at a hundred times a second; −1 where the system does not say
     */
    public record Measured(double cpuSeconds, double clockSeconds, long peakBytes) {}

    /**
     * Runs it to its end and measures it.
     *
     * @throws BadInput where it failed, with its last words
     */
    public Measured measured(Path folder, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "\"$@\" || exit; times", "sh", program.toString()));
        command.addAll(arguments);
        AtomicLong peak = new AtomicLong(ProcessMeter.UNKNOWN);
        long begin = System.nanoTime();
        String said = output(command, folder, process -> watch(process, peak));
        double seconds = (System.nanoTime() - begin) / 1e9;
        Matcher times = CHILDREN.matcher(said);
        if (!times.find()) {
            throw new IllegalStateException("the shell did not say what its children took: " + said);
        }
        double cpu = 60 * Double.parseDouble(times.group(1))
                + Double.parseDouble(times.group(2))
                + 60 * Double.parseDouble(times.group(3))
                + Double.parseDouble(times.group(4));
        return new Measured(cpu, seconds, peak.get());
    }

    /** Looks at the memory of the shell's child until both are gone. */
    private static void watch(Process shell, AtomicLong peak) {
        Thread.ofVirtual().start(() -> {
            try {
                while (shell.isAlive()) {
                    shell.descendants()
                            .forEach(child -> peak.accumulateAndGet(ProcessMeter.peakBytes(child.pid()), Math::max));
                    Thread.sleep(SAMPLE_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static String output(List<String> command, Path folder) {
        return output(command, folder, process -> {});
    }

    private static String output(List<String> command, Path folder, Consumer<Process> started) {
        Process process = null;
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            started.accept(process);
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                String end = said.length() > 100 ? "… " + said.substring(said.length() - 100) : said;
                throw new BadInput(
                        String.join(" ", command),
                        "SUMO ended with code " + process.exitValue() + " and said: " + end.strip(),
                        "a simulation from begin to end",
                        "Run that command by hand to see more");
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while SUMO ran", e);
        } finally {
            if (process != null) {
                process.destroy();
            }
        }
    }

    static double number(Pattern pattern, String log) {
        Matcher matcher = pattern.matcher(log);
        if (!matcher.find()) {
            String end = log.length() > 400 ? log.substring(log.length() - 400) : log;
            throw new IllegalStateException("SUMO's log has no \"" + pattern + "\"; it ends with: " + end);
        }
        return Double.parseDouble(matcher.group(1));
    }
}
