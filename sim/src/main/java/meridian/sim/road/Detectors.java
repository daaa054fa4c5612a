package meridian.sim.road;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import meridian.model.network.Turn;
import meridian.model.signal.Actuation;
import meridian.model.signal.Aspect;
import meridian.model.signal.SignalController;
import meridian.model.signal.SignalPhase;
import meridian.model.signal.SignalPlan;

/**
 * Where the detectors of actuated signals lie, and which of them lengthen which phase. Built once, never changed.
 *
 * <p>After SUMO's documentation ("Traffic Lights", "Detectors") and its behaviour: one on each lane that has green in a phase
 * that may vary; as far before the line as its time gap at the speed limit, but no farther than those who stand behind it
 * get away in the least green. A detector lengthens a phase where everybody who leaves its lane has a protected green in it;
 * a permitted one counts where it is never more than that and another movement of the lane is protected, or where the road
 * has no second lane; and where a lane of the same controller follows, its movements must be green, too.
 */
final class Detectors {
    /** Road that a standing vehicle takes, m (SUMO's default). */
    private static final double SPACE_METERS = 7.5;

    /**
     * The first of a queue stands that much nearer to the line than SUMO's, m. The detector moves with the queue: whether
     * the last who gets away in the least green stands on it or just before it decides about the next one.
     */
    private static final double NEARER_METERS = 0.5;

    private final RoadNetwork road;
    /** Lane on which a detector lies, and where, m from the lane's start. */
    final int[] lane;

    final double[] meters;
    /** Phase p of controller c is number {@code phaseBase[c] + p}. */
    final int[] phaseBase;
    /** Detectors that lengthen phase number i: {@code of[start[i]] … of[start[i + 1] − 1]}. */
    final int[] start;

    final int[] of;

