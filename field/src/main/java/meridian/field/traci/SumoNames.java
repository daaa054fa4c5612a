package meridian.field.traci;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import meridian.model.BadInput;
import meridian.model.control.ControlJunction;
import meridian.model.control.ControlLane;
import meridian.model.control.ControlNetwork;

/** What a SUMO has, by name. */
record SumoNames(Set<String> signals, Set<String> lanes, Set<String> loops) {
    static SumoNames ask(TraciConnection connection) throws IOException {
        SumoNames names = new SumoNames(new HashSet<>(), new HashSet<>(), new HashSet<>());
        TraciBatch batch = new TraciBatch()
                .get(Traci.GET_SIGNAL, Traci.ID_LIST, "")
                .get(Traci.GET_LANE, Traci.ID_LIST, "")
                .get(Traci.GET_LOOP, Traci.ID_LIST, "");
        connection.exchange(batch, (answer, _, _, in) -> names.of(answer).addAll(in.typedStrings()));
        return names;
    }

    private Set<String> of(int answer) throws TraciInput.Nonsense {
        return switch (answer - Traci.ANSWER) {
            case Traci.GET_SIGNAL -> signals;
            case Traci.GET_LANE -> lanes;
            case Traci.GET_LOOP -> loops;
            default -> throw new TraciInput.Nonsense("names of something else came, answer " + answer);
        };
    }

    /** @throws BadInput where a signal or a lane of the network is not there */
    void require(ControlNetwork network, String place) {
        for (ControlJunction junction : network.junctions()) {
            require(signals.contains(junction.id()), place, "signal " + junction.id(), network);
        }
        for (ControlLane lane : network.lanes()) {
            require(lanes.contains(lane.id()), place, "lane " + lane.id(), network);
        }
    }

    private static void require(boolean there, String place, String what, ControlNetwork network) {
        if (!there) {
            throw new BadInput(
                    place,
                    "it has no " + what,
                    "the network " + network.name(),
                    "Give SUMO and Meridian the same network");
        }
    }
}
