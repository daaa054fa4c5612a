package meridian.app.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import meridian.model.BadInput;
import meridian.model.place.Detector;
import meridian.sim.road.LoopCounts;
import meridian.sim.road.RoadEngine;

/** What each induction loop counted in each of its periods. One thread. */
final class LoopLog {
    private static final double TINY = 1e-6;
    private static final int MOST_ROWS = 20_000_000;

    /**
     * One loop in one period.
     *
     * @param loop index among the loops that are watched
     * @param count vehicles whose front passed it
     * @param speedSumMps their speeds then, added up
     * @param occupiedSeconds time that somebody was over it
     */
    record Row(LinkSlices.Span span, int loop, long count, double speedSumMps, double occupiedSeconds) {}

    private final List<Detector> loops;
    private final double[] periodSeconds;
    private final LoopCounts counts;
    private final double startSeconds;
    private final List<Row> rows = new ArrayList<>();
    /** Periods that have ended, and what had been counted then. */
    private final long[] ended;

    private final double[] begin;
    private final long[] count;
    private final double[] speeds;
    private final double[] occupied;

    /** @param usualSeconds period of a loop that states none */
    LoopLog(List<Detector> loops, double usualSeconds, RoadEngine engine) {
        this.loops = loops;
        counts = engine.countAt(loops);
        startSeconds = engine.timeSeconds();
        int n = loops.size();
        periodSeconds = loops.stream()
                .mapToDouble(loop -> loop.periodSeconds().orElse(usualSeconds))
                .toArray();
        ended = new long[n];
        begin = new double[n];
        Arrays.fill(begin, startSeconds);
        count = new long[n];
        speeds = new double[n];
        occupied = new double[n];
    }

    /** After each step. */
    void look(double now) {
        for (int d = 0; d < begin.length; d++) {
            if (now >= startSeconds + (ended[d] + 1) * periodSeconds[d] - TINY) {
                close(d, now);
                // A period shorter than a step lasts a step.
                ended[d] = Math.max(ended[d] + 1, (long) Math.floor((now - startSeconds) / periodSeconds[d] + TINY));
            }
        }
    }

    /** At the end: the last period is as long as it is. */
    void end(double now) {
        for (int d = 0; d < begin.length; d++) {
            if (now > begin[d] + TINY) {
                close(d, now);
            }
        }
    }

    private void close(int d, double now) {
        demandRoom();
        rows.add(new Row(
                new LinkSlices.Span(begin[d], now),
                d,
                counts.count(d) - count[d],
                counts.speedSumMps(d) - speeds[d],
                counts.occupiedSeconds(d) - occupied[d]));
        begin[d] = now;
        count[d] = counts.count(d);
        speeds[d] = counts.speedSumMps(d);
        occupied[d] = counts.occupiedSeconds(d);
    }

    private void demandRoom() {
        if (rows.size() >= MOST_ROWS) {
            throw new BadInput(
                    "detectors",
                    loops.size() + " of them have had more than " + MOST_ROWS + " periods together",
                    "at most so many",
                    "Give them longer periods, or simulate a shorter time");
        }
    }

    List<Detector> loops() {
        return loops;
    }

    /** In the order in which the periods ended, those of the same moment in the order of the loops. */
    List<Row> rows() {
        return rows;
    }
}
