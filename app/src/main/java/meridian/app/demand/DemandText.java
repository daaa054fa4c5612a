package meridian.app.demand;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import meridian.model.demand.HourlyProfile;
import meridian.model.network.VehicleKind;
import meridian.model.place.PlaceKind;
import meridian.sim.demand.DemandModel;

/** A demand file as it is written; keys are these names with hyphens. What they mean stands in {@link DemandModel}. */
record DemandText(
        String source,
        boolean assumed,
        double population,
        double tripsPerPersonAndDay,
        double zoneMeters,
        Map<String, Purpose> purposes,
        Edge edge,
        Map<VehicleKind, Double> vehicles) {

    /** @param back empty unless {@code fromHome} */
    record Purpose(
            double share,
            boolean fromHome,
            boolean balanced,
            double meanKilometers,
            Map<PlaceKind, Double> places,
            double address,
            List<Double> there,
            List<Double> back) {
        Purpose {
            checkHours("there", there);
            if (fromHome) {
                checkHours("back", back);
            } else if (!back.isEmpty()) {
                throw new IllegalArgumentException("back has hours, but only trips from home have a way back");
            }
        }

        private DemandModel.Purpose model(String id) {
            HourlyProfile out = HourlyProfile.ofWeights(there);
            HourlyProfile home = back.isEmpty() ? out : HourlyProfile.ofWeights(back);
            return new DemandModel.Purpose(id, share, fromHome, balanced, meanKilometers, places, address, out, home);
        }
    }

    record Edge(double share, double through, List<Double> inward, List<Double> outward) {
        Edge {
            checkHours("inward", inward);
            checkHours("outward", outward);
        }
    }

    private static void checkHours(String key, List<Double> hours) {
        double sum = hours.stream().mapToDouble(Double::doubleValue).sum();
        if (hours.size() != 24 || hours.stream().anyMatch(h -> !(h >= 0)) || !(sum > 0)) {
            throw new IllegalArgumentException(key + " needs 24 weights of 0 or more, not all 0, got " + hours.size());
        }
    }

    DemandModel model() {
        List<DemandModel.Purpose> all = new ArrayList<>();
        purposes.forEach((id, purpose) -> all.add(purpose.model(id)));
        return new DemandModel(
                source,
                assumed,
                population,
                tripsPerPersonAndDay,
                zoneMeters,
                all,
                new DemandModel.Edge(
                        edge.share(),
                        edge.through(),
                        HourlyProfile.ofWeights(edge.inward()),
                        HourlyProfile.ofWeights(edge.outward())),
                vehicles);
    }
}
