package meridian.act.life;

import java.time.Instant;
import java.util.List;

/** Something that happened, as it stands in the audit log. Each knows when. */
public sealed interface Leaf
        permits Leaf.Proposed,
                Leaf.Simulated,
                Leaf.Approved,
                Receipt,
                Leaf.Confirmed,
                Leaf.Measured,
                Leaf.Ended,
                Leaf.Refused,
                Leaf.ModeSet,
                Leaf.PolicyAdopted,
                Leaf.PolicyWithdrawn,
                Leaf.Stopped,
                Leaf.Reopened {
    Instant at();

    record Proposed(ProposedAction proposal, Instant at) implements Leaf {}

    record Simulated(String action, Forecast forecast, Instant at) implements Leaf {}

    /** @param contentSha256 of what the approver has seen */
    record Approved(String action, String contentSha256, Approver approver, Instant at) implements Leaf {}

    /** @param answer what the field said that it does now */
    record Confirmed(String action, String answer, Instant at) implements Leaf {}

    /**
     * @param effect against what would have been without it
     * @param method how that was found out, such as a switchback experiment
     */
    record Measured(String action, Effect effect, String method, Instant at) implements Leaf {}

    /** @param stage one of the ends */
    record Ended(String action, Stage stage, String reason, Instant at) implements Leaf {
        public Ended {
            if (!stage.isEnd()) {
                throw new IllegalArgumentException(stage + " is no end");
            }
        }
    }

    /**
     * An attempt that changed nothing.
     *
     * @param attempt kind of leaf that it would have been
     * @param subject the action, policy or area
     * @param by who tried, where that is known; empty otherwise
     */
    record Refused(String attempt, String subject, String by, String reason, Instant at) implements Leaf {}

    record ModeSet(String area, Mode mode, String person, Instant at) implements Leaf {}

    /**
     * @param signers whose signatures were checked
     * @param note the policy's text with its signatures
     */
    record PolicyAdopted(Policy policy, List<String> signers, String note, Instant at) implements Leaf {
        public PolicyAdopted {
            signers = List.copyOf(signers);
        }
    }

    record PolicyWithdrawn(String policy, String person, Instant at) implements Leaf {}

    /** The emergency stop: every action ends, every area only observes. */
    record Stopped(String person, String reason, Instant at) implements Leaf {}

    /** What a killed process had left behind unacknowledged, when the log was opened again. */
    record Reopened(long droppedEntries, long droppedBytes, Instant at) implements Leaf {}
}
