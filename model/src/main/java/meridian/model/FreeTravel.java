package meridian.model;

import java.util.Arrays;
import java.util.List;
import meridian.model.network.Conflicts;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.network.Turn;
import meridian.model.signal.SignalController;
import meridian.model.signal.SignalPhase;

/**
 * How long somebody takes who is alone in the city: the way along each link, and what is usually lost at its end. Without the
 * latter, side streets without signals would look like the fastest way through every city.
 *
 * <p>Before a signal: the mean wait of who comes at random, red² / (2 · cycle) (F. V. Webster, "Traffic signal settings",
 * 1958, with nobody else there). Who must be ready to let others pass slows down, {@value #YIELD_SECONDS} s; who must stand
 * first loses {@value #STOP_SECONDS} s, by braking from and speeding up to 45 km/h at usual rates and a second of standing.
 * Of the ways out of a link the one straight on counts, else the easiest; what a turn costs besides is the router's.
 */
public final class FreeTravel {
    /** Lost at crossings with hardly any traffic where who comes from the right goes first, in Montevideo simulated, s. */
    private static final double YIELD_SECONDS = 3;

    private static final double STOP_SECONDS = 5;

    private FreeTravel() {}

    /** Seconds by the link's index. */
    public static float[] seconds(City city) {
        return seconds(city.network(), city.signals());
    }

    public static float[] seconds(Network network, List<SignalController> signals) {
        double[] delay = new double[network.links().size()];
        boolean[] straight = new boolean[delay.length];
        Arrays.fill(delay, Double.POSITIVE_INFINITY);
        for (int node = 0; node < network.nodes().size(); node++) {
            int[] ways = network.movementsAt(node);
            Conflicts conflicts = network.conflicts(node);
            for (int w = 0; w < ways.length; w++) {
                Movement way = network.movement(ways[w]);
                int link = way.fromLink();
                boolean on = goesOn(way.turn());
                if (on || !straight[link]) {
                    double lost = lost(way, signals, yields(conflicts, w, ways.length));
                    delay[link] = on == straight[link] ? Math.min(delay[link], lost) : lost;
                    straight[link] = on;
                }
            }
        }
        float[] seconds = new float[delay.length];
        for (int link = 0; link < delay.length; link++) {
            double lost = Double.isInfinite(delay[link]) ? 0 : delay[link];
            seconds[link] = (float) (network.link(link).freeFlowSeconds() + lost);
        }
        return seconds;
    }

    private static boolean goesOn(Turn turn) {
        return turn == Turn.STRAIGHT || turn == Turn.SLIGHT_LEFT || turn == Turn.SLIGHT_RIGHT;
    }

    private static double lost(Movement way, List<SignalController> signals, boolean yields) {
        if (way.signalled()) {
            return wait(signals.get(way.signal()), way.group());
        }
        if (way.stops()) {
            return STOP_SECONDS;
        }
        return yields ? YIELD_SECONDS : 0;
    }

    private static boolean yields(Conflicts conflicts, int way, int ways) {
        for (int other = 0; other < ways; other++) {
            if (conflicts.yields(way, other)) {
                return true;
            }
        }
        return false;
    }

    private static double wait(SignalController signal, int group) {
        double closed = 0;
        for (SignalPhase phase : signal.plan().phases()) {
            closed += phase.aspects().get(group).open() ? 0 : phase.durationSeconds();
        }
        return closed * closed / (2 * signal.plan().cycleSeconds());
    }
}
