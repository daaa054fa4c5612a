package meridian.act.life;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import meridian.audit.note.SignedNote;
import meridian.audit.note.VerifierKey;
import meridian.model.BadInput;

/** What may happen after what has happened. Reads the state and changes nothing. */
final class Rules {
    private final State state;
    private final Collection<VerifierKey> people;

    /** @param people whose signatures make a policy */
    Rules(State state, Collection<VerifierKey> people) {
        this.state = state;
        this.people = List.copyOf(people);
    }

    /** Why a leaf may not follow now; empty where it may. */
    Optional<String> refusal(Leaf leaf) {
        Instant now = state.now(leaf.at());
        return switch (leaf) {
            case Leaf.Proposed proposed -> propose(proposed.proposal(), leaf.at(), now);
            case Leaf.Simulated simulated ->
                state.action(simulated.action())
                        .map(action -> first(in(action, Stage.PROPOSED), inTime(action, now)))
                        .orElseGet(Rules::unknown);
            case Leaf.Approved approved ->
                state.action(approved.action())
                        .map(action -> approve(action, approved, now))
                        .orElseGet(Rules::unknown);
            case Receipt receipt ->
                state.action(receipt.action())
                        .map(action -> execute(action, receipt, now))
                        .orElseGet(Rules::unknown);
            case Leaf.Confirmed confirmed ->
                state.action(confirmed.action())
                        .map(action -> in(action, Stage.EXECUTED))
                        .orElseGet(Rules::unknown);
            case Leaf.Measured measured ->
                state.action(measured.action())
                        .map(action -> first(in(action, Stage.CONFIRMED), comparable(action, measured.effect())))
                        .orElseGet(Rules::unknown);
            case Leaf.Ended ended ->
                state.action(ended.action())
                        .map(action -> end(action, ended.stage(), now))
                        .orElseGet(Rules::unknown);
            case Leaf.PolicyAdopted adopted -> adopt(adopted);
            case Leaf.PolicyWithdrawn withdrawn ->
                unless(state.policy(withdrawn.policy()).isPresent(), "there is no policy " + withdrawn.policy());
            case Leaf.ModeSet _, Leaf.Stopped _, Leaf.Refused _, Leaf.Reopened _ -> Optional.empty();
        };
    }

    private Optional<String> propose(ProposedAction proposal, Instant at, Instant now) {
        return first(
                unless(state.action(proposal.id()).isEmpty(), "there is an action of this name already"),
                // Else it would live longer than actions may.
                unless(!proposal.proposedAt().isAfter(at), "it says that it is of " + proposal.proposedAt()),
                inTime(Action.of(proposal), now));
    }

    private Optional<String> approve(Action action, Leaf.Approved approved, Instant now) {
        return first(
                in(action, Stage.SIMULATED),
                inTime(action, now),
                sameContent(action, approved.contentSha256()),
                unless(
                        !action.approvers().contains(approved.approver()),
                        approved.approver() + " has approved it already"),
                allowed(action, approved.approver(), now));
    }

    private Optional<String> execute(Action action, Receipt receipt, Instant now) {
        return first(
                in(action, Stage.APPROVED),
                inTime(action, now),
                sameContent(action, receipt.contentSha256()),
                unless(action.content().equals(Optional.of(receipt.content())), "its content is another one"),
                unless(action.approvers().equals(receipt.approvers()), "others approved it"),
                stillAllowed(action, now));
    }