    Detectors(RoadNetwork road) {
        this.road = road;
        int controllers = road.controllers.size();
        phaseBase = new int[controllers + 1];
        for (int c = 0; c < controllers; c++) {
            phaseBase[c + 1] =
                    phaseBase[c] + road.controllers.get(c).plan().phases().size();
        }
        start = new int[phaseBase[controllers] + 1];
        List<Site> sites = new ArrayList<>();
        List<Integer> lengthens = new ArrayList<>();
        for (int c = 0; c < controllers; c++) {
            int first = sites.size();
            SignalPlan plan = road.controllers.get(c).plan();
            List<Site> here = plan.actuated() ? sites(c) : List.of();
            sites.addAll(here);
            for (int p = 0; p < plan.phases().size(); p++) {
                for (int i = 0; i < here.size(); i++) {
                    if (plan.phases().get(p).varies() && lengthens(c, p, here, here.get(i))) {
                        lengthens.add(first + i);
                    }
                }
                start[phaseBase[c] + p + 1] = lengthens.size();
            }
        }
        lane = sites.stream().mapToInt(Site::lane).toArray();
        meters = sites.stream().mapToDouble(Site::meters).toArray();
        of = lengthens.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * A detector.
     *
     * @param serves lane at whose end the line is
     * @param lane where it lies: the same one, or one before it where that is short
     */
    private record Site(int serves, int lane, double meters) {}

    private List<Site> sites(int c) {
        List<Site> sites = new ArrayList<>();
        for (int at : lanes(c)) {
            double least = leastGreen(c, at);
            if (least < Double.POSITIVE_INFINITY) {
                sites.add(site(at, least, road.controllers.get(c).plan().actuation()));
            }
        }
        return sites;
    }

    /** Lanes before the controller's lines, in order. */
    private int[] lanes(int c) {
        return road.controllers.get(c).nodes().stream()
                .flatMapToInt(n -> Arrays.stream(road.nodeLane, road.nodeLaneStart[n], road.nodeLaneStart[n + 1]))
                .filter(at -> Arrays.stream(road.laneOut, road.laneOutStart[at], road.laneOutStart[at + 1])
                        .anyMatch(m -> governs(c, m)))
                .distinct()
                .sorted()
                .toArray();
    }

    private boolean governs(int c, int m) {
        return road.network.movement(m).signalled() && road.network.movement(m).signal() == c;
    }

    private Aspect aspect(SignalPhase phase, int m) {
        return phase.aspects().get(road.network.movement(m).group());
    }

    /** Least time of the shortest phase that may vary and shows this lane a green, s; infinite where there is none. */
    private double leastGreen(int c, int at) {
        double least = Double.POSITIVE_INFINITY;
        for (SignalPhase phase : road.controllers.get(c).plan().phases()) {
            if (phase.varies() && phase.leastSeconds() < least && anyGreen(c, phase, at)) {
                least = phase.leastSeconds();
            }
        }
        return least;
    }

    private boolean anyGreen(int c, SignalPhase phase, int at) {
        for (int i = road.laneOutStart[at]; i < road.laneOutStart[at + 1]; i++) {
            if (governs(c, road.laneOut[i]) && aspect(phase, road.laneOut[i]).green()) {
                return true;
            }
        }
        return false;
    }

    private Site site(int at, double leastSeconds, Actuation how) {
        double before = Math.min(
                how.detectorGapSeconds() * road.segLimit[at],
                (leastSeconds / how.passingSeconds() + 0.5) * SPACE_METERS);
        int on = at;
        double place = road.segLength[at] - before + NEARER_METERS;
        // Not back round a ring of short lanes for ever.
        for (int i = 0; place < 0 && i < 100; i++) {
            int only = road.laneInStart[on];
            if (road.laneInStart[on + 1] != only + 1 || road.moveGroup[road.laneIn[only]] >= 0) {
                break;
            }
            on = road.moveFrom[road.laneIn[only]];
            place += road.segLength[on];
        }
        return new Site(at, on, Math.max(0, place));
    }

    private boolean lengthens(int c, int p, List<Site> sites, Site site) {
        int at = site.serves();
        for (int i = road.laneOutStart[at]; i < road.laneOutStart[at + 1]; i++) {
            int m = road.laneOut[i];
            if (governs(c, m) && !goes(c, p, m)
                    || road.network.movement(m).turn() != Turn.U_TURN && stopsNext(c, p, sites, road.moveTo[m])) {
                return false;
            }
        }
        return true;
    }

    /** Whether a lane that follows has a detector of the same controller and somebody on it has no green. */
    private boolean stopsNext(int c, int p, List<Site> sites, int next) {
        if (sites.stream().noneMatch(site -> site.serves() == next)) {
            return false;
        }
        for (int i = road.laneOutStart[next]; i < road.laneOutStart[next + 1]; i++) {
            if (governs(c, road.laneOut[i]) && !goes(c, p, road.laneOut[i])) {
                return true;
            }
        }
        return false;
    }

    /** Whether who takes this movement can be counted on to go in a phase. */
    private boolean goes(int c, int p, int m) {
        SignalController controller = road.controllers.get(c);
        SignalPhase phase = controller.plan().phases().get(p);
        Aspect aspect = aspect(phase, m);
        if (aspect != Aspect.GREEN_PERMITTED) {
            return aspect == Aspect.GREEN_PROTECTED;
        }
        int from = road.moveFrom[m];
        boolean neverProtected =
                controller.plan().phases().stream().noneMatch(other -> aspect(other, m) == Aspect.GREEN_PROTECTED);
        boolean turnsRound = road.network.movement(m).turn() == Turn.U_TURN;
        return road.lanesOf(road.laneLink[from]) == 1 || (neverProtected || turnsRound) && anyProtected(c, phase, from);
    }

    private boolean anyProtected(int c, SignalPhase phase, int at) {
        for (int i = road.laneOutStart[at]; i < road.laneOutStart[at + 1]; i++) {
            if (governs(c, road.laneOut[i]) && aspect(phase, road.laneOut[i]) == Aspect.GREEN_PROTECTED) {
                return true;
            }
        }
        return false;
    }
}
