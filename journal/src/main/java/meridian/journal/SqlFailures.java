package meridian.journal;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What PostgreSQL's error codes mean for the journal.
 *
 * <p>Source: PostgreSQL 18 documentation, appendix A: class 08 connection exception, 57P01 to 57P05 shutdown or start, 53100 disk
 * full, 42P01 undefined table.
 */
final class SqlFailures {

    private SqlFailures() {}

    /** Whether the connection is of no use any more, and what was under way may or may not have happened. */
    static boolean isGone(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57P") || endedItsSession(e);
    }

    /** After FATAL the session is over, after PANIC all of them are, whatever the code says: a full disk, a failed write. */
    private static boolean endedItsSession(SQLException e) {
        ServerErrorMessage said = e instanceof PSQLException told ? told.getServerErrorMessage() : null;
        return said != null && ("FATAL".equals(said.getSeverity()) || "PANIC".equals(said.getSeverity()));
    }

    static boolean isTableGone(SQLException e) {
        return "42P01".equals(e.getSQLState());
    }

    static JournalException translate(SQLException e) {
        if (isGone(e)) {
            return new JournalException.DatabaseGone(e);
        }
        return isDiskFull(e) ? new JournalException.DiskFull(e) : new JournalException.StorageFailed(e);
    }

    private static boolean isDiskFull(@Nullable SQLException e) {
        return e != null && "53100".equals(e.getSQLState());
    }
}
