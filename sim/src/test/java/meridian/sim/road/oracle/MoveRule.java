package meridian.sim.road.oracle;

import java.util.ArrayList;
import java.util.List;
import meridian.model.demand.StopVisit;

/** Moves vehicles by the speeds their drivers have chosen, over lines and to halts. */
final class MoveRule {
    private final Scene scene;
    private final Constants constants;
    private final LaneRule lanes;
    /** Who has come to the end of its trip in this step. */
    final List<Vehicle> arriving = new ArrayList<>();
    /** Who has begun a halt in a bay. */
    final List<Vehicle> parking = new ArrayList<>();

    MoveRule(Scene scene, LaneRule lanes) {
        this.scene = scene;
        this.lanes = lanes;
        constants = scene.constants;
    }

    /** @param after second at which the step ends */
    void move(Vehicle v, double after) {
        v.asked = Double.MAX_VALUE;
        v.speed = v.chosen;
        v.position += v.speed * scene.step;
        v.odometer += v.speed * scene.step;
        if (v.on instanceof Lane) {
            v.committed = v.committedToGo();
            if (v.movement == null) {
                noteArrival(v);
            }
        }
        if (!v.halting()) {
            measure(v);
        }
        halt(v, after);
    }

    private void measure(Vehicle v) {
        double wanted = v.wanted(v.on.limit);
        v.lost += (float) (v.speed < wanted ? scene.step * (1 - v.speed / wanted) : 0);
        if (!scene.stands(v)) {
            v.standing = 0;
            return;
        }
        v.halts += v.standing == 0 ? 1 : 0;
        v.standing += (float) scene.step;
        v.waited += (float) scene.step;
    }

    private void noteArrival(Vehicle v) {
        double end = v.on.length - constants.arrivedMeters;
        double stated = v.trip.arrivalMeters();
        if (v.onLastLeg() && v.position >= (stated < 0 ? end : Math.min(stated, end))) {
            arriving.add(v);
        }
    }

    /** Begins and ends planned halts. */
    private void halt(Vehicle v, double time) {
        StopVisit stop = v.stop();
        if (stop == null || !(v.on instanceof Lane lane) || stop.link() != lane.link.number) {
            return;
        }
        if (v.halting()) {
            if (time >= v.haltUntil) {
                lanes.endHalt(v);
            }
            return;
        }
        double way = stop.endMeters() - v.position;
        if (way < constants.atStopMeters && scene.stands(v) && stop.lane() == lane.place) {
            v.haltUntil = Math.max(time + stop.dwellSeconds(), stop.untilSeconds());
            v.standing = 0;
            if (stop.besideLane()) {
                parking.add(v);
            }
        } else if (way < -constants.atStopMeters) {
            v.pastStop();
            lanes.look(v);
        }
    }

    private static boolean isPast(Vehicle v) {
        return v.position > v.on.length;
    }

    /** Takes who has passed a lane's end into the node. */
    void enterNode(Lane lane, double after) {
        for (Vehicle v : List.copyOf(lane.vehicles)) {
            if (!isPast(v)) {
                return;
            }
            if (!v.leavesHere()) {
                overLine(v, lane, after);
            }
        }
    }

    private void overLine(Vehicle v, Lane lane, double after) {
        Movement m = v.movement;
        if (m == null) {
            throw new IllegalStateException(v.trip.id() + " drove over the end of a lane that does not lead on");
        }
        double beyond = v.position - lane.length;
        lane.leave(v, beyond);
        v.position = beyond;
        v.lineClaim = null;
        lane.link.passed(after - v.linkEntered, constants.newestShare);
        m.insert(v);
    }

    /** Over one end after the other as far as the vehicle has come: onto the next lane, and on where that is short. */
    void ontoLane(Vehicle v, double after) {
        while (isPast(v)) {
            if (v.on instanceof Lane lane) {
                if (v.leavesHere()) {
                    return;
                }
                overLine(v, lane, after);
                continue;
            }
            Movement m = (Movement) v.on;
            double beyond = v.position - m.length;
            m.leave(v, beyond);
            v.position = beyond;
            v.leg++;
            v.linkEntered = after;
            v.committed = false;
            m.to.insert(v);
            v.movement = null;
            v.isNewOnLane = true;
            if (isPast(v)) {
                lanes.look(v);
            }
            noteArrival(v);
        }
    }
}
