package meridian.decide.corridor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import meridian.decide.Snapshot;
import meridian.model.control.ControlLane;
import meridian.model.control.ControlNetwork;

/**
 * Which junctions corridors need now. A junction is asked for when the vehicle will be at its line within the time that its queue needs to
 * go: the change of stages, the start, and 2 s for each vehicle of the longest lane on the way. What is let go there comes to the next junction,
 * which is asked for earlier by a share of that. From then on it is kept until the vehicle has passed.
 *
 * <p>The arrival is reckoned with the speed that the vehicle wants and without any wait, so that it is never too late for one that gets
 * through; one that does not finds its junctions green for longer than they had to be. It sees no more than the snapshot: where loops fail,
 * queues are guesses.
 *
 * <p>Pure; immutable.
 */
public final class CorridorRule {
    private final ControlNetwork network;
    private final CorridorTimes times;

    public CorridorRule(ControlNetwork network, CorridorTimes times) {
        this.network = network;
        this.times = times;
    }

    /**
     * What one corridor needs.
     *
     * @param held junctions that are its own already; they stay so until they are passed
     */
    public List<Need> needs(Corridor corridor, Whereabouts vehicle, Snapshot now, Set<Integer> held) {
        List<Need> needs = new ArrayList<>();
        double queued = 0;
        int ahead = 0;
        for (Passage passage : corridor.passages()) {
            if (passage.at() < vehicle.at()) {
                continue;
            }
            if (++ahead > times.junctionsAhead()) {
                break;
            }
            double arrival = arrivalSeconds(corridor, vehicle, passage.at(), now.seconds());
            double carried = times.carriedShare() * queued;
            queued = Math.min(times.mostLeadSeconds(), queueSeconds(vehicle, passage, now) + carried);
            double clear = Math.max(times.leastLeadSeconds(), passage.changeSeconds() + queued);
            double lead = Math.min(times.mostLeadSeconds(), clear);
            boolean own = held.contains(passage.junction());
            if (own || arrival <= lead && meters(corridor, vehicle, passage.at()) <= times.nearMeters()) {
                needs.add(need(corridor, passage, arrival, lead, own));
            }
        }
        return needs;
    }

    private static Need need(Corridor corridor, Passage passage, double arrival, double lead, boolean own) {
        EmergencyRequest request = corridor.request();
        return new Need(request.id(), request.urgency(), passage.junction(), passage.stage(), arrival, lead, own);
    }

    /** One need for each junction: the one that goes first. A corridor that passes a junction twice needs the nearer passage first. */
    public static List<Need> decide(Collection<Need> needs) {
        Map<Integer, Need> first = new TreeMap<>();
        for (Need need : needs) {
            first.merge(need.junction(), need, (a, b) -> Need.FIRST.compare(a, b) <= 0 ? a : b);
        }
        return List.copyOf(first.values());
    }

    /** Until the vehicle is at the end of a link if nothing holds it up, s, from now on and not from its last report. */
    static double arrivalSeconds(Corridor corridor, Whereabouts vehicle, int at, double nowSeconds) {
        double seconds = 0;
        for (int i = vehicle.at(); i <= at; i++) {
            WayLink link = corridor.way().get(i);
            double meters = i == vehicle.at() ? vehicle.toEndMeters() : link.lengthMeters();
            seconds += meters / corridor.request().vehicle().wantedMps(link.limitMps());
        }
        return Math.max(0, seconds - (nowSeconds - vehicle.seconds()));
    }

    private static double meters(Corridor corridor, Whereabouts vehicle, int at) {
        double meters = vehicle.toEndMeters();
        for (int i = vehicle.at() + 1; i <= at; i++) {
            meters += corridor.way().get(i).lengthMeters();
        }
        return meters;
    }

    /** What the queue before the vehicle needs to cross a junction's line, s. */
    private double queueSeconds(Whereabouts vehicle, Passage passage, Snapshot now) {
        double longest = 0;
        for (int lane : passage.lanes()) {
            longest = Math.max(longest, before(vehicle, passage, lane, now));
        }
        return longest == 0 ? 0 : times.startSeconds() + times.secondsPerVehicle() * longest;
    }

    /** Vehicles on a lane that are before this one; on its own link as many as its share of the way holds. */
    private double before(Whereabouts vehicle, Passage passage, int lane, Snapshot now) {
        if (passage.at() > vehicle.at()) {
            return now.vehicles(lane);
        }
        ControlLane road = network.lanes().get(lane);
        double share = Math.min(1, vehicle.toEndMeters() / road.lengthMeters());
        return share * now.vehicles(lane);
    }
}
