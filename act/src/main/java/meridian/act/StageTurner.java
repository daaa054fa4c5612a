package meridian.act;

import java.util.Optional;
import meridian.field.plant.SignalCommand;

/** Turns one junction from stage to stage. One thread. */
public sealed interface StageTurner permits KernelTurner, PublishedTurner {
    /** From now on this stage is wanted; it is shown when that may be. */
    void want(int stage);

    /** A second of the plant's clock begins: what lamps must show from now on, where that changes. */
    Optional<SignalCommand> second(double seconds);

    /** The junction has left what it was told: from the next second on it is taken over anew. */
    void lost(double seconds);

    /** Stage that is shown or turned to, −1 where there is none. */
    int stage();

    /** How long all of that stage has been green, s; 0 while it is being turned to. */
    double shownSeconds(double seconds);

    /** Another one of the same junction in the same state. */
    StageTurner copy();
}
