package meridian.journal.database;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A running PostgreSQL, seen from outside: its first process and those that it started, which all work in its folder.
 *
 * <p>{@code pg_ctl} gives a server a session of its own (setsid), so that Ctrl-C in Meridian's terminal does not reach it.
 */
final class ServerProcess {
    private static final Path PROC = Path.of("/proc");
    private static final long LOOK_MILLIS = 20;

    private final long pid;
    private final Path cluster;
    private final ProcessHandle handle;

    private ServerProcess(ProcessHandle handle, Path cluster) {
        this.pid = handle.pid();
        this.cluster = cluster;
        this.handle = handle;
    }

    /** The server that a cluster's {@code postmaster.pid} names, if that process is there and is one. */
    static Optional<ServerProcess> of(Path cluster) throws IOException {
        return written(cluster)
                .flatMap(ProcessHandle::of)
                .filter(handle -> serves(handle, cluster))
                .map(handle -> new ServerProcess(handle, cluster));
    }

    /** The number in the first line of {@code postmaster.pid}, whoever has it now. */
    static Optional<Long> written(Path cluster) throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        try {
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.parseLong(lines.getFirst().strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A number may belong to another process by now; whose name and arguments tell. */
    private static boolean serves(ProcessHandle handle, Path cluster) {
        ProcessHandle.Info info = handle.info();
        return info.command().filter(command -> command.endsWith("/postgres")).isPresent()
                && info.arguments().map(List::of).orElse(List.of()).contains(cluster.toString());
    }

    long pid() {
        return pid;
    }

    Path cluster() {
        return cluster;
    }

    boolean isAlive() {
        return handle.isAlive() && !isZombie(pid);
    }

    /** Whether it has ended within that time. */
    boolean awaitEnd(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (isAlive() || !workingIn(cluster).isEmpty()) {
            if (System.nanoTime() > until) {
                return false;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return true;
    }

    /** By name, as kill(1) knows it: INT asks for a fast end, QUIT for one at once, KILL does not ask. */
    void signal(String name) throws IOException, InterruptedException {
        signal(name, pid);
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /**
     * Ends what a server left behind that was killed: its helpers notice within milliseconds, unless they are busy. As long
     * as one of them lives it may still write, so nobody may start on the same files.
     */
    static void endLeftovers(Path cluster, Duration patience) throws IOException, InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        for (List<Long> members = workingIn(cluster); !members.isEmpty(); members = workingIn(cluster)) {
            if (System.nanoTime() > until) {
                for (long member : members) {
                    signal("KILL", member);
                }
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /**
     * PostgreSQL's processes that work in a cluster's folder; zombies do not work any more. Empty where there is no /proc: there
     * PostgreSQL's own check of its shared memory keeps a second server out.
     */
    static List<Long> workingIn(Path cluster) {
        List<Long> found = new ArrayList<>();
        if (!Files.isDirectory(PROC)) {
            return found;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (worksIn(process, cluster)) {
                    found.add(Long.parseLong(process.getFileName().toString()));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return found;
        }
        return found;
    }

    private static boolean worksIn(Path process, Path cluster) {
        try {
            // Of other people's processes and of zombies the links cannot be read.
            return Files.readSymbolicLink(process.resolve("cwd")).equals(cluster)
                    && Files.readSymbolicLink(process.resolve("exe")).endsWith("postgres");
        } catch (IOException e) {
            return false;
        }
    }

    /** Where nobody collects orphans (a container without an init), a dead process stays in the table. */
    private static boolean isZombie(long pid) {
        String[] stat = stat(PROC.resolve(Long.toString(pid)));
        return stat.length > 0 && stat[0].equals("Z");
    }

    /** State, parent, group, session … of proc(5); empty where the process has gone. */
    private static String[] stat(Path process) {
        try {
            String line = Files.readString(process.resolve("stat"));
            // The name before it stands in brackets and may itself contain any.
            return line.substring(line.lastIndexOf(')') + 2).split(" ");
        } catch (IOException | StringIndexOutOfBoundsException e) {
            return new String[0];
        }
    }
}
