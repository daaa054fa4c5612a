package meridian.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An inbox of two actions that remembers what it was told. The real one is tried in the module that has it. */
final class SmallInbox implements ActionDoor {
    static final String OPEN = "signals-open";
    static final String ENDED = "signals-ended";
    static final String HASH = "ab".repeat(32);

    /** Who said what, such as {@code approve signals-open Administrator}. */
    final List<String> said = new ArrayList<>();

    private static Action action(String id, String stage) {
        Effect effect = new Effect("time lost", "vehicle-minutes", -12.5, -20, -5);
        return new Action(
                id,
                stage,
                "whole city",
                "notable",
                1,
                "max-pressure",
                "vehicles lose 3.1 minutes a minute before the market",
                List.of("Administrator"),
                HASH,
                "Market",
                List.of(0, 1),
                600,
                28_900,
                3.1,
                List.of(new Alternative("max-pressure", effect)),
                "max-pressure",
                List.of(new Payer(0, new Effect("time lost", "vehicle-minutes", 1, 0, 2))),
                "in 6 trials it refused nothing",
                Instant.parse("2026-03-02T08:00:00Z"),
                Instant.now().plusSeconds(300),
                stage.equals("kept") ? Optional.of(effect) : Optional.empty(),
                stage.equals("kept") ? "a fork" : "",
                stage.equals("kept") ? "kept" : "");
    }

    @Override
    public Map<String, String> modes() {
        return Map.of("whole city", "advise");
    }

    @Override
    public String doing() {
        return "Market";
    }

    @Override
    public List<Action> actions() {
        return List.of(action(OPEN, "simulated"), action(ENDED, "kept"));
    }

    @Override
    public List<Leaf> leaves(String action) {
        return action.equals(OPEN) ? List.of(new Leaf(7, "{}")) : List.of();
    }

    @Override
    public void propose(List<Integer> nodes, String decider, int seconds, String person) {
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("an action holds 1 junction or more");
        }
        say("propose " + nodes + " " + person);
    }

    @Override
    public Outcome approve(String action, String contentSha256, String person) {
        say("approve " + action + " " + person);
        return new Outcome(8, contentSha256.equals(HASH) ? null : "that was for another content than what it is now");
    }

    @Override
    public Outcome deny(String action, String person, String reason) {
        say("deny " + action + " " + person);
        return new Outcome(9, action.equals(ENDED) ? "it is KEPT already" : null);
    }

    @Override
    public Outcome setMode(String area, String mode, String person) {
        say(area + " " + mode + " " + person);
        return new Outcome(10, null);
    }

    @Override
    public List<Policy> policies() {
        Instant from = Instant.parse("2026-03-02T08:00:00Z");
        return List.of(
                new Policy("weekdays", "whole city", "notable", List.of("max-pressure"), from, from.plusSeconds(3600)));
    }

    @Override
    public Outcome adopt(String note, String person) {
        say("adopt " + note + " " + person);
        if (!note.endsWith("signed")) {
            throw new meridian.model.BadInput("policy", "it is no signed note", "a note", "Sign it");
        }
        return new Outcome(11, note.equals("signed") ? null : "it was not signed by anybody");
    }

    @Override
    public Outcome withdraw(String policy, String person) {
        say("withdraw " + policy + " " + person);
        return new Outcome(12, policy.equals("weekdays") ? null : "there is no policy " + policy);
    }

    @Override
    public Stopped stop(String person, String reason) {
        say("stop " + person);
        return new Stopped(1, true, 3);
    }

    private synchronized void say(String words) {
        said.add(words);
    }
}
