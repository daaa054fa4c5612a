package meridian.bench.torture;

/** What can be broken while events are written. */
public enum FaultKind {
    /** The disk is full for a moment. */
    DISK_FULL,
    /** The disk fails one write of the database. */
    WRITE_ERROR,
    /** The disk fails one fsync of the database. */
    SYNC_ERROR,
    /** The database server is killed. */
    DATABASE_KILLED,
    /** The machine's clock jumps an hour or a day ahead, or back. */
    CLOCK_JUMP,
    /** Nothing breaks, but for the events that come again. */
    NONE;

    Fault fault() {
        return switch (this) {
            case DISK_FULL -> new FullDisk();
            case WRITE_ERROR -> new IoErrors("pwrite64,pwritev,pwritev2");
            case SYNC_ERROR -> new IoErrors("fsync,fdatasync");
            case DATABASE_KILLED -> new KilledDatabase();
            case CLOCK_JUMP -> new JumpingClock();
            case NONE -> new NoFault();
        };
    }
}
