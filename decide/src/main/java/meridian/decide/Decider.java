package meridian.decide;

import java.util.List;

/** Chooses stages. The same snapshot gives the same proposals. */
@FunctionalInterface
public interface Decider {
    /** One proposal at most for each junction; a junction without one keeps what it shows. */
    List<Proposal> decide(Snapshot now);
}
