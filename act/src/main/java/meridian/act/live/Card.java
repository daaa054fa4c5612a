package meridian.act.live;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import meridian.act.life.Action;
import meridian.act.life.Effect;

/**
 * An action as people see it. Immutable.
 *
 * @param action how far it has come
 * @param contentSha256 what an approval must name
 * @param place streets that meet at its first junction
 * @param nodes of the city that it controls, the first junction's first
 * @param seconds how long, s of the city
 * @param cityNow moment of the city of which its forecast is, s
 * @param lostPerMinute what was lost there then, vehicle-minutes a minute
 * @param payers approaches on which it gets worse
 * @param kernel what safety kernels said in the trials
 * @param method how its effect was measured; empty before
 * @param note why it ended, or what is to be known; empty where nothing is
 * @param measured what came of it
 */
public record Card(
        Action action,
        String contentSha256,
        String place,
        List<Integer> nodes,
        int seconds,
        double cityNow,
        double lostPerMinute,
        List<Payer> payers,
        String kernel,
        String method,
        String note,
        Optional<Effect> measured,
        Instant expiresAt) {
    /**
     * Who pays.
     *
     * @param link before a signal
     */
    public record Payer(int link, Effect effect) {}

    public Card {
        nodes = List.copyOf(nodes);
        payers = List.copyOf(payers);
    }

    public String id() {
        return action.id();
    }
}
