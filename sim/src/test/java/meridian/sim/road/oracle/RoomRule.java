package meridian.sim.road.oracle;

import meridian.sim.road.oracle.Movement.Pair;
import org.jspecify.annotations.Nullable;

/** Whether a driver who goes through a node will find room behind it. */
final class RoomRule {
    private final Scene scene;
    private final Constants constants;
    private final LaneRule lanes;
    /** Whether nodes are kept clear at all. */
    private final boolean keepsClear;

    RoomRule(Scene scene, LaneRule lanes, boolean keepsClear) {
        this.keepsClear = keepsClear;
        this.scene = scene;
        this.lanes = lanes;
        constants = scene.constants;
    }

    /**
     * What is left of a lane.
     *
     * @param meters free once all on it have closed up; negative where a tail hangs out of it
     * @param standing whether somebody stands on it
     * @param hesitates whether somebody on it is not committed to go on
     */
    private record Left(double meters, boolean standing, boolean hesitates) {}

    private Left left(Lane lane) {
        double taken = 0;
        boolean hesitates = false;
        for (Vehicle u : lane.vehicles.reversed()) {
            if (scene.stands(u)) {
                return new Left(u.rear() - taken, true, hesitates);
            }
            hesitates |= !u.committed;
            if (!u.committed || lane.length < constants.shortMeters) {
                taken += u.space();
            }
        }
        Vehicle tail = lane.tail();
        if (tail != null && scene.stands(tail)) {
            return new Left(lane.tailRear(tail) - taken, true, hesitates);
        }
        return new Left(lane.length - taken, false, hesitates);
    }

    /** @param leg place in its path of the link that the movement leaves */
    boolean behind(Vehicle v, Movement m, int leg) {
        if (!keepsClear) {
            return true;
        }
        Lane lane = m.to;
        double promised = promised(v, lane);
        double needed = v.space() + promised;
        Left left = left(lane);
        double room = left.meters;
        boolean tooShort = promised == 0 && lane.last() == null && room < needed;
        for (int next = leg + 1; room < needed; next++) {
            if (left.standing || left.hesitates && lane.length < constants.shortMeters) {
                return false;
            }
            if (next >= v.path.length - 1) {
                return true;
            }
            Movement on = lanes.movement(lane, v.path, next, v.type);
            if (on == null || !tooShort && !goesOn(on)) {
                return tooShort;
            }
            lane = on.to;
            left = left(lane);
            room += on.length + left.meters;
        }
        return true;
    }

    /** Whether a driver need not stop before a movement of another node. */
    private boolean goesOn(Movement m) {
        if (!scene.lights.open(m) || m.stops) {
            return false;
        }
        for (Pair pair : m.pairs) {
            if (pair.yields() && (!pair.foe().vehicles.isEmpty() || comes(pair.foe()))) {
                return false;
            }
        }
        return true;
    }

    private boolean comes(Movement m) {
        Vehicle u = m.from.first();
        return u != null
                && scene.lights.open(m)
                && u.movement == m
                && m.from.length - u.position < constants.comesMeters;
    }

    /** Whether somebody has waited long at the end of a lane beside this one that does not lead on, and wants to come in. */
    boolean isWaitedFor(Lane lane) {
        return lane.link.lanes.stream()
                .anyMatch(other -> Math.abs(other.place - lane.place) == 1 && waits(other, lane.place - other.place));
    }

    private boolean waits(Lane lane, int direction) {
        Vehicle u = lane.first();
        return u != null
                && u.onWrongLane()
                && u.standing > constants.letInSeconds
                && Integer.signum(u.laneOffset) == direction;
    }

    /** Whether a lane has room for one more, as it is now. */
    boolean isIn(Lane lane, Vehicle v) {
        return left(lane).meters - promised(v, lane) >= v.space();
    }

    /** Room that committed drivers will take on a lane they have not reached, m. */
    private static double promised(Vehicle v, Lane lane) {
        double sum = 0;
        for (Movement m : lane.in) {
            for (Claim c : m.claims) {
                if (c.vehicle != v && c.front() < m.length) {
                    sum += c.vehicle.space();
                }
            }
        }
        return sum;
    }

    /** Whether somebody can change into a lane without taking promised room. */
    boolean toChangeInto(Vehicle v, Lane lane, @Nullable Vehicle follower) {
        double promised = promised(v, lane);
        if (promised == 0) {
            return true;
        }
        if (follower != null) {
            int place = lane.vehicles.indexOf(follower);
            // Room ends behind who stands; what happens in front of that takes none.
            if (lane.vehicles.subList(place, lane.vehicles.size()).stream().anyMatch(scene::stands)) {
                return true;
            }
        }
        return left(lane).meters - promised >= v.space();
    }
}
