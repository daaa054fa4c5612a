package meridian.app.twin;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import meridian.api.TwinDoor;
import meridian.field.Following;
import meridian.field.LinkReport;
import meridian.model.network.Network;
import meridian.twin.Folded;
import meridian.twin.TwinState;
import meridian.twin.city.CityEntities;
import meridian.twin.city.CityIds;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Content;
import meridian.twin.entity.Entity;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Times;
import meridian.twin.entity.Value;
import meridian.twin.event.TwinEvent;
import org.jspecify.annotations.Nullable;

/**
 * Reads counts and speeds of the city's links from what devices and programs tell the twin, and hands them to the running city, which
 * follows them: {@code TrafficFlowObserved} of a link with {@code intensity} (vehicles in the stretch from {@code dateObservedFrom} to
 * {@code dateObservedTo}), {@code averageVehicleSpeed}, and instances of {@code intensity} whose datasetId ends in {@code :lane:N}. What the
 * simulated field itself has said is none of it. On the twin's thread; it returns at once.
 */
public final class OutsideReports implements TwinDoor.Watcher {
    private static final String LANE = ":lane:";
    private static final double MPS_PER_KMH = 1 / 3.6;
    private static final double MPS_PER_MPH = 0.44704;

    private final Following following;
    private final Map<String, Integer> linkOf = new HashMap<>();
    /** Of each link's last report, so that none is told twice. */
    private final Map<Integer, Long> toldMicros = new HashMap<>();

    /** @param cityName as the city's entities have it in their ids */
    public OutsideReports(Following following, Network network, String cityName) {
        this.following = following;
        CityIds ids = new CityIds(cityName);
        for (int link = 0; link < network.links().size(); link++) {
            linkOf.put(ids.id(CityEntities.TRAFFIC, network.link(link).id()), link);
        }
    }

    @Override
    public void folded(List<Folded> events, TwinState before, TwinState after) {
        Set<String> touched = new HashSet<>();
        for (Folded folded : events) {
            touch(folded.event(), touched);
        }
        for (String id : touched) {
            after.find(id).ifPresent(entity -> read(entity, linkOf.get(id)));
        }
    }

    private void touch(TwinEvent event, Set<String> touched) {
        switch (event) {
            case TwinEvent.Observation o -> touch(o, touched);
            case TwinEvent.Observations all -> all.observations().forEach(o -> touch(o, touched));
            case TwinEvent.AttributesMerged e -> touch(e.entityId(), touched);
            case TwinEvent.EntityCreated e -> touch(e.entity().id(), touched);
            case TwinEvent.EntityReplaced e -> touch(e.entity().id(), touched);
            case TwinEvent.AttributeDeleted _, TwinEvent.EntityDeleted _ -> {}
        }
    }

    private void touch(TwinEvent.Observation o, Set<String> touched) {
        if (!FieldFeed.PRODUCER.equals(o.source())) {
            touch(o.entityId(), touched);
        }
    }

    private void touch(String id, Set<String> touched) {
        if (linkOf.containsKey(id)) {
            touched.add(id);
        }
    }

    private void read(Entity entity, int link) {
        Attribute intensity = entity.find("intensity").orElse(null);
        if (intensity == null
                || intensity.source().filter(FieldFeed.PRODUCER::equals).isPresent()) {
            return;
        }
        long observed = intensity.observedMicros();
        if (observed == Times.NONE) {
            following.refuse("not_observed");
            return;
        }
        if (toldMicros.getOrDefault(link, Long.MIN_VALUE) >= observed) {
            return;
        }
        toldMicros.put(link, observed);
        Double vehicles = number(intensity);
        if (vehicles == null || vehicles != Math.rint(vehicles)) {
            following.refuse("no_count");
            return;
        }
        Instant to = moment(entity, "dateObservedTo", observed).orElse(Times.instant(observed));
        Optional<Instant> from = moment(entity, "dateObservedFrom", observed);
        if (from.isEmpty()) {
            following.refuse("no_stretch");
            return;
        }
        OptionalDouble speed;
        try {
            speed = speed(entity, observed);
        } catch (IllegalArgumentException e) {
            following.refuse("unit");
            return;
        }
        following.report(new LinkReport(
                link,
                from.get(),
                to,
                Math.round(vehicles),
                speed,
                lanes(entity, observed),
                intensity.quality() == Quality.SIMULATED));
    }

    private static @Nullable Double number(Attribute attribute) {
        return attribute.content() instanceof Content.Property property
                ? switch (property.value()) {
                    case Value.Whole whole -> (double) whole.number();
                    case Value.Decimal decimal -> decimal.number();
                    default -> null;
                }
                : null;
    }

    private static Optional<Instant> moment(Entity entity, String name, long observed) {
        return entity.find(name)
                .filter(attribute -> attribute.observedMicros() == observed)
                .flatMap(OutsideReports::moment);
    }

    /** NGSI-LD's DateTime, or a text that is one. */
    private static Optional<Instant> moment(Attribute attribute) {
        if (!(attribute.content() instanceof Content.Property property)) {
            return Optional.empty();
        }
        try {
            return switch (property.value()) {
                case Value.Moment at -> Optional.of(Times.instant(at.micros()));
                case Value.Text text -> Optional.of(Instant.parse(text.text()));
                default -> Optional.empty();
            };
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** m/s. @throws IllegalArgumentException where the unit is another one */
    private static OptionalDouble speed(Entity entity, long observed) {
        Attribute speed = entity.find("averageVehicleSpeed").orElse(null);
        Double number = speed == null || speed.observedMicros() != observed ? null : number(speed);
        if (number == null) {
            return OptionalDouble.empty();
        }
        String unit = speed.content() instanceof Content.Property property ? property.unitCode() : null;
        return OptionalDouble.of(number
                * switch (unit) {
                    case null -> MPS_PER_KMH;
                    case "KMH" -> MPS_PER_KMH;
                    case "MTS" -> 1;
                    case "HM" -> MPS_PER_MPH;
                    default -> throw new IllegalArgumentException(unit);
                });
    }

    private static Map<Integer, Long> lanes(Entity entity, long observed) {
        Map<Integer, Long> lanes = new HashMap<>();
        for (Attribute instance : entity.instances("intensity")) {
            String dataset = instance.datasetId().orElse("");
            int at = dataset.lastIndexOf(LANE);
            Double vehicles = number(instance);
            if (at >= 0 && vehicles != null && instance.observedMicros() == observed) {
                String lane = dataset.substring(at + LANE.length());
                if (lane.matches("\\d{1,2}")) {
                    lanes.put(Integer.parseInt(lane), Math.round(vehicles));
                }
            }
        }
        return lanes;
    }
}
