package meridian.app.compare;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import meridian.model.BadInput;
import meridian.model.network.Network;
import meridian.sim.road.TravelTimes;

/**
 * Travel times of an earlier run, as drivers know them who drive there every day: the means of its slices of time. Where and
 * when nobody drove, a link takes as long as alone. Immutable.
 */
public final class EarlierTimes implements TravelTimes {
    /** Who stood through a whole slice tells no travel time: nothing is said to take longer than this, s. */
    private static final double MOST_SECONDS = 7200;

    private final Network network;
    /** Times by link, by the second at which a slice begins; negative where nobody drove. */
    private final TreeMap<Double, float[]> slices = new TreeMap<>();

    private double endSeconds;

    private EarlierTimes(Network network) {
        this.network = network;
    }

    /**
     * @param run folder with results of one seed
     * @throws BadInput where it has none, or those of another network
     */
    public static EarlierTimes of(Path run, Network network) {
        EarlierTimes times = new EarlierTimes(network);
        List<LinkFlow> flows = RunSet.slices(run);
        for (LinkFlow flow : flows) {
            int link = network.findLink(flow.link())
                    .orElseThrow(() -> new BadInput(
                            run.resolve("link_slices.parquet").toString(),
                            "it tells of link " + flow.link() + ", which is not here",
                            "results of this network",
                            "Name a run of the same city"));
            times.add(link, flow);
        }
        return times;
    }

    private void add(int link, LinkFlow flow) {
        float[] slice = slices.computeIfAbsent(flow.beginSeconds(), _ -> {
            float[] none = new float[network.links().size()];
            Arrays.fill(none, -1);
            return none;
        });
        endSeconds = Math.max(endSeconds, flow.endSeconds());
        if (flow.vehicleMeters() > 0) {
            double pace = flow.vehicleSeconds() / flow.vehicleMeters();
            slice[link] = (float) Math.min(MOST_SECONDS, network.link(link).lengthMeters() * pace);
        }
    }

    @Override
    public double seconds(int link, double atSeconds) {
        var slice = slices.floorEntry(atSeconds);
        float known = slice == null || atSeconds >= endSeconds ? -1 : slice.getValue()[link];
        return known < 0 ? network.link(link).freeFlowSeconds() : known;
    }
}
