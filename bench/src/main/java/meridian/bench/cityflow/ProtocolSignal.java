package meridian.bench.cityflow;

import java.util.Arrays;
import java.util.stream.IntStream;
import meridian.model.City;
import meridian.model.network.Movement;
import meridian.model.signal.SignalPhase;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadView;

/**
 * One junction under the published protocol: a rule chooses every 15 s among four phases; between two different ones nothing
 * but right turns may go for 5 s. One thread, with the engine's.
 *
 * <p>The roadnets hold the phases in this order: the pause at index 0, then straight on from west and east, from north and
 * south, left from west and east, from north and south.
 *
 * <p>A phase that has just been chosen has been shown for 10 s at the next decision, less than a fixed time of 15 s: so under
 * that rule each phase but the first stays for 25 s, after a pause of 5 s. This is how the published figure came about.
 */
final class ProtocolSignal {
    /** Seconds between decisions; a fixed-time phase is left at the first decision that comes this long after it began. */
    static final int DECIDE_EVERY_SECONDS = 15;

    private static final int PAUSE_SECONDS = 5;
    private static final int PAUSE = 0;
    private static final int PHASES = 4;

    private final int controller;
    /** For each phase the entering lanes of its movements, and for each of these the lanes of the road it leads to. */
    private final int[][] entering = new int[PHASES][];

    private final int[][][] leaving = new int[PHASES][][];

    /** Phase that is shown or will be after the pause, from 0 on without the pause. */
    private int chosen;

    private int secondsShown;
    private int pauseLeft;

    ProtocolSignal(City city, RoadView view, int controller) {
        this.controller = controller;
        var phases = city.signals().get(controller).plan().phases();
        if (phases.size() <= PHASES) {
            throw new IllegalArgumentException(
                    "signal " + city.signals().get(controller).id() + " has " + phases.size()
                            + " phases; the protocol needs a pause and " + PHASES + " more");
        }
        for (int p = 0; p < PHASES; p++) {
            SignalPhase phase = phases.get(p + 1);
            Movement[] served = city.network().movements().stream()
                    .filter(m -> m.signal() == controller)
                    .filter(m -> phase.aspects().get(m.group()).green()
                            && !phases.get(PAUSE).aspects().get(m.group()).green())
                    .toArray(Movement[]::new);
            int[] groups =
                    Arrays.stream(served).mapToInt(Movement::group).distinct().toArray();
            entering[p] = new int[groups.length];
            leaving[p] = new int[groups.length][];
            for (int g = 0; g < groups.length; g++) {
                int group = groups[g];
                Movement any = Arrays.stream(served)
                        .filter(m -> m.group() == group)
                        .findFirst()
                        .orElseThrow();
                entering[p][g] = view.firstLane(any.fromLink()) + any.fromLane();
                int first = view.firstLane(any.toLink());
                int lanes = city.network().link(any.toLink()).lanes().size();
                leaving[p][g] = IntStream.range(first, first + lanes).toArray();
            }
        }
    }

    /** Shows the first phase. */
    void begin(RoadEngine engine) {
        engine.holdPhase(controller, PAUSE + 1);
    }

    /** Chooses the next phase by what stands on each lane. */
    void decide(RoadEngine engine, SignalRule rule, int[] standing) {
        int next =
                switch (rule) {
                    case FIXED_TIME -> secondsShown >= DECIDE_EVERY_SECONDS ? (chosen + 1) % PHASES : chosen;
                    case MAX_PRESSURE -> highestPressure(standing);
                };
        if (next != chosen) {
            chosen = next;
            pauseLeft = PAUSE_SECONDS;
            engine.holdPhase(controller, PAUSE);
        }
    }

    /** A second has passed. */
    void pass(RoadEngine engine) {
        if (pauseLeft == 0) {
            secondsShown++;
        } else if (--pauseLeft == 0) {
            secondsShown = 0;
            engine.holdPhase(controller, chosen + 1);
        }
    }

    private int highestPressure(int[] standing) {
        int best = 0;
        for (int p = 1; p < PHASES; p++) {
            if (pressure(p, standing) > pressure(best, standing)) {
                best = p;
            }
        }
        return best;
    }

    private int pressure(int phase, int[] standing) {
        int sum = 0;
        for (int g = 0; g < entering[phase].length; g++) {
            sum += standing[entering[phase][g]];
            for (int lane : leaving[phase][g]) {
                sum -= standing[lane];
            }
        }
        return sum;
    }
}
