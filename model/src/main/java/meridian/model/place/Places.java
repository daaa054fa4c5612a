package meridian.model.place;

import java.util.List;

/** Everything that stands in the city beside its roads. */
public record Places(
        List<Stop> stops,
        List<Place> points,
        List<Building> buildings,
        List<Area> areas,
        List<Address> addresses,
        List<Settlement> settlements) {
    public static final Places NONE = new Places(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public Places {
        stops = List.copyOf(stops);
        points = List.copyOf(points);
        buildings = List.copyOf(buildings);
        areas = List.copyOf(areas);
        addresses = List.copyOf(addresses);
        settlements = List.copyOf(settlements);
    }
}
