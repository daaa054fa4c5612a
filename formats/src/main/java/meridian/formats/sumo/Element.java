package meridian.formats.sumo;

import java.nio.file.Path;
import java.util.List;
import javax.xml.stream.XMLStreamReader;
import meridian.model.BadInput;
import org.jspecify.annotations.Nullable;

/** The start tag under the cursor: its name, its attributes as text and numbers, and its place for messages. */
final class Element {
    private static final long LARGEST_COORDINATE_METERS = 100_000_000;

    private final Path file;
    private final XMLStreamReader xml;

    Element(Path file, XMLStreamReader xml) {
        this.file = file;
        this.xml = xml;
    }

    String name() {
        return xml.getLocalName();
    }

    /** File and line. */
    String place() {
        return file + " line " + line();
    }

    int line() {
        return xml.getLocation().getLineNumber();
    }

    @Nullable
    String attribute(String name) {
        return xml.getAttributeValue(null, name);
    }

    boolean has(String name) {
        return attribute(name) != null;
    }

    String text(String name) {
        String value = attribute(name);
        if (value == null) {
            throw bad("<" + name() + "> has no " + name, "an attribute " + name, "Export the file again");
        }
        return value;
    }

    String text(String name, String otherwise) {
        String value = attribute(name);
        return value == null ? otherwise : value;
    }

    /** A list that SUMO separates with spaces. */
    List<String> words(String name) {
        String value = attribute(name);
        return value == null || value.isBlank()
                ? List.of()
                : List.of(value.trim().split("[\\s,]+"));
    }

    double number(String name) {
        return parsed(name, text(name));
    }

    double number(String name, double otherwise) {
        String value = attribute(name);
        return value == null || value.isBlank() ? otherwise : parsed(name, value);
    }

    /** A coordinate in metres; no projection has larger ones. */
    double coordinate(String name, String value) {
        double number = parsed(name, value);
        if (Math.abs(number) > LARGEST_COORDINATE_METERS) {
            throw wrong(name, value, "a coordinate in metres, at most " + LARGEST_COORDINATE_METERS);
        }
        return number;
    }

    double positive(String name) {
        double value = number(name);
        if (!(value > 0)) {
            throw wrong(name, text(name), "a number above 0");
        }
        return value;
    }

    int whole(String name) {
        double value = number(name);
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw wrong(name, text(name), "a whole number of at most 9 digits");
        }
        return (int) value;
    }

    int whole(String name, int otherwise) {
        return has(name) ? whole(name) : otherwise;
    }

    /** Seconds, stated as a number or as [days:]hours:minutes:seconds. */
    double seconds(String name) {
        String value = text(name).trim();
        double seconds = SumoTime.parse(value);
        if (Double.isNaN(seconds)) {
            throw wrong(name, value, "a time in seconds or as h:mm:ss");
        }
        return seconds;
    }

    double seconds(String name, double otherwise) {
        return has(name) ? seconds(name) : otherwise;
    }

    /** A number that is part of an attribute's value. */
    double numberIn(String name, String value) {
        return parsed(name, value);
    }

    private double parsed(String name, String value) {
        try {
            double number = Double.parseDouble(value.trim());
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, with its place.
        }
        throw wrong(name, value, "a number");
    }

    BadInput wrong(String name, String value, String expected) {
        return bad(
                "<" + name() + "> has " + name + "=\"" + value + "\"", expected, "Correct the file or export it again");
    }

    BadInput bad(String found, String expected, String advice) {
        return new BadInput(place(), found, expected, advice);
    }
}
