package meridian.act.effect;

import java.util.ArrayList;
import java.util.List;
import meridian.act.CityAreas;
import meridian.decide.Decider;
import meridian.decide.Proposal;
import meridian.decide.Snapshot;

/**
 * One decider where an area is on, the other where it is off. Neither is asked while it has no area.
 *
 * @param startSeconds of the plant's clock, when the experiment begins
 */
record Switched(SwitchbackDesign design, CityAreas areas, double startSeconds, Decider on, Decider off)
        implements Decider {
    @Override
    public List<Proposal> decide(Snapshot now) {
        int second = (int) Math.round(now.seconds() - startSeconds);
        List<Proposal> proposals = new ArrayList<>();
        add(proposals, now, second, on, true);
        add(proposals, now, second, off, false);
        return proposals;
    }

    private void add(List<Proposal> proposals, Snapshot now, int second, Decider decider, boolean whereOn) {
        boolean anywhere = false;
        for (int area = 0; area < areas.count(); area++) {
            anywhere |= design.on(area, second) == whereOn;
        }
        if (anywhere) {
            decider.decide(now).stream()
                    .filter(p -> design.on(areas.ofJunction(p.junction()), second) == whereOn)
                    .forEach(proposals::add);
        }
    }
}
