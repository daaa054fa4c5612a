package meridian.bench.theory;

import java.util.ArrayList;
import java.util.List;
import meridian.model.City;
import meridian.model.demand.LinkPath;
import meridian.model.demand.Trip;
import meridian.model.demand.VehicleType;
import meridian.model.network.RoadClass;
import meridian.model.signal.Aspect;
import meridian.model.signal.SignalController;
import meridian.model.signal.SignalPhase;
import meridian.model.signal.SignalPlan;
import meridian.testkit.Road;

/** Words that the experiments share. */
final class Roads {
    /** 50 km/h, the usual limit in a town. */
    static final double LIMIT_MPS = 13.89;

    private Roads() {}

    static Road oneWay(int lanes) {
        return Road.of("Long Street", RoadClass.SECONDARY, LIMIT_MPS, lanes).oneWay();
    }

    static Trip trip(City city, VehicleType type, int number, double departSeconds, String... links) {
        int[] path = new int[links.length];
        for (int i = 0; i < links.length; i++) {
            path[i] = city.network().findLink(links[i]).orElseThrow();
        }
        return trip(type, "t" + number, departSeconds, path, Trip.Departure.USUAL);
    }

    static Trip trip(VehicleType type, String id, double departSeconds, int[] path, Trip.Departure departure) {
        return new Trip(id, type, departSeconds, LinkPath.of(path), true, List.of(), departure, -1);
    }

    /** The same city whose signals show everybody red, green and amber in turn. */
    static City timed(City city, double redSeconds, double greenSeconds, double amberSeconds) {
        List<SignalController> signals = new ArrayList<>();
        for (SignalController old : city.signals()) {
            List<SignalPhase> phases = List.of(
                    phase(redSeconds, old, Aspect.RED),
                    phase(greenSeconds, old, Aspect.GREEN_PROTECTED),
                    phase(amberSeconds, old, Aspect.AMBER));
            SignalPlan plan = new SignalPlan("0", 0, phases, SignalPlan.Source.GIVEN);
            signals.add(new SignalController(old.id(), old.nodes(), old.groups(), plan));
        }
        return city.with(city.network(), signals);
    }

    private static SignalPhase phase(double seconds, SignalController of, Aspect aspect) {
        return new SignalPhase(seconds, java.util.Collections.nCopies(of.groups(), aspect));
    }
}
