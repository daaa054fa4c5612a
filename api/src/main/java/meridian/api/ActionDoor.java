package meridian.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Actions on the city's signals as this module needs them: what is proposed, and what people say to it. Safe for all threads. */
public interface ActionDoor {
    /** Parts of the city, in an order that stays, with what may be done there: observe, advise or act. */
    Map<String, String> modes();

    /** Where something is being tried now; empty while nothing is. */
    String doing();

    /** The newest first; those that ended lately among them. */
    List<Action> actions();

    /** What the audit log has of an action, oldest first; empty where it has nothing. */
    List<Leaf> leaves(String action);

    /**
     * Has something tried, and proposed when that is done.
     *
     * @param nodes of the city whose signals shall be held
     * @param decider by which; empty: by the best
     * @param seconds for how long, s of the city
     * @throws IllegalArgumentException where that cannot be, in words
     */
    void propose(List<Integer> nodes, String decider, int seconds, String person);

    /** @param contentSha256 of what the person has seen */
    Outcome approve(String action, String contentSha256, String person);

    Outcome deny(String action, String person, String reason);

    Outcome setMode(String area, String mode, String person);

    /** Standing policies that hold now or will. */
    List<Policy> policies();

    /**
     * @param note a policy's text with the signatures of people
     * @throws meridian.model.BadInput where it is none
     */
    Outcome adopt(String note, String person);

    Outcome withdraw(String policy, String person);

    /** Ends everything at once and sends all signals back to their plans. */
    Stopped stop(String person, String reason);

    /**
     * What came of it; either way it is in the audit log.
     *
     * @param entry number of its leaf
     * @param refusal why not; absent where it was done
     */
    record Outcome(long entry, @Nullable String refusal) {}

    /**
     * @param actions that it ended
     * @param inTime whether the street heard it within two seconds
     * @param millis until it had
     */
    record Stopped(int actions, boolean inTime, long millis) {}

    /**
     * What may be done without asking each time.
     *
     * @param mostClass up to which class of action
     */
    record Policy(String id, String area, String mostClass, List<String> deciders, Instant from, Instant until) {}

    /** @param text of the leaf */
    record Leaf(long entry, String text) {}

    /** A change against doing nothing, with its 95 % interval; less is better. */
    record Effect(String measure, String unit, double expected, double low, double high) {}

    record Alternative(String name, Effect effect) {}

    /** @param link of the city on which it gets worse */
    record Payer(int link, Effect effect) {}

    /**
     * An action and how far it has come.
     *
     * @param stage such as simulated, confirmed, kept
     * @param area of the city
     * @param actionClass how much it changes: routine, notable or grave
     * @param persons how many people must approve it
     * @param reason in one sentence
     * @param approvers who said yes
     * @param contentSha256 what an approval must name
     * @param place streets that meet at its first junction
     * @param nodes that it holds, the first junction's first
     * @param seconds for how long, s of the city
     * @param citySeconds moment of the city of which its forecast is
     * @param lostPerMinute what was lost there then, vehicle-minutes a minute; 0 where a person asked for it
     * @param chosen name of the alternative that is proposed
     * @param kernel what safety kernels said when it was tried
     * @param measured what came of it
     * @param method how that was measured
     * @param note why it ended
     */
    record Action(
            String id,
            String stage,
            String area,
            String actionClass,
            int persons,
            String decider,
            String reason,
            List<String> approvers,
            String contentSha256,
            String place,
            List<Integer> nodes,
            int seconds,
            double citySeconds,
            double lostPerMinute,
            List<Alternative> alternatives,
            String chosen,
            List<Payer> payers,
            String kernel,
            Instant proposedAt,
            Instant expiresAt,
            Optional<Effect> measured,
            String method,
            String note) {}
}
