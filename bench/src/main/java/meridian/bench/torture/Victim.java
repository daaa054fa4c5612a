package meridian.bench.torture;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import meridian.testkit.Scratch;

/** A process that appends and says what was acknowledged, until it is killed. */
final class Victim {
    private static final long LOOK_MILLIS = 5;

    private final Process process;
    /** Of what it leaves behind when it is killed. */
    private final Scratch scratch;
    /** What it says on standard error; told where it did not do anything. */
    private final Path errors;

    private final Ledger ledger;
    private final CountDownLatch first = new CountDownLatch(1);
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Thread listener;
    private volatile long server;

    private Victim(Process process, Scratch scratch, Path errors, Ledger ledger) {
        this.scratch = scratch;
        this.process = process;
        this.errors = errors;
        this.ledger = ledger;
        this.listener = Thread.ofPlatform().start(this::listen);
    }

    /**
     * What is run.
     *
     * @param main the class with its main method, {@link KillTarget} or a mutant
     * @param mutant folder of classes that are found before the sound ones; absent in a sound build
     */
    record Build(String main, Optional<Path> mutant) {
        static final Build SOUND = of(KillTarget.class);

        static Build of(Class<?> main) {
            return new Build(main.getName(), Optional.empty());
        }

        /** The same with some classes of a {@link meridian.testkit.Mutant}. */
        Build changed(Path classes) {
            return new Build(main, Optional.of(classes));
        }

        String classPath() {
            String sound = System.getProperty("java.class.path");
            return mutant.map(folder -> folder + File.pathSeparator + sound).orElse(sound);
        }
    }

    /** @param run how many have worked on this folder before */
    static Victim start(Build build, Path data, Path cache, int run, long seed, Ledger ledger) throws IOException {
        return start(build, data, cache, run, seed, ledger, Map.of());
    }

    /** @param environment beside what this process has */
    static Victim start(
            Build build, Path data, Path cache, int run, long seed, Ledger ledger, Map<String, String> environment)
            throws IOException {
        Scratch scratch = new Scratch("victim-");
        Path errors = scratch.folder().resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        scratch.asTemporary(),
                        "-cp",
                        build.classPath(),
                        build.main(),
                        data.toString(),
                        cache.toString(),
                        Integer.toString(run),
                        Long.toString(seed))
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        return new Victim(builder.start(), scratch, errors, ledger);
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split("\t");
                if (words[0].equals(KillTarget.SERVER)) {
                    server = Long.parseLong(words[1]);
                } else if (words.length == 4 && words[3].equals(KillTarget.END)) {
                    ledger.add(words[1], Long.parseLong(words[2]));
                    acknowledged.incrementAndGet();
                    first.countDown();
                } else if (words[0].equals(KillTarget.REFUSED)) {
                    refused.incrementAndGet();
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

    /**
     * Until so many more events are acknowledged.
     *
     * @return false where they are not within that time, or never will be
     */
    boolean awaitMore(long events, Duration patience) throws InterruptedException {
        long goal = acknowledged.get() + events;
        long until = System.nanoTime() + patience.toNanos();
        while (acknowledged.get() < goal) {
            if (System.nanoTime() - until > 0 || !process.isAlive()) {
                return false;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return true;
    }

    long pid() {
        return process.pid();
    }

    /** Its database server, as it was at the start. */
    long server() {
        return server;
    }

    /** Appends that it was told were not stored; it tries them again. */
    long refused() {
        return refused.get();
    }

    /** With a signal: what it has said is still heard, unlike after {@link Process#destroyForcibly}. */
    void kill() throws IOException, InterruptedException {
        signal("KILL", List.of(process.pid()));
    }

    /** Until it has died and everything it said has been heard. */
    void awaitEnd() throws IOException, InterruptedException {
        process.waitFor();
        listener.join();
        String said = Files.readString(errors);
        scratch.close();
        if (ledger.isEmpty()) {
            throw new IllegalStateException(
                    "the process acknowledged nothing, so killing it shows nothing; it said: " + said);
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
