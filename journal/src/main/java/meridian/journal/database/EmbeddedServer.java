package meridian.journal.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntConsumer;
import meridian.model.BadInput;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL of Meridian's own: made in the data folder at the first start, started with Meridian, ended with it, and
 * started again when it dies.
 *
 * <p><b>When Meridian is killed</b> a small shell (the guard) sees the end of its input and asks the server for a fast end. If
 * the guard was killed as well, the next start finds the orphan by its process number and ends it the same way.
 *
 * <p><b>When the server is killed</b> it is started again within a second; what it had acknowledged it recovers from its log.
 * Nothing needs to be done by hand in either case.
 *
 * <p>PostgreSQL refuses to run as root. Where Meridian does, the server runs in a user namespace ({@code unshare -U}) in which it
 * is nobody: outside it stays the same user, so the folder keeps its owner.
 *
 * <p>Safe for all threads.
 */
final class EmbeddedServer implements AutoCloseable {
    static final String USER = "meridian";
    private static final System.Logger LOG = System.getLogger(EmbeddedServer.class.getName());
    private static final int PASSWORD_BYTES = 32;
    private static final int PORT_ATTEMPTS = 5;
    private static final long LARGEST_LOG_BYTES = 10L << 20;
    private static final long LOOK_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final Duration FAST_END = Duration.ofSeconds(20);
    private static final Duration IMMEDIATE_END = Duration.ofSeconds(5);

    private final Programs programs;
    private final Path cluster;
    private final Path log;
    private final String password;
    private final boolean root;
    /** Told the port at each start: it is another one each time, whatever happens to be free. */
    private final IntConsumer portChanged;

    private final Object lock = new Object();
    private boolean closing;
    private @Nullable ServerProcess process;
    private @Nullable Process guard;
    private @Nullable Thread watch;

    private EmbeddedServer(Programs programs, Path folder, IntConsumer portChanged) throws IOException {
        this.programs = programs;
        // Its real path, by which the system knows where a process works.
        this.cluster = folder.toRealPath().resolve("postgresql");
        this.log = folder.resolve("postgresql.log");
        this.root = isRoot(folder);
        this.password = password(folder);
        this.portChanged = portChanged;
    }

    /** @throws BadInput where it cannot be started, with the reason that PostgreSQL gives */
    static EmbeddedServer start(Path folder, Path cache, IntConsumer portChanged) throws IOException {
        EmbeddedServer server = new EmbeddedServer(Programs.in(cache), folder, portChanged);
        try {
            server.endOrphan();
            server.makeCluster();
            server.launch();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            server.close();
            throw new BadInput(folder.toString(), "its database was interrupted at its start", "time", "Start again");
        }
        server.watch();
        return server;
    }

    String password() {
        return password;
    }

    /** Number of the server's first process; for tests that kill it. */
    long pid() {
        synchronized (lock) {
            if (process == null) {
                throw new IllegalStateException("the database is not running");
            }
            return process.pid();
        }
    }

    // --- Files ---

    private static boolean isRoot(Path folder) throws IOException {
        // Whoever makes a file owns it.
        Path probe = Files.createTempFile(folder, "owner-", "");
        try {
            return Files.getAttribute(probe, "unix:uid").equals(0);
        } finally {
            Files.delete(probe);
        }
    }

