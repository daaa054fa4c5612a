package meridian.formats.osm;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys that the conversion reads. Everything else is never decoded: contributors ({@code user}, {@code uid},
 * {@code changeset}, with or without {@code @}), notes, telephone numbers, sources.
 */
final class TagKeys {
    private static final Map<String, String> KNOWN = new HashMap<>();

    static {
        String[] keys = {
            "highway",
            "name",
            "ref",
            "oneway",
            "junction",
            "lanes",
            "lanes:forward",
            "lanes:backward",
            "lanes:both_ways",
            "turn:lanes",
            "turn:lanes:forward",
            "turn:lanes:backward",
            "maxspeed",
            "maxspeed:forward",
            "maxspeed:backward",
            "access",
            "vehicle",
            "motor_vehicle",
            "motorcar",
            "bridge",
            "tunnel",
            "layer",
            "area",
            "width",
            "busway",
            "busway:right",
            "busway:left",
            "lanes:bus",
            "lanes:psv",
            "bus:lanes",
            "psv:lanes",
            "bus",
            "psv",
            "crossing",
            "traffic_signals",
            "traffic_signals:direction",
            "direction",
            "stop",
            "railway",
            "public_transport",
            "route_ref",
            "amenity",
            "shop",
            "office",
            "leisure",
            "landuse",
            "natural",
            "water",
            "waterway",
            "place",
            "aeroway",
            "power",
            "industrial",
            "man_made",
            "tourism",
            "sport",
            "healthcare",
            "emergency",
            "government",
            "harbour",
            "building",
            "building:levels",
            "height",
            "building:height",
            "addr:housenumber",
            "addr:street",
            "addr:country",
            "is_in:country_code",
            "population",
            "type",
            "restriction",
            "except",
            "route",
            "tram",
            "train",
            "social_facility",
            "military"
        };
        for (String key : keys) {
            KNOWN.put(key, key);
        }
    }

    private TagKeys() {}

    /** The one instance of a key that is read, or null for every other key. */
    static @Nullable String known(String key) {
        String known = KNOWN.get(key);
        if (known != null) {
            return known;
        }
        // Labels in other languages: name:de, name:zh, name:zh-Hans; not name:etymology or name:zh-Hant-TW.
        if (key.matches("name:[a-z]{2}(-Han[st])?")) {
            return key.intern();
        }
        return null;
    }
}
