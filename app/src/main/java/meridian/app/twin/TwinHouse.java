package meridian.app.twin;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import meridian.history.HistorySettings;
import meridian.history.HistoryStore;
import meridian.journal.database.Database;
import meridian.model.City;

/** The twin of a running city with what it stands on: the journal's database and the history. */
public final class TwinHouse implements AutoCloseable {
    private final Database database;
    private final HistoryStore history;
    private final LiveTwin twin;

    private TwinHouse(Database database, HistoryStore history, LiveTwin twin) {
        this.database = database;
        this.history = history;
        this.twin = twin;
    }

    /**
     * Opens all of it in a data folder; see {@link LiveTwin#open}.
     *
     * @param cache where PostgreSQL's programs are unpacked
     * @param say told of what was left out
     * @throws meridian.model.BadInput where the folder cannot be used
     */
    public static TwinHouse open(Path data, Path cache, City city, Consumer<String> say) {
        Database database = LiveTwin.database(data, cache);
        try {
            HistoryStore history =
                    HistoryStore.open(data.resolve("history"), HistorySettings.SMALL, Clock.systemUTC(), say);
            try {
                LiveTwin twin = LiveTwin.open(database, data.resolve("twin"), city, List.of(history), say);
                return new TwinHouse(database, history, twin);
            } catch (RuntimeException e) {
                history.close();
                throw e;
            }
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    public LiveTwin twin() {
        return twin;
    }

    public HistoryStore history() {
        return history;
    }

    /** In the order in which they stand on each other. */
    @Override
    public void close() {
        try (database;
                history;
                twin) {
            // Closed from the last to the first, whatever one of them throws.
        }
    }
}