    private static String password(Path folder) throws IOException {
        Path file = folder.resolve("database.secret");
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        if (Files.exists(folder.resolve("postgresql"))) {
            throw new BadInput(
                    file.toString(),
                    "there is a database beside it, but its password is gone",
                    "the file as Meridian wrote it",
                    "Put it back from a copy, or choose another folder with --data");
        }
        byte[] secret = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(secret);
        String password = HexFormat.of().formatHex(secret);
        Path beside = Files.createTempFile(
                folder,
                "secret-",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(beside, password + "\n");
        sync(beside);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        sync(folder);
        return password;
    }

    /** A file or folder as it is now survives a power cut. Without its password a database would be lost with all that is in it. */
    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            channel.force(true);
        }
    }

    /** Under another name first: a folder of the right name is a database that was made to its end. */
    private void makeCluster() throws IOException, InterruptedException {
        if (Files.exists(cluster)) {
            demandVersion();
            return;
        }
        Path unfinished = cluster.resolveSibling("postgresql.new");
        Programs.delete(unfinished);
        Outcome made = run(
                programs.program("initdb").toString(),
                "--pgdata=" + unfinished,
                "--username=" + USER,
                "--pwfile=" + cluster.resolveSibling("database.secret"),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C");
        if (made.exit() != 0) {
            throw failed("PostgreSQL cannot make its files", made.output());
        }
        Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
        sync(cluster.getParent());
    }

    private void demandVersion() throws IOException {
        String version = Files.readString(cluster.resolve("PG_VERSION")).strip();
        if (!version.equals(Programs.MAJOR_VERSION)) {
            throw new BadInput(
                    cluster.toString(),
                    "its files are of PostgreSQL " + version,
                    "files of PostgreSQL " + Programs.MAJOR_VERSION + ", which is the one of this Meridian",
                    "Use the Meridian that wrote them, or pg_upgrade");
        }
    }

    /** Ours at each start: nobody needs to edit it, and a new Meridian brings its own. */
    private void configure(int port) throws IOException {
        Files.writeString(cluster.resolve("postgresql.conf"), """
                # Written by Meridian at each start; changes are lost.
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = 40
                password_encryption = 'scram-sha-256'

                # An acknowledgement must be true after a power cut.
                fsync = on
                full_page_writes = on
                synchronous_commit = on

                # All of Meridian, this included, stays under 1 GiB.
                shared_buffers = 96MB
                maintenance_work_mem = 32MB
                max_wal_size = 1GB
                min_wal_size = 64MB
                checkpoint_timeout = 15min
                checkpoint_completion_target = 0.9
                wal_compression = pglz
                wal_level = minimal
                max_wal_senders = 0
                max_parallel_workers_per_gather = 0
                jit = off
                huge_pages = off
                dynamic_shared_memory_type = posix

                timezone = 'UTC'
                log_timezone = 'UTC'
                lc_messages = 'C'
                log_checkpoints = off
                """.formatted(port));
        Files.writeString(cluster.resolve("pg_hba.conf"), """
                # Written by Meridian at each start; changes are lost.
                host all %s 127.0.0.1/32 scram-sha-256
                """.formatted(USER));
    }

    // --- Start ---

    /** Ends a server that an earlier Meridian left behind on these files, and what is left of one that was killed. */
    private void endOrphan() throws IOException, InterruptedException {
        var orphan = ServerProcess.of(cluster);
        if (orphan.isPresent()) {
            LOG.log(Level.INFO, "ending the database server that an earlier Meridian left behind");
            end(orphan.orElseThrow());
            return;
        }
        ServerProcess.endLeftovers(cluster, IMMEDIATE_END);
        // The number may belong to somebody else by now, for whom PostgreSQL would wait in vain.
        if (ServerProcess.written(cluster).flatMap(ProcessHandle::of).isPresent()) {
            Files.deleteIfExists(cluster.resolve("postmaster.pid"));
        }
    }

    private static void end(ServerProcess server) throws IOException, InterruptedException {
        server.signal("INT");
        if (server.awaitEnd(FAST_END)) {
            return;
        }
        server.signal("QUIT");
        if (!server.awaitEnd(IMMEDIATE_END)) {
            server.signal("KILL");
            ServerProcess.endLeftovers(server.cluster(), IMMEDIATE_END);
        }
    }

    private void launch() throws IOException, InterruptedException {
        Outcome started = new Outcome(-1, "");
        for (int attempt = 0; attempt < PORT_ATTEMPTS; attempt++) {
            int port = freePort();
            configure(port);
            keepLogShort();
            started = run(
                    programs.program("pg_ctl").toString(),
                    "start",
                    "--wait",
                    "--timeout=600",
                    "--silent",
                    "--pgdata=" + cluster,
                    "--log=" + log);
            if (started.exit() == 0) {
                var server = ServerProcess.of(cluster)
                        .orElseThrow(() -> failed("PostgreSQL ended right after its start", lastOfLog()));
                synchronized (lock) {
                    process = server;
                    guard = guard(server.pid());
                }
                portChanged.accept(port);
                return;
            }
            if (!lastOfLog().contains("could not create any TCP/IP sockets")) {
                break;
            }
        }
        throw failed("PostgreSQL does not start", lastOfLog().isEmpty() ? started.output() : lastOfLog());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private void keepLogShort() throws IOException {
        if (Files.exists(log) && Files.size(log) > LARGEST_LOG_BYTES) {
            Files.move(log, log.resolveSibling("postgresql.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String lastOfLog() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join(" ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }

    /** Reads until Meridian has gone, however it went, and then asks the server for a fast end. */
    private static Process guard(long server) throws IOException {
        return new ProcessBuilder(
                        "sh", "-c", "trap '' HUP INT TERM; read -r line; kill -INT \"$0\"", Long.toString(server))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    // --- Watch ---

    private void watch() {
        Thread thread = Thread.ofPlatform().daemon().name("database-watch").unstarted(this::reviveWhenDead);
        synchronized (lock) {
            watch = thread;
        }
        thread.start();
    }

    private void reviveWhenDead() {
        long pauseMillis = LOOK_MILLIS;
        try {
            while (!isClosing()) {
                Thread.sleep(pauseMillis);
                if (isClosing() || isServing()) {
                    pauseMillis = LOOK_MILLIS;
                    continue;
                }
                pauseMillis = revive() ? LOOK_MILLIS : Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            // Only close() interrupts; it goes on from here.
            Thread.currentThread().interrupt();
        }
    }

    private boolean revive() throws InterruptedException {
        LOG.log(Level.WARNING, "the database server has died; starting it again");
        dismissGuard();
        try {
            endOrphan();
            launch();
            return true;
        } catch (IOException | BadInput e) {
            LOG.log(Level.WARNING, "the database server does not start: " + e.getMessage());
            return false;
        }
    }

    private boolean isServing() {
        synchronized (lock) {
            return process != null && process.isAlive();
        }
    }

    private boolean isClosing() {
        synchronized (lock) {
            return closing;
        }
    }

    private void dismissGuard() {
        synchronized (lock) {
            if (guard != null) {
                guard.destroyForcibly();
                guard = null;
            }
        }
    }

    /** Ends the server; everything acknowledged is on the disk in any case. */
    @Override
    public void close() {
        Thread watching;
        synchronized (lock) {
            closing = true;
            watching = watch;
        }
        try {
            if (watching != null) {
                watching.interrupt();
                watching.join();
            }
            var server = ServerProcess.of(cluster);
            if (server.isPresent()) {
                end(server.orElseThrow());
            }
            dismissGuard();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            // The guard ends the server when this process ends.
            Thread.currentThread().interrupt();
        }
    }

    // --- Programs ---

    private record Outcome(int exit, String output) {}

    private Outcome run(String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(root ? List.of("unshare", "-U") : List.of());
        words.addAll(List.of(command));
        // A file and not a pipe: the server inherits it and would hold a pipe open for as long as it runs.
        Path output = Files.createTempFile(cluster.getParent(), "output-", "");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
            builder.environment().put("LC_ALL", "C");
            int exit = builder.start().waitFor();
            return new Outcome(exit, Files.readString(output).strip());
        } finally {
            Files.delete(output);
        }
    }

    private BadInput failed(String what, String reason) {
        String advice = root
                ? "Read " + log
                        + "; as root the command unshare (util-linux) and user namespaces are needed, so run as an"
                        + " ordinary user, or name a PostgreSQL of your own with --database"
                : "Read " + log + ", or name a PostgreSQL of your own with --database";
        return new BadInput(
                cluster.toString(),
                what + " (" + reason.replaceAll("\\s+", " ") + ")",
                "a folder on a local disk with space left",
                advice);
    }
}
