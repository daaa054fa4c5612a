package meridian.formats.sumo;

import java.util.List;
import meridian.model.City;
import meridian.model.place.Detector;

/**
 * A city as SUMO's files describe it, with what has no place in {@link City}.
 *
 * @param detectors where vehicles are counted, in the order of the files
 * @param beginSeconds first second of the simulation as configured; departures are absolute, so Cologne's first is at
 *     25,200 s
 * @param endSeconds its last second, negative where the files name none
 */
public record SumoScenario(City city, List<Detector> detectors, double beginSeconds, double endSeconds) {
    public SumoScenario {
        detectors = List.copyOf(detectors);
    }
}
