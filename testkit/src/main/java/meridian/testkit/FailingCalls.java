package meridian.testkit;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program of ours of which some calls of the system fail with EIO and do nothing, each thread's for itself. {@code strace -e inject}
 * does it; Linux, where one may trace processes.
 */
public final class FailingCalls {
    private FailingCalls() {}

    /** Why it cannot be done here; empty where it can. */
    public static Optional<String> whyNot() throws InterruptedException {
        try {
            Process probe = new ProcessBuilder("strace", "-o", "/dev/null", "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return probe.waitFor() == 0 ? Optional.empty() : Optional.of("processes cannot be traced here");
        } catch (IOException e) {
            return Optional.of("strace is not there, which makes calls of the system fail");
        }
    }

    /**
     * Runs a program to its end.
     *
     * @param calls names of calls of the system, with commas
     * @param which of them fail, as strace counts: {@code 1..3} the first three, {@code 1+} all
     * @param classPath before that of this process, such as the folder of a {@link Mutant}; may be empty
     * @return the lines that it printed
     */
    public static List<String> run(String calls, String which, List<String> classPath, Class<?> program, String... args)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", "/dev/null", "--seccomp-bpf"));
        command.addAll(List.of("--trace=" + calls, "--inject=" + calls + ":error=EIO:when=" + which));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx256m"));
        Scratch scratch = new Scratch("failing-calls-");
        command.add(scratch.asTemporary());
        List<String> path = new ArrayList<>(classPath);
        path.add(System.getProperty("java.class.path"));
        command.addAll(List.of("-cp", String.join(File.pathSeparator, path), program.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (scratch;
                BufferedReader out = process.inputReader()) {
            List<String> lines = out.lines().toList();
            process.waitFor();
            return lines;
        }
    }
}
