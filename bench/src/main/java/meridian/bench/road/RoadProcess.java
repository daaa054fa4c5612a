package meridian.bench.road;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import meridian.bench.sumo.ProcessMeter;
import meridian.formats.Progress;
import org.jspecify.annotations.Nullable;

/** One case in a JVM of its own, started like this one. The two talk in lines on the child's standard output. */
public final class RoadProcess {
    private static final String EMPTY = "empty";
    private static final String PROGRESS = "progress";
    private static final String RESULT = "result";

    private RoadProcess() {}

    /** Runs a case in another JVM. */
    static RoadResult run(RoadCase scene, int threads, Path folder, Progress progress) {
        return parsed(talk(scene.word(), threads, folder, progress), scene);
    }

    /** Most resident memory of a JVM that does nothing. */
    static long emptyBytes(Path folder) {
        return Long.parseLong(talk(EMPTY, 1, folder, Progress.NONE));
    }

    private static String talk(String word, int threads, Path folder, Progress progress) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-agentlib") && !option.startsWith("-javaagent"))
                .toList());
        // Nothing that is measured logs through it.
        command.add("-Dslf4j.internal.verbosity=ERROR");
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(RoadProcess.class.getName(), word, folder.toString(), Integer.toString(threads)));
        Process process = null;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            String result = listen(process.inputReader(StandardCharsets.UTF_8), progress);
            if (process.waitFor() != 0 || result == null) {
                throw new IllegalStateException("the JVM for case " + word + " ended with code " + process.exitValue());
            }
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while case " + word + " ran", e);
        } finally {
            if (process != null) {
                process.destroy();
            }
        }
    }

    private static @Nullable String listen(BufferedReader lines, Progress progress) throws IOException {
        String result = null;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split("\t");
            if (words[0].equals(PROGRESS)) {
                progress.at(words[1], Long.parseLong(words[2]), -1);
            } else if (words[0].equals(RESULT)) {
                result = words[1];
            }
        }
        return result;
    }

    /** In the child: {@code CASE FOLDER THREADS}. */
    public static void main(String[] args) {
        if (args[0].equals(EMPTY)) {
            tell(RESULT + "\t" + ProcessMeter.peakBytesOfThisProcess());
            return;
        }
        RoadCase scene = RoadCase.find(args[0]).orElseThrow();
        tell(RESULT + "\t" + text(run(scene, args)));
    }

    private static RoadResult run(RoadCase scene, String[] args) {
        return new RoadRun(scene, Integer.parseInt(args[2]), RoadProcess::report).run(Path.of(args[1]));
    }

    private static void report(String what, long done, long total) {
        if (done % 20 == 0) {
            tell(PROGRESS + "\t" + what + "\t" + done);
        }
    }

    private static void tell(String line) {
        System.out.println(line);
    }

    static String text(RoadResult r) {
        return String.join(
                " ",
                Double.toString(r.vehicles()),
                Long.toString(r.vehicleUpdates()),
                Double.toString(r.simulatedSeconds()),
                Double.toString(r.cpuSeconds()),
                Double.toString(r.clockSeconds()),
                Double.toString(r.meanSpeedMps()),
                Double.toString(r.loadSeconds()),
                Long.toString(r.trips()),
                Long.toString(r.peakBytes()));
    }

    static RoadResult parsed(String text, RoadCase scene) {
        String[] words = text.split(" ");
        return new RoadResult(
                scene.word(),
                "Meridian",
                Double.parseDouble(words[0]),
                Long.parseLong(words[1]),
                Double.parseDouble(words[2]),
                Double.parseDouble(words[3]),
                Double.parseDouble(words[4]),
                Double.parseDouble(words[5]),
                Double.parseDouble(words[6]),
                Long.parseLong(words[7]),
                Long.parseLong(words[8]));
    }
}
