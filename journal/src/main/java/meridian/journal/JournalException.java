package meridian.journal;

/** Why the journal did not do what it was asked; each kind is something else to do for the caller. */
public abstract sealed class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private JournalException(String message) {
        super(message);
    }

    private JournalException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Nobody declared that stream. */
    public static final class UnknownStream extends JournalException {
        private static final long serialVersionUID = 1;

        UnknownStream(String name) {
            super("there is no stream \"" + name + "\"; declare it with its retention first");
        }
    }

    /** A name that no event can have. Sending it again does not help. */
    public static final class Malformed extends JournalException {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }

    /** Larger than is ever taken. Sending it again does not help. */
    public static final class Oversize extends JournalException {
        private static final long serialVersionUID = 1;

        Oversize(String what, long found, long most, String unit) {
            super(what + " has " + found + " " + unit + "; at most " + most + " are taken at once");
        }
    }

    /** Telemetry that was let go because the queue is full. It is counted; the next one may come through. */
    public static final class Shed extends JournalException {
        private static final long serialVersionUID = 1;

        Shed(String stream, int events) {
            super("the journal's queue is full: " + events + " events of " + stream + " were let go");
        }
    }

    /** The queue stayed full for as long as an event may wait. Nothing was stored; send it again later. */
    public static final class Overloaded extends JournalException {
        private static final long serialVersionUID = 1;

        Overloaded(String stream, String why) {
            super("the journal takes no event of " + stream + " now: " + why);
        }
    }

    /** The database's disk is full. Nothing of this batch was stored; send it again when there is room. */
    public static final class DiskFull extends JournalException {
        private static final long serialVersionUID = 1;

        DiskFull(Throwable cause) {
            super("the disk of the journal's database is full; make room and send the events again", cause);
        }
    }

    /** The database is not there; what reads or changes documents and cursors may try again. Appends wait instead. */
    public static final class DatabaseGone extends JournalException {
        private static final long serialVersionUID = 1;

        DatabaseGone(Throwable cause) {
            super("the journal's database does not answer: " + cause.getMessage(), cause);
        }
    }

    /** The database refused for a reason of its own. Nothing of this batch was stored. */
    public static final class StorageFailed extends JournalException {
        private static final long serialVersionUID = 1;

        StorageFailed(Throwable cause) {
            super("the journal's database refused: " + cause.getMessage(), cause);
        }
    }

    /** The journal was closed. Whether the event was stored is unknown; sending it again later does no harm. */
    public static final class Closed extends JournalException {
        private static final long serialVersionUID = 1;

        Closed() {
            super("the journal is closed");
        }
    }

    /** Somebody else changed the document first. Read it again and decide anew. */
    public static final class Conflict extends JournalException {
        private static final long serialVersionUID = 1;

        Conflict(String kind, String id, long expectedVersion) {
            super("document " + kind + "/" + id + " is not at version " + expectedVersion
                    + " any more; read it again and decide anew");
        }
    }
}
