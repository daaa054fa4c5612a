package meridian.formats.osm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The tags of one object. An absent key reads as the empty text, which no tag in OpenStreetMap has. Immutable. */
final class OsmTags {
    /** A value has at most 255 characters in OpenStreetMap; what needs more bytes than that is not taken. */
    static final int LONGEST_VALUE_BYTES = 4 * 255;

    static final OsmTags NONE = new OsmTags(new String[0]);
    /** Key, value, key, value. */
    private final String[] pairs;

    private OsmTags(String[] pairs) {
        this.pairs = pairs;
    }

    static OsmTags of(String... pairs) {
        return pairs.length == 0 ? NONE : new OsmTags(pairs.clone());
    }

    boolean isEmpty() {
        return pairs.length == 0;
    }

    String value(String key) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(key)) {
                return pairs[i + 1];
            }
        }
        return "";
    }

    /** The value of the first of these keys that is there. */
    String firstOf(String key, String... others) {
        String value = value(key);
        for (int i = 0; value.isEmpty() && i < others.length; i++) {
            value = value(others[i]);
        }
        return value;
    }

    boolean has(String key) {
        return !value(key).isEmpty();
    }

    boolean is(String key, String... values) {
        String value = value(key);
        if (value.isEmpty()) {
            return false;
        }
        for (String candidate : values) {
            if (candidate.equals(value)) {
                return true;
            }
        }
        return false;
    }

    void each(BiConsumer<String, String> visitor) {
        for (int i = 0; i < pairs.length; i += 2) {
            visitor.accept(pairs[i], pairs[i + 1]);
        }
    }

    /** Collects tags and keeps one instance of values that repeat, such as street names. One thread. */
    static final class Builder {
        private static final int SHARED_VALUES = 200_000;
        private static final int LONGEST_SHARED = 80;
        /** No real object has so many; the rest is passed over. */
        private static final int MOST_TAGS = 500;

        private final List<String> pairs = new ArrayList<>();
        private final Map<String, String> shared = new HashMap<>();

        Builder add(String key, String value) {
            if (!value.isEmpty() && pairs.size() < 2 * MOST_TAGS) {
                pairs.add(key);
                pairs.add(key.equals("addr:housenumber") ? value : share(value));
            }
            return this;
        }

        private String share(String value) {
            if (value.length() > LONGEST_SHARED || shared.size() >= SHARED_VALUES) {
                return value;
            }
            String known = shared.putIfAbsent(value, value);
            return known == null ? value : known;
        }

        /** The tags since the last call. */
        OsmTags take() {
            OsmTags tags = pairs.isEmpty() ? NONE : new OsmTags(pairs.toArray(String[]::new));
            pairs.clear();
            return tags;
        }
    }
}
