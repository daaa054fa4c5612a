package meridian.bench.torture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A process that appends and says what was acknowledged, until it is killed. */
final class Victim {
    private final Process process;
    private final Ledger ledger;
    private final CountDownLatch first = new CountDownLatch(1);
    private final Thread listener;
    private volatile long server;

    private Victim(Process process, Ledger ledger) {
        this.process = process;
        this.ledger = ledger;
        this.listener = Thread.ofPlatform().start(this::listen);
    }

    /**
     * @param target the class with its main method, {@link KillTarget} or a mutant
     * @param run how many have worked on this folder before
     */
    static Victim start(String target, Path data, Path cache, int run, long seed, Ledger ledger) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        target,
                        data.toString(),
                        cache.toString(),
                        Integer.toString(run),
                        Long.toString(seed))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Victim(process, ledger);
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split("\t");
                if (words[0].equals(KillTarget.SERVER)) {
                    server = Long.parseLong(words[1]);
                } else if (words.length == 4 && words[3].equals(KillTarget.END)) {
                    ledger.add(words[1], Long.parseLong(words[2]));
                    first.countDown();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            // It may have died before it said anything; whoever waits finds that out.
            first.countDown();
        }
    }

    /** Until something was acknowledged, or nothing ever will be. */
    void awaitFirst() throws InterruptedException {
        first.await();
    }

    long pid() {
        return process.pid();
    }

    /** Its database server. */
    long server() {
        return server;
    }

    /** Until it has died and everything it said has been heard. */
    void awaitEnd() throws InterruptedException {
        process.waitFor();
        listener.join();
        if (ledger.isEmpty()) {
            throw new IllegalStateException("the process acknowledged nothing, so killing it shows nothing");
        }
    }

    /** @param name of the signal: KILL, STOP; processes that have gone are fine */
    static void signal(String name, Collection<Long> processes) throws IOException, InterruptedException {
        if (processes.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(process -> command.add(Long.toString(process)));
        new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
