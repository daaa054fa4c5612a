package meridian.journal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import meridian.journal.database.Database;

/** A real database for a test class, and short words for what tests do with a journal in it. */
final class JournalHouse implements AutoCloseable {
    static final Path CACHE = Path.of("target", "postgresql-programs");
    /** Longer than anything takes; a test that waits for it has failed. */
    private static final long PATIENCE_SECONDS = 120;

    final Database database;
    final SettableClock clock = new SettableClock("2026-06-01T12:00:00Z");

    JournalHouse(Path folder) {
        database = Database.embedded(folder, CACHE);
    }

    Journal open() {
        return open(JournalSettings.DEFAULT);
    }

    Journal open(JournalSettings settings) {
        return Journal.open(database, clock, clock::nanos, settings);
    }

    static Event event(String id) {
        return new Event("tester", id, ("payload of " + id).getBytes(StandardCharsets.UTF_8));
    }

    static Stream events(String name) {
        return new Stream(name, StreamClass.EVENT, Duration.ofDays(7));
    }

    static <T> T settled(java.util.concurrent.Future<T> future) throws InterruptedException, ExecutionException {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no acknowledgement came", e);
        }
    }

    static List<RecordedEvent> readAll(Journal journal, String stream) {
        List<RecordedEvent> all = new ArrayList<>();
        long after = 0;
        for (List<RecordedEvent> page = journal.read(after, 1_000, List.of(stream));
                !page.isEmpty();
                page = journal.read(after, 1_000, List.of(stream))) {
            all.addAll(page);
            after = page.getLast().position();
        }
        return all;
    }

    void execute(String command) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    long number(String question) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
