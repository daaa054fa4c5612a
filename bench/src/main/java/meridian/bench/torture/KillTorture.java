package meridian.bench.torture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import meridian.formats.Progress;
import meridian.journal.Journal;
import meridian.journal.JournalSettings;
import meridian.journal.RecordedEvent;
import meridian.journal.database.Database;
import org.jspecify.annotations.Nullable;

/**
 * Kills a Meridian that writes its journal, again and again at random moments, and then looks whether each event that had been
 * acknowledged is there once, where it had been said to be.
 *
 * <p>By turns the process is killed alone (its database server is then ended by its guard), together with its server, or shortly after its
 * server, while it waits for the next one. Every {@value #KILLS_PER_FOLDER} kills are looked at together, and then a new folder is begun.
 */
public final class KillTorture {
    private static final int KILLS_PER_FOLDER = 25;
    /** A kill comes so long after the first acknowledgement, at most; that is some hundred commits. */
    private static final int LATEST_KILL_MILLIS = 400;

    private static final int EXAMPLES = 10;
    private static final int PAGE = 5_000;

    private final String target;
    private final Path folder;
    private final Path cache;
    private final Random random;
    private final Progress progress;

    /**
     * @param kills how often the process was killed
     * @param acknowledged events that were acknowledged
     * @param stored events found afterwards, those among them that were not acknowledged in time
     * @param lost acknowledged and not there
     * @param doubled there more than once
     * @param moved there, or acknowledged, at another position than the first acknowledgement said
     * @param examples ids of some that were lost, doubled or moved
     */
    public record Result(
            int kills, long acknowledged, long stored, long lost, long doubled, long moved, List<String> examples) {

        public boolean isClean() {
            return lost == 0 && doubled == 0 && moved == 0;
        }

        private Result plus(Result more) {
            List<String> both = new ArrayList<>(examples);
            more.examples.stream().limit(EXAMPLES - both.size()).forEach(both::add);
            return new Result(
                    kills + more.kills,
                    acknowledged + more.acknowledged,
                    stored + more.stored,
                    lost + more.lost,
                    doubled + more.doubled,
                    moved + more.moved,
                    List.copyOf(both));
        }
    }

    /**
     * @param folder where data may be written; what is put there is deleted again
     * @param cache where PostgreSQL's programs are unpacked
     * @param seed of the moments and the ways of killing
     */
    public KillTorture(Path folder, Path cache, long seed, Progress progress) {
        this(KillTarget.class.getName(), folder, cache, seed, progress);
    }

    /** @param target the class with the process's main method */
    KillTorture(String target, Path folder, Path cache, long seed, Progress progress) {
        this.target = target;
        this.folder = folder;
        this.cache = cache.toAbsolutePath();
        this.random = new Random(seed);
        this.progress = progress;
    }

    public Result run(int kills) throws InterruptedException {
        Result sum = new Result(0, 0, 0, 0, 0, 0, List.of());
        try {
            while (sum.kills < kills) {
                Path data = folder.resolve("data-" + sum.kills);
                sum = sum.plus(runIn(data, Math.min(KILLS_PER_FOLDER, kills - sum.kills), sum.kills, kills));
                delete(data);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum;
    }

    private Result runIn(Path data, int kills, int before, int total) throws IOException, InterruptedException {
        Acknowledged acknowledged = new Acknowledged();
        for (int i = 0; i < kills; i++) {
            killOnce(data, i, acknowledged);
            progress.at("kill", before + i + 1, total);
        }
        return look(data, kills, acknowledged);
    }

    /** What the killed ones said before they died. */
    private static final class Acknowledged {
        private final Map<String, Long> positions = new HashMap<>();
        private final Set<String> moved = new HashSet<>();

        private void add(String id, long position) {
            Long first = positions.putIfAbsent(id, position);
            if (first != null && first != position) {
                moved.add(id);
            }
        }
    }

    // --- Killing ---

    private void killOnce(Path data, int run, Acknowledged acknowledged) throws IOException, InterruptedException {
        Process process = start(data, run);
        CountDownLatch first = new CountDownLatch(1);
        long[] server = {0};
        Thread listener = Thread.ofPlatform().start(() -> listen(process, first, server, acknowledged));
        first.await();
        Thread.sleep(random.nextInt(LATEST_KILL_MILLIS));
        switch (random.nextInt(3)) {
            case 0 -> kill(process.pid());
            case 1 -> kill(process.pid(), server[0]);
            default -> {
                kill(server[0]);
                Thread.sleep(random.nextInt(LATEST_KILL_MILLIS));
                kill(process.pid());
            }
        }
        process.waitFor();
        listener.join();
        if (acknowledged.positions.isEmpty()) {
            throw new IllegalStateException("the process acknowledged nothing, so killing it shows nothing");
        }
    }

    private Process start(Path data, int run) throws IOException {
        return new ProcessBuilder(
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
                        Long.toString(random.nextLong()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void listen(Process process, CountDownLatch first, long[] server, Acknowledged acknowledged) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split("\t");
                if (words[0].equals(KillTarget.SERVER)) {
                    server[0] = Long.parseLong(words[1]);
                } else if (words.length == 4 && words[3].equals(KillTarget.END)) {
                    acknowledged.add(words[1], Long.parseLong(words[2]));
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

    private static void kill(long... processes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-KILL"));
        for (long process : processes) {
            command.add(Long.toString(process));
        }
        new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    // --- Looking ---

    private Result look(Path data, int kills, Acknowledged acknowledged) {
        Map<String, List<Long>> stored = new HashMap<>();
        try (Database database = Database.embedded(data, cache);
                Journal journal = Journal.open(database, Clock.systemUTC(), JournalSettings.DEFAULT)) {
            long after = 0;
            for (List<RecordedEvent> page = page(journal, after); !page.isEmpty(); page = page(journal, after)) {
                for (RecordedEvent event : page) {
                    stored.computeIfAbsent(event.event().id(), _ -> new ArrayList<>(1))
                            .add(event.position());
                }
                after = page.getLast().position();
            }
        }
        return compared(kills, acknowledged, stored);
    }

    private static List<RecordedEvent> page(Journal journal, long after) {
        return journal.read(after, PAGE, List.of(KillTarget.STREAM));
    }

    private static Result compared(int kills, Acknowledged acknowledged, Map<String, List<Long>> stored) {
        List<String> lost = acknowledged.positions.keySet().stream()
                .filter(id -> !stored.containsKey(id))
                .toList();
        List<String> doubled = stored.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .toList();
        Set<String> moved = new HashSet<>(acknowledged.moved);
        acknowledged.positions.forEach((id, position) -> {
            @Nullable List<Long> found = stored.get(id);
            if (found != null && !found.contains(position)) {
                moved.add(id);
            }
        });
        List<String> examples = new ArrayList<>();
        lost.stream().limit(EXAMPLES).forEach(id -> examples.add("lost " + id));
        doubled.stream().limit(EXAMPLES).forEach(id -> examples.add("doubled " + id));
        moved.stream().limit(EXAMPLES).forEach(id -> examples.add("moved " + id));
        return new Result(
                kills,
                acknowledged.positions.size(),
                stored.values().stream().mapToLong(List::size).sum(),
                lost.size(),
                doubled.size(),
                moved.size(),
                List.copyOf(examples.subList(0, Math.min(EXAMPLES, examples.size()))));
    }

    private static void delete(Path data) throws IOException {
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
