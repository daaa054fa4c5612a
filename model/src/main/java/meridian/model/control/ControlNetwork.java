package meridian.model.control;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import meridian.model.City;

/**
 * All that deciders know of a city before anything moves; told once. Junctions, lanes and detectors are named by their place
 * in these lists everywhere else. Immutable.
 *
 * @param name of the city
 * @param lanes before and behind the junctions
 * @param junctions in the order of the city's controllers, all of them or a part
 * @param detectors loops in these lanes
 */
public record ControlNetwork(
        String name, List<ControlLane> lanes, List<ControlJunction> junctions, List<ControlDetector> detectors) {
    /** @throws IllegalArgumentException where an index points nowhere */
    public ControlNetwork {
        lanes = List.copyOf(lanes);
        junctions = List.copyOf(junctions);
        detectors = List.copyOf(detectors);
        for (ControlLane lane : lanes) {
            check(lane.junction() + 1, junctions.size() + 1, "the junction of lane " + lane.id());
        }
        for (ControlDetector detector : detectors) {
            check(detector.lane(), lanes.size(), "the lane of detector " + detector.id());
        }
        for (ControlJunction junction : junctions) {
            for (ControlMovement m : junction.movements()) {
                check(m.group(), junction.groups(), "a group of junction " + junction.id());
                check(m.fromLane(), lanes.size(), "a lane before junction " + junction.id());
                for (int lane : m.toLanes()) {
                    check(lane, lanes.size(), "a lane behind junction " + junction.id());
                }
            }
        }
    }

    private static void check(int index, int size, String what) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException(what + " is named by an index that points nowhere");
        }
    }

    /** Of a city that is known whole: three loops in each lane that ends at a signal. */
    public static ControlNetwork of(City city) {
        return ofPart(city, IntStream.range(0, city.signals().size()).boxed().toList());
    }

    /**
     * The same of a few junctions of a city, and of no others.
     *
     * @param controllers indices of the city's controllers; junction j of the network is the j-th of them
     */
    public static ControlNetwork ofPart(City city, List<Integer> controllers) {
        return new ControlNetworkFinder(Objects.requireNonNull(city), controllers).find();
    }
}
