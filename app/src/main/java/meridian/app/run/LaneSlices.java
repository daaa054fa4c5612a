package meridian.app.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadView;

/**
 * What happened on each lane in each slice of time, vehicles inside nodes left out: summed up after every step, which costs
 * a look at every vehicle, so only where it is asked for. One thread.
 */
final class LaneSlices {
    /**
     * One lane in one slice.
     *
     * @param lane counted over all links, those of a link from the kerb on
     * @param seconds vehicle seconds, of those that stood at the end of a step {@code standingSeconds}
     * @param meters vehicle metres
     */
    record Row(
            LinkSlices.Span span, int lane, double seconds, double meters, double standingSeconds, int longestQueue) {}

    private final List<Row> rows = new ArrayList<>();
    private final RoadView.LaneSums sums;
    private double before;

    LaneSlices(RoadEngine engine) {
        sums = new RoadView.LaneSums(engine.road().laneCount());
        before = engine.timeSeconds();
    }

    void look(RoadEngine engine) {
        double now = engine.timeSeconds();
        RoadView.addLaneSums(engine, now - before, sums);
        before = now;
    }

    void close(LinkSlices.Span span) {
        for (int lane = 0; lane < sums.seconds.length; lane++) {
            if (sums.seconds[lane] > 0) {
                rows.add(new Row(
                        span, lane, sums.seconds[lane], sums.meters[lane], sums.standing[lane], sums.longest[lane]));
            }
        }
        Arrays.fill(sums.seconds, 0);
        Arrays.fill(sums.meters, 0);
        Arrays.fill(sums.standing, 0);
        Arrays.fill(sums.longest, 0);
    }

    List<Row> rows() {
        return rows;
    }
}
