package meridian.act.life;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import meridian.audit.AuditLog;
import meridian.audit.note.SignedNote;
import meridian.audit.note.VerifierKey;
import meridian.model.BadInput;

/**
 * The one way to make something happen to an action, a mode or a policy: tell a {@link Leaf}. It is held against {@link Rules},
 * written to the audit log, itself or as a refusal, and only then answered. After a restart the book is what the log says.
 *
 * <p>Whether a person is who the leaf says must be known before: the book takes names as given. A policy it takes with
 * signatures only.
 *
 * <p>Safe for all threads; one attempt at a time. Telling several leaves at once waits for the disk once.
 */
public final class ActionBook {
    private final AuditLog log;
    private final State state = new State();
    private final Rules rules;

    private ActionBook(AuditLog log, Collection<VerifierKey> people) {
        this.log = log;
        this.rules = new Rules(state, people);
    }

    /**
     * The book that a log amounts to.
     *
     * @param people whose signatures make a policy; a key's name is the person's
     * @param now when it was opened
     */
    public static ActionBook open(AuditLog log, Collection<VerifierKey> people, Instant now) {
        ActionBook book = new ActionBook(log, people);
        log.forEach(entry -> book.state.fold(LeafText.of(entry)));
        AuditLog.Recovery recovery = log.recovery();
        if (!recovery.isClean()) {
            book.tell(new Leaf.Reopened(
                    recovery.droppedEntries(), recovery.droppedBytes() + recovery.droppedCheckpointBytes(), now));
        }
        return book;
    }

    /** One of {@link #tell(List)}. */
    public Answer tell(Leaf leaf) {
        return tell(List.of(leaf)).getFirst();
    }

    /**
     * Tries leaves in their order, each after those before it.
     *
     * @return an answer for each; all are on the disk
     * @throws java.io.UncheckedIOException where the disk refused: nothing of it may be acted on, and the log must be opened again
     */
    public synchronized List<Answer> tell(List<Leaf> leaves) {
        List<Optional<String>> refusals = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (Leaf leaf : leaves) {
            Optional<String> refusal = rules.refusal(leaf);
            Leaf told = refusal.<Leaf>map(reason -> refused(leaf, reason)).orElse(leaf);
            state.fold(told);
            refusals.add(refusal);
            texts.add(LeafText.text(told));
        }
        // Where this fails the state is ahead of the log; the log then takes nothing more, and so does the book.
        long first = log.append(texts);
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < leaves.size(); i++) {
            long entry = first + i;
            answers.add(refusals.get(i)
                    .<Answer>map(reason -> new Answer.Refused(entry, reason))
                    .orElse(new Answer.Done(entry)));
        }
        return answers;
    }

    private static Leaf.Refused refused(Leaf leaf, String reason) {
        String attempt = LeafText.name(leaf.getClass());
        return switch (leaf) {
            case Leaf.Proposed it ->
                new Leaf.Refused(attempt, it.proposal().id(), it.proposal().decider(), reason, it.at());
            case Leaf.Simulated it -> new Leaf.Refused(attempt, it.action(), "", reason, it.at());
            case Leaf.Approved it ->
                new Leaf.Refused(attempt, it.action(), it.approver().toString(), reason, it.at());
            case Receipt it -> new Leaf.Refused(attempt, it.action(), "", reason, it.at());
            case Leaf.Confirmed it -> new Leaf.Refused(attempt, it.action(), "", reason, it.at());
            case Leaf.Measured it -> new Leaf.Refused(attempt, it.action(), "", reason, it.at());
            case Leaf.Ended it -> new Leaf.Refused(attempt, it.action(), "", reason, it.at());
            case Leaf.PolicyAdopted it ->
                new Leaf.Refused(attempt, it.policy().id(), String.join(", ", it.signers()), reason, it.at());
            case Leaf.PolicyWithdrawn it -> new Leaf.Refused(attempt, it.policy(), it.person(), reason, it.at());
            case Leaf.ModeSet it -> new Leaf.Refused(attempt, it.area(), it.person(), reason, it.at());
            case Leaf.Stopped it -> new Leaf.Refused(attempt, "", it.person(), reason, it.at());
            case Leaf.Refused it -> it;
            case Leaf.Reopened it -> new Leaf.Refused(attempt, "", "", reason, it.at());
        };
    }

    /**
     * The receipt to tell before an approved action is carried out; empty where there is none to carry out.
     *
     * @param kernelAnswer what the safety kernel said to it; where it said no, tell {@link Leaf.Ended} with {@link
     *     Stage#REFUSED} instead
     */
    public synchronized Optional<Receipt> receipt(String action, String kernelAnswer, Instant at) {
        return state.action(action)
                .filter(found -> found.isIn(Stage.APPROVED))
                .flatMap(found -> found.content()
                        .map(content ->
                                new Receipt(action, content.sha256(), content, found.approvers(), kernelAnswer, at)));
    }

    /** The end that a measured action has earned: kept, or rolled back because its promise was not. */
    public synchronized Optional<Leaf.Ended> verdict(String action, Instant at) {
        return state.action(action).filter(found -> found.isIn(Stage.MEASURED)).map(found -> {
            String numbers = "promised at most "
                    + found.forecast().orElseThrow().promise().high() + ", measured "
                    + found.measured().orElseThrow().expected() + " "
                    + found.measured().orElseThrow().unit();
            return new Leaf.Ended(action, Rules.isKept(found) ? Stage.KEPT : Stage.ROLLED_BACK, numbers, at);
        });
    }

    /** Ends what is still open and can no longer be executed. */
    public synchronized List<Answer> expire(Instant now) {
        List<Leaf> late = new ArrayList<>();
        for (Action action : state.actions()) {
            if (action.isIn(Stage.PROPOSED, Stage.SIMULATED, Stage.APPROVED) && action.isLate(state.now(now))) {
                late.add(new Leaf.Ended(action.id(), Stage.EXPIRED, "nobody executed it in time", now));
            }
        }
        return tell(late);
    }

    /**
     * Adopts a policy that people have signed.
     *
     * @param note its {@link Policy#text} as a signed note
     * @throws BadInput where it is no note of a policy
     */
    public Answer adopt(Policy policy, String note, Instant at) {
        List<String> signers = rules.signers(SignedNote.parse("policy " + policy.id(), note));
        return tell(new Leaf.PolicyAdopted(policy, signers, note, at));
    }

    public synchronized Optional<Action> action(String id) {
        return state.action(id);
    }

    /** All that have not ended, oldest first. After a restart those at {@link Stage#EXECUTED} must be asked for at the field. */
    public synchronized List<Action> open() {
        return state.actions().stream()
                .filter(action -> !action.stage().isEnd())
                .toList();
    }

    /** Policies that hold at a moment or will, in an area. */
    public synchronized List<Policy> policies(String area, Instant now) {
        return state.policies().stream()
                .filter(policy -> policy.area().equals(area) && now.isBefore(policy.until()))
                .toList();
    }

    /** Whether anybody has ever said what may be done in an area. */
    public synchronized boolean knowsMode(String area) {
        return state.knowsMode(area);
    }

    public synchronized Mode mode(String area) {
        return state.mode(area);
    }
}
