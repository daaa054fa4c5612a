package meridian.bench.sumo;

import java.util.List;
import java.util.Map;
import meridian.formats.sumo.SumoEdge;
import meridian.model.network.Network;
import meridian.sim.road.LinkRecords;

/**
 * One hour of every link: who left it at its end (or arrived on it), and how fast it was. The way through the junction at
 * its end belongs to a link, because Meridian counts it so. Arrays are indexed by link.
 */
final class LinkHour {
    /** Vehicles that left it or arrived on it. */
    final double[] flow;
    /** Vehicle seconds and vehicle metres. */
    final double[] seconds;

    final double[] meters;

    private LinkHour(int links) {
        flow = new double[links];
        seconds = new double[links];
        meters = new double[links];
    }

    /** From the start of a run until now. */
    static LinkHour of(LinkRecords records, int links) {
        LinkHour hour = new LinkHour(links);
        for (int l = 0; l < links; l++) {
            hour.flow[l] = records.left(l);
            hour.seconds[l] = records.vehicleSeconds(l);
            hour.meters[l] = records.vehicleMeters(l);
        }
        return hour;
    }

    /**
     * @param edges of one interval
     * @param insideJunctions the road edge before each edge inside a junction
     */
    static LinkHour of(List<SumoEdge> edges, Map<String, String> insideJunctions, Map<String, Integer> linkOf) {
        LinkHour hour = new LinkHour(linkOf.size());
        for (SumoEdge edge : edges) {
            String road = edge.insideJunction() ? insideJunctions.getOrDefault(edge.id(), "") : edge.id();
            Integer link = linkOf.get(road);
            if (link != null) {
                hour.seconds[link] += edge.sampledSeconds();
                hour.meters[link] += edge.meters();
                hour.flow[link] += edge.insideJunction() ? 0 : edge.left();
            }
        }
        return hour;
    }

    /** The mean over several runs. */
    static LinkHour mean(List<LinkHour> hours) {
        LinkHour mean = new LinkHour(hours.getFirst().flow.length);
        for (LinkHour hour : hours) {
            for (int l = 0; l < mean.flow.length; l++) {
                mean.flow[l] += hour.flow[l] / hours.size();
                mean.seconds[l] += hour.seconds[l] / hours.size();
                mean.meters[l] += hour.meters[l] / hours.size();
            }
        }
        return mean;
    }

    /** Each link's index by its name. */
    static Map<String, Integer> index(Network network) {
        Map<String, Integer> index = new java.util.HashMap<>();
        for (int l = 0; l < network.links().size(); l++) {
            index.put(network.link(l).id(), l);
        }
        return index;
    }
}
