package meridian.app.events;

import java.util.List;
import java.util.Locale;
import meridian.app.terminal.Words;
import meridian.model.event.Period;
import meridian.model.event.RoadEvent;
import meridian.model.event.RoadEvent.LaneClosed;
import meridian.model.event.RoadEvent.LinkClosed;
import meridian.model.event.RoadEvent.SpeedSet;
import meridian.model.event.RoadEvent.WeatherChange;
import meridian.model.network.Access;
import meridian.model.network.Link;
import meridian.model.network.Network;

/** Events in words. */
public final class EventWords {
    private EventWords() {}

    /** One line for each event that is in force between two seconds, in the order given. */
    public static List<String> between(List<RoadEvent> events, double fromSeconds, double toSeconds, Network network) {
        return events.stream()
                .filter(e -> e.during().fromSeconds() < toSeconds && e.during().toSeconds() > fromSeconds)
                .map(e -> what(e, network) + ", " + when(e.during()))
                .toList();
    }

    private static String what(RoadEvent event, Network network) {
        return switch (event) {
            case LinkClosed(int link, Access open, var _) -> name(network.link(link)) + " closed" + but(open);
            case LaneClosed(int link, int lane, Access open, var _) ->
                "lane " + lane + " of " + name(network.link(link)) + " closed" + but(open);
            case SpeedSet(int link, int lane, double speed, var _) ->
                (lane == RoadEvent.ALL_LANES ? "" : "lane " + lane + " of ")
                        + String.format(Locale.ROOT, "%s limited to %.0f km/h", name(network.link(link)), speed * 3.6);
            case WeatherChange(var weather, var _) ->
                String.format(
                        Locale.ROOT,
                        "weather: %.0f %% of free speeds, %.0f %% of capacities",
                        100 * weather.speedFactor(),
                        100 * weather.capacityFactor());
        };
    }

    private static String name(Link link) {
        return "link " + link.id() + (link.name().isBlank() ? "" : " (" + link.name() + ")");
    }

    private static String but(Access open) {
        String kinds =
                String.join(", ", open.kinds().stream().map(k -> Words.of(k)).toList());
        return kinds.isEmpty() ? "" : " but to " + kinds;
    }

    private static String when(Period during) {
        String from = during.fromSeconds() == 0 ? "" : "from " + Words.clock(during.fromSeconds()) + " ";
        String to = Double.isInfinite(during.toSeconds()) ? "on" : "to " + Words.clock(during.toSeconds());
        return from.isEmpty() && to.equals("on") ? "all the time" : from + to;
    }
}
