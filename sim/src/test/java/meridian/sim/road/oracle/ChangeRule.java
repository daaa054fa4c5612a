package meridian.sim.road.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Moving to a neighbouring lane when it must be or pays. */
final class ChangeRule {
    private final Scene scene;
    private final Constants constants;
    private final RoomRule room;
    private final LaneRule lanes;
    private final int thinkEvery;
    private final float forget;
    /** Who has had a turn on the link in hand. */
    private final Set<Vehicle> done = new HashSet<>();

    private boolean thinking;

    ChangeRule(Scene scene, RoomRule room, LaneRule lanes) {
        this.scene = scene;
        this.room = room;
        this.lanes = lanes;
        constants = scene.constants;
        thinkEvery = Math.max(1, (int) Math.round(constants.thinkSeconds / scene.step));
        forget = (float) Math.pow(0.5, scene.step * thinkEvery);
    }

    /** All drivers on a link have their turn, from the front to the back; at the same place from the kerb. */
    void sweep(Link link) {
        thinking = (link.number + scene.stepNumber) % thinkEvery == 0;
        done.clear();
        List<Vehicle> turns = new ArrayList<>();
        link.lanes.forEach(lane -> turns.addAll(lane.vehicles));
        turns.sort(Comparator.comparingDouble(v -> -v.position));
        for (Vehicle v : turns) {
            if (!done.contains(v)) {
                consider(v);
                done.add(v);
            }
        }
    }

    private static Lane lane(Vehicle v) {
        return (Lane) v.on;
    }

    /** The lane so many to the left, where there is one. */
    private static @Nullable Lane beside(Lane lane, int offset) {
        int place = lane.place + offset;
        return place >= 0 && place < lane.link.lanes.size() ? lane.link.lanes.get(place) : null;
    }

    /** The nearest in front on a lane: the last there who has had a turn. */
    private @Nullable Vehicle front(Lane lane) {
        Vehicle front = null;
        for (Vehicle u : lane.vehicles) {
            front = done.contains(u) ? u : front;
        }
        return front;
    }

    private void consider(Vehicle v) {
        if (v.lineClaim != null || v.halting()) {
            return;
        }
        if (v.laneOffset != 0 && isUrgent(v)) {
            Lane target = beside(lane(v), Integer.signum(v.laneOffset));
            if (target != null && !change(v, target, true) && !exchange(v, target)) {
                askForRoom(v, target);
            }
        } else if (thinking) {
            overtake(v);
        }
    }

    private boolean isUrgent(Vehicle v) {
        double left = v.reach - v.position - queue(v);
        double speed = Math.max(constants.planningMps, v.speed);
        double seconds = v.laneOffset > 0 ? constants.changeLeftSeconds : constants.changeRightSeconds;
        double needed = speed * seconds + 2 * v.space();
        return left < Math.abs(v.laneOffset) * needed;
    }

    /** Road that others take on the better lane and beyond. */
    private static double queue(Vehicle v) {
        Lane better = lane(v).link.lanes.get(lane(v).place + v.laneOffset);
        return better.taken() + v.jamBeyond;
    }

    private void overtake(Vehicle v) {
        double wanted = v.wanted(v.on.limit);
        double own = prospect(v, lane(v), wanted);
        if (own >= constants.contentShare * wanted) {
            v.wish = v.wish * forget;
            return;
        }
        double left = prospectBeside(v, 1, v.reachLeft);
        double right = prospectBeside(v, -1, v.reachRight);
        boolean toLeft = left >= right;
        double best = Math.max(left, right);
        double gain = best <= own ? 0 : (best - own) / Math.max(wanted, 0.1);
        if (gain < constants.leastGain) {
            v.wish = v.wish * forget;
            return;
        }
        boolean turned = toLeft != v.wish >= 0;
        v.wish = (turned ? 0 : v.wish) + (float) (toLeft ? gain : -gain) * thinkEvery * (float) scene.step;
        boolean rested = (scene.stepNumber - v.lastChange) * scene.step > (float) constants.restSeconds;
        Lane target = beside(lane(v), toLeft ? 1 : -1);
        if (target != null && Math.abs(v.wish) > (float) constants.enoughWish && rested) {
            change(v, target, false);
        }
    }

    private double prospectBeside(Vehicle v, int side, float reach) {
        Lane lane = beside(lane(v), side);
        return lane != null && isWorth(v, reach) && lane.open(v.type) ? prospect(v, lane, v.wanted(lane.limit)) : -1;
    }

    private boolean isWorth(Vehicle v, float reach) {
        if (reach < 0 || reach >= v.reach - 1) {
            return reach >= 0;
        }
        double left = reach - v.position - queue(v);
        return left > constants.worthSeconds * 2 * Math.max(constants.planningMps, v.speed);
    }

    /** Speed that a lane promises: what its next leader allows. */
    private double prospect(Vehicle v, Lane lane, double wanted) {
        Vehicle front = front(lane);
        Vehicle leader = front == null ? lane.tail() : front;
        if (leader == null) {
            return wanted;
        }
        double rear = front == null ? lane.tailRear(leader) : leader.rear();
        double gap = rear - v.position - v.gap();
        return Math.clamp(v.followSpeed(leader, gap, scene.step), 0, wanted);
    }

    private boolean change(Vehicle v, Lane target, boolean must) {
        Vehicle front = front(target);
        if (!target.open(v.type) || !fits(v, target, front, must)) {
            return false;
        }
        v.on.vehicles.remove(v);
        target.insertBehind(v, front);
        lanes.orient(v);
        v.lastChange = (int) scene.stepNumber;
        v.wish = 0;
        return true;
    }

