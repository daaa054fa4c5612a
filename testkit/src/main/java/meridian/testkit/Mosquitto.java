package meridian.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Debian's broker as a process of its own, which can be killed and started again at the same port. */
public final class Mosquitto implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 20_000;

    /**
     * What it proves with who it is.
     *
     * @param certificateFile in PEM
     * @param keyFile in PEM
     */
    public record Identity(Path certificateFile, Path keyFile) {}

    /** On loopback. */
    public final int port;

    private final Path program;
    private final Path folder;
    private final Optional<String> user;
    private Process process;

    private final Optional<Identity> certificate;

    private Mosquitto(Path program, Path folder, Optional<String> user, Optional<Identity> certificate)
            throws IOException, InterruptedException {
        this.program = program;
        this.folder = folder;
        this.user = user;
        this.certificate = certificate;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        start();
    }

    public static Optional<Path> program() {
        return Stream.of("/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    public static Mosquitto open(Path folder) throws IOException, InterruptedException {
        return new Mosquitto(program().orElseThrow(), folder, Optional.empty(), Optional.empty());
    }

    /** One where this user alone may publish. */
    public static Mosquitto open(Path folder, String user, String password) throws IOException, InterruptedException {
        Path passwords = folder.resolve("passwords");
        new ProcessBuilder("mosquitto_passwd", "-b", "-c", passwords.toString(), user, password)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return new Mosquitto(program().orElseThrow(), folder, Optional.of(passwords.toString()), Optional.empty());
    }

    /** One that is spoken to over TLS. */
    public static Mosquitto open(Path folder, Identity certificate) throws IOException, InterruptedException {
        return new Mosquitto(program().orElseThrow(), folder, Optional.empty(), Optional.of(certificate));
    }

    public void start() throws IOException, InterruptedException {
        String access = user.map(file -> "allow_anonymous false\npassword_file " + file + "\n")
                .orElse("allow_anonymous true\n");
        String tls = certificate
                .map(c -> "certfile " + c.certificateFile() + "\nkeyfile " + c.keyFile() + "\n")
                .orElse("");
        Path settings = folder.resolve("mosquitto.conf");
        Files.writeString(
                settings,
                "user " + System.getProperty("user.name") + "\nlistener " + port + " 127.0.0.1\n" + access + tls);
        process = new ProcessBuilder(program.toString(), "-c", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (!answers()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new AssertionError("the broker does not start");
            }
            Thread.sleep(20);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
