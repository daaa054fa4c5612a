package meridian.journal;

import static meridian.journal.JournalHouse.event;
import static meridian.journal.JournalHouse.events;
import static meridian.journal.JournalHouse.readAll;
import static meridian.journal.JournalHouse.settled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import meridian.journal.database.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database goes away under load, in every way it can: nothing acknowledged is lost, nothing is there twice. */
final class DatabaseFaultTest {
    private static final int PRODUCERS = 4;

    @TempDir
    private Path folder;

    /** Producers that append one event after the other until they are told to stop. */
    private static final class Load implements AutoCloseable {
        private final Journal journal;
        private final String stream;
        private final AtomicBoolean over = new AtomicBoolean();
        private final List<Thread> producers = new ArrayList<>();
        final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
        final List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());

        Load(Journal journal, String stream) {
            this.journal = journal;
            this.stream = stream;
            for (int p = 0; p < PRODUCERS; p++) {
                int producer = p;
                producers.add(Thread.ofVirtual().start(() -> produce(producer)));
            }
        }

        private void produce(int producer) {
            try {
                for (int i = 0; !over.get(); i++) {
                    String id = producer + "-" + i;
                    acknowledged.put(
                            id, settled(journal.append(stream, event(id))).position());
                }
            } catch (InterruptedException | ExecutionException | JournalException | AssertionError e) {
                failures.add(e);
            }
        }

        void awaitMore(int events) throws InterruptedException {
            int before = acknowledged.size();
            while (acknowledged.size() < before + events && failures.isEmpty()) {
                Thread.sleep(1);
            }
        }

        @Override
        public void close() {
            over.set(true);
            for (Thread producer : producers) {
                try {
                    producer.join();
                } catch (InterruptedException e) {
                    throw new AssertionError("nobody interrupts a test", e);
                }
            }
        }
    }

    private static void demandOnceEach(Journal journal, Load load) {
        assertEquals(List.of(), load.failures);
        Map<String, Long> stored = readAll(journal, load.stream).stream()
                .collect(Collectors.toMap(e -> e.event().id(), RecordedEvent::position));
        assertEquals(load.acknowledged, stored);
    }

    @Test
    void aServerThatIsKilledThreeTimesUnderLoadLosesAndDoublesNothing() throws Exception {
        try (JournalHouse house = new JournalHouse(folder);
                Journal journal = house.open()) {
            journal.declare(events("load"));
            Load load = new Load(journal, "load");
            try (load) {
                for (int i = 0; i < 3; i++) {
                    load.awaitMore(200);
                    long server = house.database.serverProcess().orElseThrow();
                    assertEquals(
                            0,
                            new ProcessBuilder("kill", "-KILL", Long.toString(server))
                                    .start()
                                    .waitFor());
                    while (house.database.serverProcess().orElseThrow() == server) {
                        Thread.sleep(5);
                    }
                }
                load.awaitMore(200);
            }
            demandOnceEach(journal, load);
        }
    }

    @Test
    void aSessionThatIsEndedUnderLoadLosesAndDoublesNothing() throws Exception {
        try (JournalHouse house = new JournalHouse(folder);
                Journal journal = house.open()) {
            journal.declare(events("load"));
            Load load = new Load(journal, "load");
            try (load) {
                for (int i = 0; i < 20; i++) {
                    load.awaitMore(40);
                    house.number("SELECT count(pg_terminate_backend(pid)) FROM pg_locks WHERE locktype = 'advisory'");
                }
                load.awaitMore(40);
            }
            demandOnceEach(journal, load);
        }
    }

    @FunctionalInterface
    private interface Claim {
        void hold(CuttingProxy proxy, Journal journal) throws Exception;
    }

    /** A journal whose lines to the database go through somebody who cuts them. */
    private void throughProxy(Claim claim) throws Exception {
        try (JournalHouse house = new JournalHouse(folder);
                Connection connection = house.database.connect()) {
            String url = connection.getMetaData().getURL();
            int port = Integer.parseInt(url.replaceFirst(".*127\\.0\\.0\\.1:(\\d+)/.*", "$1"));
            String password =
                    Files.readString(folder.resolve("database.secret")).strip();
            try (CuttingProxy proxy = new CuttingProxy(port);
                    Database far = Database.at("jdbc:postgresql://127.0.0.1:" + proxy.port()
                            + "/postgres?user=meridian&password=" + password);
                    Journal journal = Journal.open(far, house.clock, house.clock::nanos, JournalSettings.DEFAULT)) {
                journal.declare(events("load"));
                claim.hold(proxy, journal);
            }
        }
    }

    @Test
    void aCommitOfWhichTheJournalDoesNotHearIsNotDoneAgain() throws Exception {
        throughProxy((proxy, journal) -> {
            proxy.cutEvery(7);
            Load load = new Load(journal, "load");
            try (load) {
                load.awaitMore(400);
            }
            proxy.cutEvery(Integer.MAX_VALUE);
            assertTrue(proxy.cuts() > 10, proxy.cuts() + " cuts show too little");
            demandOnceEach(journal, load);
            // Positions have no gaps, so each batch was written once.
            assertEquals(
                    load.acknowledged.size(), readAll(journal, "load").getLast().position());
        });
    }

    @Test
    void aSessionThatDoesNotHearThatItsLineIsCutDoesNotHoldUpTheNext() throws Exception {
        throughProxy((proxy, journal) -> {
            proxy.cutUnheard();
            proxy.cutEvery(50);
            Load load = new Load(journal, "load");
            try (load) {
                load.awaitMore(400);
            }
            proxy.cutEvery(Integer.MAX_VALUE);
            assertTrue(proxy.cuts() > 0, "no cut shows nothing");
            demandOnceEach(journal, load);
        });
    }
}
