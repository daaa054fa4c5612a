package meridian.twin.city;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/** Ids of a city's entities: {@code urn:ngsi-ld:<Type>:<city>:<id>}, the same at every start. */
public final class CityIds {
    private static final String PLAIN = "-._~:+@";

    private final String city;

    /** @param cityName for people; small letters, digits and hyphens of it stand in the ids */
    public CityIds(String cityName) {
        String plain = Normalizer.normalize(cityName, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        // A name without a Latin letter still needs a word of its own.
        this.city = plain.isEmpty() ? encoded(cityName) : plain;
    }

    /** The id of a thing whose source calls it so. */
    public String id(String type, String sourceId) {
        return "urn:ngsi-ld:" + type + ":" + city + ":" + encoded(sourceId);
    }

    /** The city's word in ids. */
    public String city() {
        return city;
    }

    /** As RFC 3986 writes what a URI may not have: %, and the byte. Different names stay different. */
    private static String encoded(String name) {
        StringBuilder plain = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            boolean letter = b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z';
            if (letter || b > 0 && PLAIN.indexOf(b) >= 0) {
                plain.append((char) b);
            } else {
                plain.append(String.format(Locale.ROOT, "%%%02X", b));
            }
        }
        return plain.toString();
    }
}
