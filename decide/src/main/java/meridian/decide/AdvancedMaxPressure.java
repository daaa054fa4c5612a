package meridian.decide;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the green as long as at least as many vehicles come towards it as the highest pressure counts; else turns to that.
 *
 * <p>Source: L. Zhang, Q. Wu, J. Shen, L. Lü, B. Du, J. Wu, "Expression might be enough: representing pressure and demand for
 * reinforcement learning based traffic signal control", ICML 2022, "Advanced-MP", with weight 1. Pressure is that of {@link
 * Pressures#mean}; who comes is who drives and can be at the line within the time to the next decision at the speed limit.
 *
 * <p>It must see vehicles on their way: with lanes alone the running ones are taken as evenly spread. It knows no longest red; a
 * side street waits as long as the kernel lets it.
 */
final class AdvancedMaxPressure implements Decider {
    private final StageMap map;
    private final HighestScore pressure;

    AdvancedMaxPressure(StageMap map) {
        this.map = map;
        pressure = new HighestScore(map, Pressures::mean, "has the highest pressure");
    }

    @Override
    public List<Proposal> decide(Snapshot now) {
        List<Proposal> proposals = new ArrayList<>();
        for (Proposal highest : pressure.decide(now)) {
            int j = highest.junction();
            int shown = now.stage(j);
            double coming = shown == Snapshot.NO_STAGE ? -1 : coming(now, j, shown);
            double against = highest.reason().value();
            proposals.add(
                    coming >= against
                            ? new Proposal(
                                    j,
                                    shown,
                                    new Proposal.Reason(
                                            "is green and more come than press elsewhere", coming, against, "vehicles"))
                            : highest);
        }
        return proposals;
    }

    private double coming(Snapshot now, int junction, int stage) {
        double sum = 0;
        for (StageMap.Served served : map.served(junction, stage)) {
            sum += served.share() * now.coming(served.lane());
        }
        return sum;
    }
}
