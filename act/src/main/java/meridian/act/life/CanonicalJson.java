package meridian.act.life;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records as JSON of which there is one form only, so that its hash means something.
 *
 * <p>Source: RFC 8785, "JSON Canonicalization Scheme": names in order of their UTF-16 units, no white space, the shortest escapes, numbers as
 * ECMAScript writes them. Times are ISO 8601 texts in UTC.
 */
final class CanonicalJson {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** ECMAScript writes larger and smaller numbers with an exponent. */
    private static final int MOST_DIGITS = 21;

    private static final int MOST_ZEROES = 6;
    /** Whole numbers beyond are not exact in JSON. */
    private static final long LARGEST_EXACT = 1L << 53;

    private CanonicalJson() {}

    static String text(Object value) {
        return text(MAPPER.<JsonNode>valueToTree(value));
    }

    static String text(JsonNode node) {
        StringBuilder text = new StringBuilder();
        write(node, text);
        return text.toString();
    }

    static String sha256(Object value) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(text(value).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void write(JsonNode node, StringBuilder text) {
        if (node.isObject()) {
            writeObject(node, text);
        } else if (node.isArray()) {
            String comma = "";
            text.append('[');
            for (JsonNode element : node) {
                text.append(comma);
                write(element, text);
                comma = ",";
            }
            text.append(']');
        } else if (node.isString()) {
            writeString(node.stringValue(), text);
        } else if (node.isIntegralNumber()) {
            text.append(exact(node.longValue()));
        } else if (node.isNumber()) {
            text.append(number(node.doubleValue()));
        } else {
            text.append(node);
        }
    }

    private static void writeObject(JsonNode object, StringBuilder text) {
        // String's order is that of UTF-16 units.
        TreeMap<String, JsonNode> fields = new TreeMap<>();
        object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        String comma = "";
        text.append('{');
        for (var field : fields.entrySet()) {
            text.append(comma);
            writeString(field.getKey(), text);
            text.append(':');
            write(field.getValue(), text);
            comma = ",";
        }
        text.append('}');
    }

    private static void writeString(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\b' -> text.append("\\b");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\f' -> text.append("\\f");
                case '\r' -> text.append("\\r");
                default -> {
                    if (c < ' ') {
                        text.append("\\u00").append(HexFormat.of().toHexDigits((byte) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    private static long exact(long value) {
        if (Math.abs(value) > LARGEST_EXACT) {
            throw new IllegalArgumentException(value + " is no exact number in JSON");
        }
        return value;
    }

    /** As ECMAScript's Number::toString(x, 10) does; s, k and n there are digits, their count, and the point's place. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(value + " is no number in JSON");
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal shortest = shortest(Math.abs(value));
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        return (value < 0 ? "-" : "") + written(digits, point);
    }

    private static String written(String digits, int point) {
        int count = digits.length();
        if (count <= point && point <= MOST_DIGITS) {
            return digits + "0".repeat(point - count);
        }
        if (0 < point && point <= MOST_DIGITS) {
            return digits.substring(0, point) + "." + digits.substring(point);
        }
        if (-MOST_ZEROES < point && point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        String fraction = count == 1 ? "" : "." + digits.substring(1);
        return digits.charAt(0) + fraction + "e" + (point > 0 ? "+" : "-") + Math.abs(point - 1);
    }

    /** The fewest digits that are this number and no other. */
    private static BigDecimal shortest(double value) {
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        // Java writes two digits at least, where one may do.
        BigDecimal one = decimal.round(new MathContext(1)).stripTrailingZeros();
        return one.doubleValue() == value ? one : decimal;
    }
}
