package meridian.app.run;

import java.util.ArrayList;
import java.util.List;

/** What was going on at the end of each simulated minute. One thread. */
final class Timeline {
    /**
     * @param seconds second of the simulated day
     * @param vehicles on the road
     * @param waiting outside for room
     * @param departed trips let in since the start
     * @param arrived trips that have arrived since the start
     */
    record Moment(double seconds, int vehicles, int waiting, long departed, long arrived) {}

    private final List<Moment> moments = new ArrayList<>();

    /** A second time at the same second counts for nothing. */
    void add(Moment moment) {
        if (moments.isEmpty() || moment.seconds() > moments.getLast().seconds()) {
            moments.add(moment);
        }
    }

    List<Moment> moments() {
        return List.copyOf(moments);
    }
}