    /** Whether a vehicle can come onto a lane where it is now, behind {@code front}. */
    boolean fits(Vehicle v, Lane target, @Nullable Vehicle front, boolean must) {
        if (target.length - v.position < v.brakeGap(scene.step)) {
            return false;
        }
        if (v.position < v.length() && target.length > v.space()) {
            return false;
        }
        Vehicle leader = front == null ? target.tail() : front;
        if (leader != null) {
            double rear = front == null ? target.tailRear(leader) : leader.rear();
            double gap = rear - v.position - v.gap();
            if (gap < 0 || v.followSpeed(leader, gap, scene.step) < v.speed - v.decel() * scene.step) {
                return false;
            }
        }
        Vehicle follower = target.behind(front);
        if (follower == null) {
            return upstreamBears(v, target, v.rear(), must) && room.toChangeInto(v, target, null);
        }
        double gap = v.rear() - follower.position - follower.gap();
        return gap >= 0 && isBearable(follower, v, gap, must) && room.toChangeInto(v, target, follower);
    }

    /** Whether those who are committed to come onto a lane can live with a new leader whose rear is at this place. */
    boolean upstreamBears(Vehicle v, Lane lane, double rear, boolean must) {
        for (Movement m : lane.in) {
            for (Claim c : m.claims) {
                if (c.vehicle != v && c.front() < m.length) {
                    double gap = rear + m.length - c.front() - c.vehicle.gap();
                    if (gap < 0 || !isBearable(c.vehicle, v, gap, must)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private boolean isBearable(Vehicle follower, Vehicle v, double gap, boolean must) {
        double hardest = follower.decel() * (must ? 1 : constants.politeShare) * scene.step;
        return follower.followSpeed(v, gap, scene.step) >= follower.speed - hardest;
    }

    /** Two who stand side by side and each need the other's lane exchange places. */
    private boolean exchange(Vehicle v, Lane target) {
        if (v.standing < (float) constants.exchangeSeconds) {
            return false;
        }
        Vehicle front = front(target);
        Vehicle u = front != null && isBeside(v, front) ? front : target.behind(front);
        if (u == null
                || !isBeside(v, u)
                || u.standing < (float) constants.exchangeSeconds
                || !likesToGo(u, lane(v).place - target.place)
                || u.lineClaim != null
                || u.halting()
                || !lane(v).open(u.type)
                || !target.open(v.type)
                || u.position < v.length()
                || v.position < u.length()
                || !hasRoomBehind(u, v.length())
                || !hasRoomBehind(v, u.length())) {
            return false;
        }
        Lane own = lane(v);
        Vehicle beforeU = target.ahead(u);
        Vehicle beforeV = own.ahead(v);
        target.vehicles.remove(u);
        own.vehicles.remove(v);
        double position = v.position;
        double forward = u.position - position;
        v.position += forward;
        v.odometer += forward;
        u.position = position;
        u.odometer -= forward;
        target.insertBehind(v, beforeU);
        own.insertBehind(u, beforeV);
        lanes.orient(v);
        lanes.orient(u);
        done.add(u);
        return true;
    }

    private static boolean isBeside(Vehicle v, Vehicle u) {
        return Math.abs(v.position - u.position) < v.length();
    }

    /** Whether a driver needs the lane on that side, or gets as far on it as on the own one. */
    private static boolean likesToGo(Vehicle u, int direction) {
        float reach = direction > 0 ? u.reachLeft : u.reachRight;
        int wanted = Integer.signum(u.laneOffset);
        return wanted == direction || wanted == 0 && reach >= u.reach - 1;
    }

    /** Whether a vehicle of this length fits where this one stands. */
    private boolean hasRoomBehind(Vehicle v, double length) {
        if (length <= v.length()) {
            return true;
        }
        Vehicle behind = v.on.behind(v);
        double rear = v.position - length;
        if (behind == null) {
            return rear >= 0;
        }
        double stopping = behind.brakeGap(scene.step) + behind.speed * behind.headway();
        return rear - behind.position > constants.closeMeters + stopping;
    }

    /** Who comes behind on the target lane keeps behind the own rear, and the own driver falls behind who is beside. */
    private void askForRoom(Vehicle v, Lane target) {
        Vehicle beside = front(target);
        double rear = v.rear();
        Vehicle follower = target.behind(beside);
        while (follower != null && follower.position + follower.gap() > rear) {
            beside = follower;
            follower = target.behind(follower);
        }
        if (follower != null && follower.lineClaim == null && follower.standing < (float) constants.letsInSeconds) {
            double gap = rear - follower.position - follower.gap();
            follower.asked = Math.min(follower.asked, follower.followSpeed(v, gap, scene.step));
        }
        if (beside != null && v.speed > 1 && !overtakes(v, beside)) {
            double gap = beside.rear() - v.gap() - v.position;
            boolean firstOfTwo = beside.laneOffset * v.laneOffset < 0 && beside.position < v.position;
            if (gap < 0 && !firstOfTwo) {
                double slower = Math.max(1, beside.speed - 0.5 * v.decel() * scene.step);
                v.asked = Math.min(v.asked, slower);
            }
        }
    }

    /** Whether a driver who must change will come past somebody beside in time and change in front. */
    private boolean overtakes(Vehicle v, Vehicle beside) {
        double faster = v.speed - beside.speed;
        double left = v.reach - v.position;
        double seconds = left / (constants.hurry * Math.abs(v.laneOffset) * v.speed);
        double way = beside.position - v.rear() + beside.gap() + beside.speed * beside.headway();
        return faster * seconds > way;
    }
}
