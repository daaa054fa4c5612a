package meridian.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import meridian.journal.database.Database;

/**
 * Documents by kind and id. Who changes one says which version he has seen; if another has been faster, nothing is changed and
 * {@link JournalException.Conflict} says so. On the disk when a method returns. Safe for all threads.
 */
public final class Documents {
    private final DataSource source;

    public Documents(Database database) {
        this.source = database.dataSource();
    }

    public Optional<Document> find(String kind, String id) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT version, body FROM document WHERE kind = ? AND id = ?")) {
            statement.setString(1, kind);
            statement.setString(2, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Document(kind, id, rows.getLong(1), rows.getString(2)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw SqlFailures.translate(e);
        }
    }

    /** All of a kind, by id. */
    public List<Document> all(String kind) {
        List<Document> found = new ArrayList<>();
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT id, version, body FROM document WHERE kind = ? ORDER BY id")) {
            statement.setString(1, kind);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(new Document(kind, rows.getString(1), rows.getLong(2), rows.getString(3)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw SqlFailures.translate(e);
        }
    }

    /**
     * Makes one at version 1.
     *
     * @throws JournalException.Conflict where there is one (it was expected at version 0: not there)
     * @throws JournalException.StorageFailed where the text is no JSON
     */
    public Document create(String kind, String id, String json) {
        return changed(
                "INSERT INTO document (kind, id, version, body) SELECT ?, ?, ? + 1, ?::json ON CONFLICT DO NOTHING",
                new Document(kind, id, 0, json));
    }

    /**
     * Replaces one that is at that version.
     *
     * @throws JournalException.Conflict where it is at another one, or gone
     * @throws JournalException.StorageFailed where the text is no JSON
     */
    public Document replace(Document seen, String json) {
        return changed(
                "WITH wanted AS (SELECT ?::text AS kind, ?::text AS id, ?::bigint AS version, ?::json AS body)"
                        + " UPDATE document SET version = wanted.version + 1, body = wanted.body FROM wanted"
                        + " WHERE document.kind = wanted.kind AND document.id = wanted.id"
                        + " AND document.version = wanted.version",
                new Document(seen.kind(), seen.id(), seen.version(), json));
    }

    private Document changed(String command, Document wanted) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(command)) {
            statement.setString(1, wanted.kind());
            statement.setString(2, wanted.id());
            statement.setLong(3, wanted.version());
            statement.setString(4, wanted.json());
            if (statement.executeUpdate() == 0) {
                throw new JournalException.Conflict(wanted.kind(), wanted.id(), wanted.version());
            }
            return new Document(wanted.kind(), wanted.id(), wanted.version() + 1, wanted.json());
        } catch (SQLException e) {
            throw SqlFailures.translate(e);
        }
    }

    /** @throws JournalException.Conflict where it is at another version, or gone */
    public void remove(Document seen) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("DELETE FROM document WHERE kind = ? AND id = ? AND version = ?")) {
            statement.setString(1, seen.kind());
            statement.setString(2, seen.id());
            statement.setLong(3, seen.version());
            if (statement.executeUpdate() == 0) {
                throw new JournalException.Conflict(seen.kind(), seen.id(), seen.version());
            }
        } catch (SQLException e) {
            throw SqlFailures.translate(e);
        }
    }
}
