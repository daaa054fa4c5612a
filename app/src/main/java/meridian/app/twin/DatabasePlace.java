package meridian.app.twin;

import java.nio.file.Path;
import java.util.Optional;
import meridian.journal.database.Database;
import meridian.journal.database.ServerAddress;

/** Where the journal's database is. */
public sealed interface DatabasePlace {
    /** @throws meridian.model.BadInput where it cannot be used */
    Database open();

    /**
     * One that Meridian starts itself in the data folder.
     *
     * @param cache where PostgreSQL's programs are unpacked
     */
    record Embedded(Path data, Path cache) implements DatabasePlace {
        @Override
        public Database open() {
            return LiveTwin.database(data, cache);
        }
    }

    /** One that somebody else runs. */
    record Given(ServerAddress address, Optional<String> password) implements DatabasePlace {
        @Override
        public Database open() {
            return Database.at(address, password);
        }

        @Override
        public String toString() {
            return address.url();
        }
    }
}
