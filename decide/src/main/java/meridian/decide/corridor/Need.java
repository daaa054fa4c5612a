package meridian.decide.corridor;

import java.util.Comparator;
import java.util.List;
import meridian.decide.Proposal;

/**
 * A junction that a corridor needs now.
 *
 * @param request id of whose
 * @param urgency its urgency
 * @param junction index of the junction
 * @param stage that is needed
 * @param arrivalSeconds until the vehicle should be at the line
 * @param leadSeconds by which the junction must be earlier
 * @param held whether it was its own already a second ago
 */
public record Need(
        String request,
        Urgency urgency,
        int junction,
        int stage,
        double arrivalSeconds,
        double leadSeconds,
        boolean held) {
    /** Who has a junction and is so near to its line keeps it, s: turning it away now would help nobody. */
    static final double COMMITTED_SECONDS = 5;

    /**
     * Which of two that need the same junction goes first: who has it and is within {@value #COMMITTED_SECONDS} s of its line, then the
     * more urgent one, then who is there earlier, then by id, so that the answer never depends on an order of asking.
     */
    static final Comparator<Need> FIRST = Comparator.comparing((Need c) -> !c.committed())
            .thenComparing(Need::urgency)
            .thenComparingDouble(Need::arrivalSeconds)
            .thenComparing(Need::request);

    private boolean committed() {
        return held && arrivalSeconds <= COMMITTED_SECONDS;
    }

    /** As a proposal, with its reason. */
    public Proposal proposal() {
        Proposal.Reason reason = new Proposal.Reason(
                "opens the way of request " + request + ", which is there sooner than the time to clear it",
                arrivalSeconds,
                leadSeconds,
                "s");
        return new Proposal(junction, stage, reason, List.of());
    }
}
