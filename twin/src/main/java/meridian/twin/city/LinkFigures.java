package meridian.twin.city;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import meridian.twin.entity.Content;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Times;
import meridian.twin.entity.Value;
import meridian.twin.event.TwinEvent.Observation;

/**
 * What was counted on a link in a stretch of time that has ended, in the words of FIWARE's TrafficFlowObserved.
 *
 * @param from start of the stretch
 * @param to its end, later than the start
 * @param vehicles that passed in it, all together
 * @param averageSpeedMps of those; empty where nobody passed: nobody is not a speed of 0
 * @param occupancy share of the time in which somebody was over the detector, 0 to 1; empty where nobody measures it
 */
public record LinkFigures(
        Instant from, Instant to, long vehicles, OptionalDouble averageSpeedMps, OptionalDouble occupancy) {
    public LinkFigures {
        if (!to.isAfter(from)) {
            throw new IllegalArgumentException("a stretch of time ends after it starts, got " + from + " to " + to);
        }
        if (vehicles < 0 || !(averageSpeedMps.orElse(0) >= 0)) {
            throw new IllegalArgumentException(
                    "figures of a link are 0 or more, got " + vehicles + " vehicles, " + averageSpeedMps + " m/s");
        }
        if (!(occupancy.orElse(0) >= 0 && occupancy.orElse(0) <= 1)) {
            throw new IllegalArgumentException("an occupancy is 0 to 1, got " + occupancy);
        }
    }

    /**
     * The observations that say so, for the entity that {@link CityEntities} makes of the link; observed at the end.
     *
     * @param linkId as the city has it
     * @param quality {@link Quality#SIMULATED} where an engine made them
     * @param source who says so
     */
    public List<Observation> observations(CityIds ids, String linkId, Quality quality, String source) {
        String entity = ids.id(CityEntities.TRAFFIC, linkId);
        List<Observation> made = new ArrayList<>(5);
        add(made, entity, "dateObservedFrom", Content.of(Value.of(from)), quality, source);
        add(made, entity, "dateObservedTo", Content.of(Value.of(to)), quality, source);
        add(made, entity, "intensity", Content.of(Value.of(vehicles)), quality, source);
        averageSpeedMps.ifPresent(mps -> add(
                made,
                entity,
                "averageVehicleSpeed",
                Content.of(Value.of(CityEntities.kmh(mps)), "KMH"),
                quality,
                source));
        occupancy.ifPresent(
                share -> add(made, entity, "occupancy", Content.of(Value.of(share), "C62"), quality, source));
        return made;
    }

    private void add(
            List<Observation> made, String entity, String name, Content content, Quality quality, String source) {
        made.add(new Observation(entity, CityEntities.TRAFFIC, name, null, content, Times.micros(to), quality, source));
    }
}
