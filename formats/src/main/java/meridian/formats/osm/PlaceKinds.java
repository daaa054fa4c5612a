package meridian.formats.osm;

import java.util.Optional;
import meridian.model.place.PlaceKind;

/**
 * Which point of interest an object is; the first that fits counts.
 *
 * <p>Source: <a href="https://wiki.openstreetmap.org/wiki/Map_features">Map features</a>.
 */
final class PlaceKinds {
    private PlaceKinds() {}

    static Optional<PlaceKind> of(OsmTags tags) {
        PlaceKind kind = amenity(tags.value("amenity"));
        kind = kind != null ? kind : infrastructure(tags);
        kind = kind != null ? kind : trade(tags);
        kind = kind != null ? kind : leisure(tags);
        return Optional.ofNullable(kind);
    }

    private static @org.jspecify.annotations.Nullable PlaceKind amenity(String value) {
        return switch (value) {
            case "school", "language_school", "music_school", "driving_school" ->
                value.equals("school") ? PlaceKind.SCHOOL : PlaceKind.OTHER;
            case "university", "college", "research_institute" -> PlaceKind.UNIVERSITY;
            case "kindergarten", "childcare" -> PlaceKind.KINDERGARTEN;
            case "hospital" -> PlaceKind.HOSPITAL;
            case "clinic", "doctors", "dentist" -> PlaceKind.CLINIC;
            case "fire_station" -> PlaceKind.FIRE_STATION;
            case "police" -> PlaceKind.POLICE;
            case "pharmacy", "marketplace" -> PlaceKind.SHOP;
            case "restaurant",
                    "cafe",
                    "bar",
                    "pub",
                    "fast_food",
                    "food_court",
                    "ice_cream",
                    "biergarten",
                    "nightclub" -> PlaceKind.RESTAURANT;
            case "bank", "post_office", "payment_centre", "coworking_space" -> PlaceKind.OFFICE;
            case "theatre", "cinema", "library", "arts_centre", "community_centre", "events_venue", "casino" ->
                PlaceKind.CULTURE;
            case "place_of_worship", "monastery" -> PlaceKind.WORSHIP;
            case "townhall", "courthouse", "embassy", "prison", "ranger_station" -> PlaceKind.GOVERNMENT;
            case "fuel", "charging_station" -> PlaceKind.FUEL;
            case "parking" -> PlaceKind.PARKING;
            case "ferry_terminal" -> PlaceKind.PORT;
            case "bus_station" -> PlaceKind.STATION;
            case "veterinary", "social_facility", "nursing_home", "car_rental", "car_wash" -> PlaceKind.OTHER;
            default -> null;
        };
    }

    private static @org.jspecify.annotations.Nullable PlaceKind infrastructure(OsmTags tags) {
        if (tags.is("power", "substation")) {
            return PlaceKind.SUBSTATION;
        }
        if (tags.is("aeroway", "aerodrome", "terminal")) {
            return PlaceKind.AIRPORT;
        }
        if (tags.is("railway", "station", "halt") || tags.is("public_transport", "station")) {
            return PlaceKind.STATION;
        }
        if (tags.is("industrial", "port") || tags.is("landuse", "port") || tags.is("harbour", "yes")) {
            return PlaceKind.PORT;
        }
        if (tags.is("healthcare", "hospital")) {
            return PlaceKind.HOSPITAL;
        }
        return tags.is("healthcare", "clinic", "doctor", "centre") ? PlaceKind.CLINIC : null;
    }

    private static @org.jspecify.annotations.Nullable PlaceKind trade(OsmTags tags) {
        if (tags.is("shop", "supermarket", "mall", "department_store", "wholesale")) {
            return PlaceKind.SUPERMARKET;
        }
        if (tags.has("shop") && !tags.is("shop", "no", "vacant")) {
            return PlaceKind.SHOP;
        }
        if (tags.is("office", "government") || tags.has("government")) {
            return PlaceKind.GOVERNMENT;
        }
        if (tags.has("office") && !tags.is("office", "no")) {
            return PlaceKind.OFFICE;
        }
        boolean works = tags.is("landuse", "industrial") || tags.is("man_made", "works") || tags.has("industrial");
        return works ? PlaceKind.INDUSTRY : null;
    }

    private static @org.jspecify.annotations.Nullable PlaceKind leisure(OsmTags tags) {
        if (tags.is("leisure", "sports_centre", "stadium", "fitness_centre", "ice_rink", "golf_course")) {
            return PlaceKind.SPORT;
        }
        if (tags.is("tourism", "museum", "gallery", "attraction", "theme_park", "zoo")) {
            return PlaceKind.CULTURE;
        }
        return tags.is("tourism", "hotel", "hostel", "guest_house", "motel", "apartment") ? PlaceKind.OTHER : null;
    }
}
