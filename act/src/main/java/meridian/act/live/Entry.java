package meridian.act.live;

import meridian.act.life.Action;
import meridian.act.life.Stage;

/** An action of this run of the city, as far as it has come. Guarded by the desk. */
final class Entry {
    final Draft draft;
    Action action;
    final String sha256;
    /** How its effect was measured. */
    String method = "";
    /** Why it ended, in words. */
    String note = "";

    Entry(Draft draft, Action action) {
        this.draft = draft;
        this.action = action;
        sha256 = action.content().orElseThrow().sha256();
    }

    /** Whether it waits for people, or has just got their yes. */
    boolean isOpen() {
        return isOpen(action.stage());
    }

    static boolean isOpen(Stage stage) {
        return stage == Stage.PROPOSED || stage == Stage.SIMULATED || stage == Stage.APPROVED;
    }

    boolean isEnded() {
        return action.stage().isEnd();
    }

    Card card() {
        return new Card(
                action,
                sha256,
                draft.cluster().name(),
                draft.cluster().nodes(),
                draft.seconds(),
                draft.cityNow(),
                draft.lostPerMinute(),
                draft.payers().stream()
                        .map(payer -> new Card.Payer(payer.link(), payer.effect()))
                        .toList(),
                draft.kernel(),
                method,
                note,
                action.measured(),
                action.proposal().expiresAt());
    }
}
