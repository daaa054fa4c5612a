package meridian.app.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meridian.model.event.Period;
import meridian.model.event.RoadEvent;
import meridian.model.event.RoadEvent.LaneClosed;
import meridian.model.event.RoadEvent.LinkClosed;
import meridian.model.event.RoadEvent.SpeedSet;
import meridian.model.event.RoadEvent.WeatherChange;
import meridian.model.event.Weather;
import meridian.model.network.Access;
import meridian.model.network.Network;
import meridian.model.network.VehicleKind;
import org.jspecify.annotations.Nullable;

/**
 * One event of an events file as it is written; keys are these names with hyphens. Just one of the first three says what it is.
 *
 * @param close links that are closed
 * @param limit links with another limit
 * @param weather a name of {@link Weather}'s constants, or {@code own}
 * @param lane of those links, from the kerb (0); all where absent
 * @param kmh the limit
 * @param except who may use what is closed
 * @param speed share of free speeds in weather of one's own
 * @param capacity share of capacities in weather of one's own
 * @param from time of day, from the start on where absent
 * @param to time of day, for ever where absent
 */
record EventText(
        @Nullable List<String> close,
        @Nullable List<String> limit,
        @Nullable String weather,
        @Nullable Integer lane,
        @Nullable Double kmh,
        @Nullable Set<VehicleKind> except,
        @Nullable Double speed,
        @Nullable Double capacity,
        @Nullable String from,
        @Nullable String to) {
    private static final Pattern CLOCK = Pattern.compile("(\\d{1,3}):([0-5]\\d)(?::([0-5]\\d))?");

    /** @throws IllegalArgumentException where it is none, in words for people */
    List<RoadEvent> events(Network network) {
        if ((close == null ? 0 : 1) + (limit == null ? 0 : 1) + (weather == null ? 0 : 1) != 1) {
            throw new IllegalArgumentException("an event has one of the keys close, limit and weather");
        }
        if (close != null && close.isEmpty() || limit != null && limit.isEmpty()) {
            throw new IllegalArgumentException("an event on roads names one link or more");
        }
        Period during = new Period(
                from == null ? 0 : seconds("from", from), to == null ? Double.POSITIVE_INFINITY : seconds("to", to));
        if (weather != null) {
            only("weather", lane, kmh, except);
            return List.of(new WeatherChange(named(weather), during));
        }
        only("a road", speed, capacity);
        return close == null ? limits(network, during) : closures(network, during, close);
    }

    private static void only(String what, @Nullable Object... others) {
        for (Object other : others) {
            if (other != null) {
                throw new IllegalArgumentException(what + " has no " + other
                        + ": lane, kmh and except are of roads, speed and capacity of weather");
            }
        }
    }

    private List<RoadEvent> closures(Network network, Period during, List<String> links) {
        only("a closed road", kmh);
        Access open = except == null ? Access.NONE : Access.of(except);
        List<RoadEvent> events = new ArrayList<>();
        for (String id : links) {
            int link = link(network, id);
            events.add(lane == null ? new LinkClosed(link, open, during) : new LaneClosed(link, lane, open, during));
        }
        return events;
    }

    private List<RoadEvent> limits(Network network, Period during) {
        only("a limit", except);
        if (kmh == null || limit == null) {
            throw new IllegalArgumentException("a limit needs the key kmh");
        }
        List<RoadEvent> events = new ArrayList<>();
        for (String id : limit) {
            events.add(new SpeedSet(link(network, id), lane == null ? RoadEvent.ALL_LANES : lane, kmh / 3.6, during));
        }
        return events;
    }

    private int link(Network network, String id) {
        int link = network.findLink(id)
                .orElseThrow(() -> new IllegalArgumentException("the city has no link \"" + id + "\""));
        int lanes = network.link(link).lanes().size();
        if (lane != null && (lane < 0 || lane >= lanes)) {
            throw new IllegalArgumentException(
                    "link " + id + " has lanes 0 to " + (lanes - 1) + " from the kerb, and no lane " + lane);
        }
        return link;
    }

    private Weather named(String name) {
        String plain = name.toLowerCase(Locale.ROOT);
        if (plain.equals("own")) {
            if (speed == null || capacity == null) {
                throw new IllegalArgumentException("weather of one's own needs the keys speed and capacity");
            }
            return new Weather(speed, capacity);
        }
        only("weather that has a name", speed, capacity);
        return switch (plain) {
            case "rain" -> Weather.RAIN;
            case "heavy-rain" -> Weather.HEAVY_RAIN;
            case "snow" -> Weather.SNOW;
            case "heavy-snow" -> Weather.HEAVY_SNOW;
            default ->
                throw new IllegalArgumentException(
                        "weather is rain, heavy-rain, snow, heavy-snow or own, not \"" + name + "\"");
        };
    }

    private static double seconds(String key, String text) {
        Matcher clock = CLOCK.matcher(text);
        if (!clock.matches()) {
            throw new IllegalArgumentException(
                    key + " is a time such as \"07:30\" or \"07:30:15\", not \"" + text + "\"");
        }
        int rest = clock.group(3) == null ? 0 : Integer.parseInt(clock.group(3));
        return Integer.parseInt(clock.group(1)) * 3600.0 + Integer.parseInt(clock.group(2)) * 60 + rest;
    }
}
