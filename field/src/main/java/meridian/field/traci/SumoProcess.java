package meridian.field.traci;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import meridian.model.BadInput;
import meridian.model.control.ControlNetwork;

/** A SUMO that we started. */
final class SumoProcess {
    private static final int WORDS_KEPT = 20;
    private static final int ENDING_SECONDS = 20;

    private final Process process;
    private final InetSocketAddress address;
    private final Path loops;
    private final Deque<String> words = new ArrayDeque<>();
    private final Thread listener;

    private SumoProcess(Process process, InetSocketAddress address, Path loops) {
        this.process = process;
        this.address = address;
        this.loops = loops;
        this.listener = Thread.ofVirtual().name("sumo-words").start(this::listen);
    }

    /** @throws BadInput where there is no such program */
    static SumoProcess start(SumoRun run, ControlNetwork network) {
        try {
            Path loops = Files.createTempFile("meridian-loops", ".add.xml");
            Files.writeString(loops, SumoLoops.xml(network));
            int port = freePort();
            List<String> command = new ArrayList<>();
            command.add(run.program());
            command.addAll(run.arguments());
            List<Path> additional = new ArrayList<>(run.additional());
            additional.add(loops);
            command.add("--additional-files");
            command.add(additional.stream().map(Path::toString).collect(Collectors.joining(",")));
            // Without SUMO_HOME it looks for schemas in the web, and takes a file for wrong when it finds none.
            command.addAll(List.of("--xml-validation", "never"));
            command.addAll(List.of("--no-step-log", "true", "--remote-port", Integer.toString(port)));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            return new SumoProcess(process, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), loops);
        } catch (IOException e) {
            throw new BadInput(
                    run.program(),
                    "it cannot be started (" + BadInput.reason(e) + ")",
                    "SUMO",
                    "Install it, on Debian with 'apt-get install sumo'");
        }
    }

    /** Taken by somebody else before SUMO has it, once in a long while; SUMO then says so. */
    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (words) {
                    words.add(line);
                    if (words.size() > WORDS_KEPT) {
                        words.remove();
                    }
                }
            }
        } catch (IOException e) {
            // It was killed while we listened; what it said until then is kept.
        }
    }

    InetSocketAddress address() {
        return address;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** How it ended and what it said last, for a message. */
    String lastWords() {
        String ended = awaitEnd(1) ? "SUMO ended with code " + process.exitValue() : "SUMO still runs";
        synchronized (words) {
            return words.isEmpty() ? ended : ended + " and said last: " + String.join(" / ", words);
        }
    }

    private boolean awaitEnd(int seconds) {
        try {
            boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
            if (ended) {
                listener.join();
            }
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    /** Waits until it has written its results, then ends it in any case. */
    void end() {
        if (!awaitEnd(ENDING_SECONDS)) {
            process.destroyForcibly();
        }
        try {
            Files.deleteIfExists(loops);
        } catch (IOException e) {
            // In the folder for temporary files, where somebody else tidies up.
        }
    }
}
