package meridian.app.twin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import meridian.app.terminal.Json;
import meridian.field.LinkReport;
import meridian.model.City;
import meridian.twin.city.CityEntities;
import meridian.twin.city.CityIds;
import meridian.twin.entity.Times;
import org.jspecify.annotations.Nullable;

/** What a feed says of links, as lines of {@code POST /observations} that {@link OutsideReports} understands. */
public final class FeedText {
    private static final String SOURCE = "outside";

    private final City city;
    private final CityIds ids;

    public FeedText(City city) {
        this.city = city;
        ids = new CityIds(city.name());
    }

    private record Line(
            String entity,
            String type,
            String attribute,
            Object value,
            @Nullable String unitCode,
            @Nullable String datasetId,
            String observedAt,
            String quality,
            String source) {}

    /** A line for each attribute of each link. */
    public String lines(List<LinkReport> reports) {
        StringBuilder text = new StringBuilder();
        for (LinkReport report : reports) {
            String id = ids.id(
                    CityEntities.TRAFFIC, city.network().link(report.link()).id());
            // Last what makes a report of it: all that belongs to it is there then, also where a batch is cut.
            add(text, id, report, "dateObservedFrom", moment(report.from()), null, null);
            add(text, id, report, "dateObservedTo", moment(report.to()), null, null);
            report.speedMps().ifPresent(mps -> add(text, id, report, "averageVehicleSpeed", mps * 3.6, "KMH", null));
            report.lanes()
                    .forEach((lane, vehicles) ->
                            add(text, id, report, "intensity", vehicles, null, "urn:ngsi-ld:Dataset:lane:" + lane));
            add(text, id, report, "intensity", report.vehicles(), null, null);
        }
        return text.toString();
    }

    private static Map<String, String> moment(Instant at) {
        return Map.of("@type", "DateTime", "@value", at.toString());
    }

    private static void add(
            StringBuilder text,
            String id,
            LinkReport report,
            String attribute,
            Object value,
            @Nullable String unit,
            @Nullable String dataset) {
        String quality = report.simulated() ? "simulated" : "measured";
        text.append(Json.line(new Line(
                        id,
                        CityEntities.TRAFFIC,
                        attribute,
                        value,
                        unit,
                        dataset,
                        Times.instant(Times.micros(report.to())).toString(),
                        quality,
                        SOURCE)))
                .append('\n');
    }
}
