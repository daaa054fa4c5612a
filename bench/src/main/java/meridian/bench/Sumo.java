package meridian.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The simulator that others use, where it is installed: Debian package {@code sumo}. */
final class Sumo {
    /** The duration log: how long the loop ran on the clock, and vehicle updates a second of it. */
    private static final Pattern DURATION = Pattern.compile("Duration: ([\\d.]+)s");

    private static final Pattern UPDATES = Pattern.compile("UPS: ([\\d.]+)");
    private static final Pattern SIMULATED = Pattern.compile("Simulation ended at time: ([\\d.]+)");
    /** The statistics: mean of {@code duration} over all trips. */
    private static final Pattern TRAVEL = Pattern.compile("Duration: ([\\d.]+)\\R(?! *Real)");

    private final String program;

    private Sumo(String program) {
        this.program = program;
    }

    static Optional<Sumo> find() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path program = Path.of(folder, "sumo");
            if (!folder.isBlank() && Files.isExecutable(program)) {
                return Optional.of(new Sumo(program.toString()));
            }
        }
        return Optional.empty();
    }

    /** Bologna's joined scenario with its real signal plans. */
    RoadResult bologna(Path folder) {
        String log = run(
                folder,
                program,
                "--net-file",
                "joined_buslanes.net.xml",
                "--route-files",
                "joined.rou.xml",
                "--additional-files",
                "joined_vtypes.add.xml,joined_bus_stops.add.xml,joined_busses.add.xml,joined_tls.add.xml",
                "--no-step-log",
                "--no-warnings",
                "--duration-log.statistics",
                "--seed",
                "1");
        double seconds = number(DURATION, log);
        long updates = Math.round(number(UPDATES, log) * seconds);
        // One thread that computes all the time: its clock is the processor's.
        return new RoadResult(
                "Bologna, peak hour", "SUMO", updates, number(SIMULATED, log), seconds, number(TRAVEL, log));
    }

    private static String run(Path folder, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double number(Pattern pattern, String log) {
        Matcher matcher = pattern.matcher(log);
        if (!matcher.find()) {
            String end = log.length() > 400 ? log.substring(log.length() - 400) : log;
            throw new IllegalStateException("SUMO's log has no \"" + pattern + "\"; it ends with: " + end);
        }
        return Double.parseDouble(matcher.group(1));
    }
}