    /** What was allowed may have been withdrawn since. */
    private Optional<String> stillAllowed(Action action, Instant now) {
        return action.approvers().stream()
                .map(approver -> allowed(action, approver, now))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> allowed(Action action, Approver approver, Instant now) {
        String area = action.proposal().area();
        Mode mode = state.mode(area);
        if (mode == Mode.OBSERVE) {
            return Optional.of("area " + area + " is only observed");
        }
        if (approver.kind() == Approver.Kind.PERSON) {
            return Optional.empty();
        }
        return first(
                unless(mode == Mode.ACT, "in area " + area + " people are asked, not policies"),
                state.policy(approver.name())
                        .map(policy -> covers(policy, action.proposal(), now))
                        .orElse(Optional.of("there is no policy " + approver.name())));
    }

    private static Optional<String> covers(Policy policy, ProposedAction proposal, Instant now) {
        String name = "policy " + policy.id();
        return first(
                unless(!now.isBefore(policy.from()) && now.isBefore(policy.until()), name + " does not hold now"),
                unless(policy.area().equals(proposal.area()), name + " is for area " + policy.area()),
                unless(
                        proposal.actionClass().compareTo(policy.mostClass()) <= 0,
                        name + " does not reach to " + proposal.actionClass()),
                unless(policy.deciders().contains(proposal.decider()), name + " does not name " + proposal.decider()));
    }

    private static Optional<String> end(Action action, Stage stage, Instant now) {
        return switch (stage) {
            case DENIED -> in(action, Stage.PROPOSED, Stage.SIMULATED, Stage.APPROVED);
            case REFUSED -> in(action, Stage.APPROVED);
            case EXPIRED ->
                first(
                        in(action, Stage.PROPOSED, Stage.SIMULATED, Stage.APPROVED),
                        unless(
                                action.isLate(now),
                                "it has until " + action.proposal().expiresAt()));
            case KEPT -> first(in(action, Stage.MEASURED), unless(isKept(action), "its promise was not kept"));
            case ROLLED_BACK -> in(action, Stage.EXECUTED, Stage.CONFIRMED, Stage.MEASURED);
            case STOPPED, PROPOSED, SIMULATED, APPROVED, EXECUTED, CONFIRMED, MEASURED ->
                Optional.of("that is not how an action ends");
        };
    }

    /** Whether the measured effect is what was promised. */
    static boolean isKept(Action action) {
        return action.forecast()
                .flatMap(forecast -> action.measured().map(forecast.promise()::isKeptBy))
                .orElse(false);
    }

    private static Optional<String> comparable(Action action, Effect measured) {
        Effect promise = action.forecast().orElseThrow().promise();
        return unless(
                promise.measure().equals(measured.measure()) && promise.unit().equals(measured.unit()),
                "it promised " + promise.measure() + " in " + promise.unit() + ", not " + measured.measure() + " in "
                        + measured.unit());
    }

    private Optional<String> adopt(Leaf.PolicyAdopted adopted) {
        Policy policy = adopted.policy();
        try {
            SignedNote note = SignedNote.parse("policy " + policy.id(), adopted.note());
            return first(
                    unless(note.text().equals(policy.text()), "what was signed is another policy"),
                    unless(
                            signers(note).equals(adopted.signers()),
                            "it was not signed by " + String.join(", ", adopted.signers())),
                    unless(
                            adopted.signers().stream().distinct().count()
                                    >= policy.mostClass().persons(),
                            "a policy up to " + policy.mostClass() + " needs the signatures of "
                                    + policy.mostClass().persons() + " people"));
        } catch (BadInput e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Names of the people who signed, in order. */
    List<String> signers(SignedNote note) {
        return people.stream()
                .filter(key -> key.verifies(note))
                .map(VerifierKey::name)
                .distinct()
                .sorted()
                .toList();
    }

    private static Optional<String> sameContent(Action action, String sha256) {
        return unless(
                action.content().map(Content::sha256).equals(Optional.of(sha256)),
                "that was for another content than what it is now");
    }

    private static Optional<String> in(Action action, Stage... stages) {
        return unless(action.isIn(stages), "it is " + action.stage() + " already, or not yet where it must be");
    }

    private static Optional<String> inTime(Action action, Instant now) {
        return unless(!action.isLate(now), "it expired at " + action.proposal().expiresAt() + ", and it is " + now);
    }

    private static Optional<String> unknown() {
        return Optional.of("there is no such action, or it ended long ago");
    }

    private static Optional<String> unless(boolean right, String reason) {
        return right ? Optional.empty() : Optional.of(reason);
    }

    @SafeVarargs
    private static Optional<String> first(Optional<String>... reasons) {
        for (Optional<String> reason : reasons) {
            if (reason.isPresent()) {
                return reason;
            }
        }
        return Optional.empty();
    }
}
