package meridian.act.life;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An action in its life. Immutable.
 *
 * @param proposal what it is
 * @param forecast from {@link Stage#SIMULATED} on
 * @param approvers so far
 * @param measured from {@link Stage#MEASURED} on
 */
public record Action(
        ProposedAction proposal,
        Optional<Forecast> forecast,
        List<Approver> approvers,
        Stage stage,
        Optional<Effect> measured) {
    public Action {
        approvers = List.copyOf(approvers);
    }

    static Action of(ProposedAction proposal) {
        return new Action(proposal, Optional.empty(), List.of(), Stage.PROPOSED, Optional.empty());
    }

    /** What an approval must name; empty before it was simulated. */
    public Optional<Content> content() {
        return forecast.map(known -> new Content(proposal, known));
    }

    public String id() {
        return proposal.id();
    }

    boolean isLate(Instant now) {
        return !now.isBefore(proposal.expiresAt());
    }

    boolean isIn(Stage... stages) {
        return Set.of(stages).contains(stage);
    }

    Action with(Forecast simulated) {
        return new Action(proposal, Optional.of(simulated), approvers, Stage.SIMULATED, measured);
    }

    /** A policy's word is enough, because people signed it. */
    Action with(Approver approver) {
        List<Approver> all = new ArrayList<>(approvers);
        all.add(approver);
        boolean enough = approver.kind() == Approver.Kind.POLICY
                || all.size() >= proposal.actionClass().persons();
        return new Action(proposal, forecast, all, enough ? Stage.APPROVED : stage, measured);
    }

    Action with(Effect effect) {
        return new Action(proposal, forecast, approvers, Stage.MEASURED, Optional.of(effect));
    }

    Action at(Stage next) {
        return new Action(proposal, forecast, approvers, next, measured);
    }
}
