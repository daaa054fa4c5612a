package meridian.twin.map;

/** Who may change a part in place: compared by identity, one for each stretch between two snapshots. */
public final class Owner {}
