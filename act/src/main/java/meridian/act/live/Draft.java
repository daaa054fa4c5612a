package meridian.act.live;

import java.util.List;
import meridian.act.life.Effect;
import meridian.act.life.Forecast;

/**
 * An action that has been tried in forks and could be proposed.
 *
 * @param cluster whose junctions it holds
 * @param decider by which
 * @param seconds for how long, s of the city
 * @param cityNow moment of the city of which the forks are, s
 * @param lostPerMinute what is lost before the junctions now, vehicle-minutes a minute
 * @param forecast of the effect, with the alternatives
 * @param payers approaches on which it gets worse, the worst first
 * @param kernel what kernels said in the trials
 */
record Draft(
        Cluster cluster,
        String decider,
        int seconds,
        double cityNow,
        double lostPerMinute,
        Forecast forecast,
        List<Payer> payers,
        String kernel) {
    Draft {
        payers = List.copyOf(payers);
    }

    /** @param link before a signal */
    record Payer(int link, Effect effect) {}
}
