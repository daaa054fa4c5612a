package meridian.act.life;

import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What all leaves so far amount to. A fold of the log and nothing else. One thread at a time. */
final class State {
    /** By id, oldest first. Ended ones go when nothing that names them could be in time any more. */
    private final Map<String, Action> actions = new LinkedHashMap<>();

    private final Map<String, Mode> modes = new LinkedHashMap<>();
    private final Map<String, Policy> policies = new LinkedHashMap<>();
    private Instant latest = Instant.MIN;
    private boolean stopped;

    Optional<Action> action(String id) {
        return Optional.ofNullable(actions.get(id));
    }

    Collection<Action> actions() {
        return actions.values();
    }

    Optional<Policy> policy(String id) {
        return Optional.ofNullable(policies.get(id));
    }

    Collection<Policy> policies() {
        return policies.values();
    }

    boolean knowsMode(String area) {
        return stopped || modes.containsKey(area);
    }

    /** Nobody has said that more is allowed than to look. */
    Mode mode(String area) {
        return modes.getOrDefault(area, Mode.OBSERVE);
    }

    /** A clock that was put back makes nothing young again. */
    Instant now(Instant at) {
        return at.isBefore(latest) ? latest : at;
    }

    void fold(Leaf leaf) {
        latest = now(leaf.at());
        switch (leaf) {
            case Leaf.Proposed proposed -> {
                forgetOld();
                actions.put(proposed.proposal().id(), Action.of(proposed.proposal()));
            }
            case Leaf.Simulated simulated ->
                actions.computeIfPresent(simulated.action(), (_, action) -> action.with(simulated.forecast()));
            case Leaf.Approved approved ->
                actions.computeIfPresent(approved.action(), (_, action) -> action.with(approved.approver()));
            case Receipt receipt -> move(receipt.action(), Stage.EXECUTED);
            case Leaf.Confirmed confirmed -> move(confirmed.action(), Stage.CONFIRMED);
            case Leaf.Measured measured ->
                actions.computeIfPresent(measured.action(), (_, action) -> action.with(measured.effect()));
            case Leaf.Ended ended -> move(ended.action(), ended.stage());
            case Leaf.ModeSet set -> modes.put(set.area(), set.mode());
            case Leaf.PolicyAdopted adopted -> policies.put(adopted.policy().id(), adopted.policy());
            case Leaf.PolicyWithdrawn withdrawn -> policies.remove(withdrawn.policy());
            case Leaf.Stopped _ -> stop();
            case Leaf.Refused _, Leaf.Reopened _ -> {}
        }
    }

    private void move(String id, Stage stage) {
        actions.computeIfPresent(id, (_, action) -> action.at(stage));
    }

    private void stop() {
        actions.replaceAll((_, action) -> action.stage().isEnd() ? action : action.at(Stage.STOPPED));
        modes.clear();
        stopped = true;
    }

    private void forgetOld() {
        Iterator<Action> oldest = actions.values().iterator();
        while (oldest.hasNext()) {
            Action action = oldest.next();
            Instant forgotten = action.proposal().expiresAt().plus(ProposedAction.LONGEST_LIFE);
            if (!action.stage().isEnd() || latest.isBefore(forgotten)) {
                return;
            }
            oldest.remove();
        }
    }
}
