package meridian.app.signals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import meridian.act.Weights;
import meridian.formats.FileKind;
import meridian.model.BadInput;
import meridian.model.network.VehicleKind;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads the file of weights, YAML as {@code cities/weights.yaml} explains it; strict, and every error has its line. */
public final class WeightsFile {
    private static final String USUAL = "/cities/weights.yaml";
    private static final String PERSONS = "persons";
    private static final String LONGEST_RED = "longest-red-seconds";
    private static final int MOST_BYTES = 100_000;
    private static final String ADVICE = "Compare it with cities/weights.yaml, which explains every key";
    private static final List<String> KINDS = Arrays.stream(VehicleKind.values())
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .toList();

    private final String name;
    private final JsonParser yaml;
    private final Map<VehicleKind, Double> persons = new EnumMap<>(VehicleKind.class);
    private @Nullable Double longestRedSeconds;

    private WeightsFile(String name, JsonParser yaml) {
        this.name = name;
        this.yaml = yaml;
    }

    /** Those that hold where nobody names a file. */
    public static Weights usual() {
        try (InputStream in = Objects.requireNonNull(WeightsFile.class.getResourceAsStream(USUAL))) {
            return parse(in.readAllBytes(), "cities/weights.yaml");
        } catch (IOException e) {
            throw new IllegalStateException("the program's own " + USUAL + " cannot be read", e);
        }
    }

    /** @throws BadInput where it cannot be used, with its line */
    public static Weights read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BadInput(
                    file.toString(), FileKind.describe(file), "a file of weights", "Name the file that is meant");
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new BadInput(
                        file.toString(),
                        Files.size(file) + " bytes",
                        "a file of weights of at most " + MOST_BYTES,
                        ADVICE);
            }
            return parse(Files.readAllBytes(file), file.toString());
        } catch (IOException e) {
            throw BadInput.unreadable(file, "a file of weights", e);
        }
    }

    static Weights parse(byte[] text, String name) {
        try (JsonParser yaml = YAMLMapper.shared().createParser(text)) {
            return new WeightsFile(name, yaml).weights();
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? -1 : e.getLocation().getLineNr();
            throw new BadInput(
                    line > 0 ? name + " line " + line : name,
                    e.getOriginalMessage(),
                    "YAML with keys and values",
                    ADVICE);
        }
    }

    private Weights weights() {
        if (yaml.nextToken() != JsonToken.START_OBJECT) {
            throw wrong("no keys", "the keys " + PERSONS + " and " + LONGEST_RED);
        }
        while (yaml.nextToken() == JsonToken.PROPERTY_NAME) {
            switch (yaml.currentName()) {
                case PERSONS -> persons();
                case LONGEST_RED -> longestRed();
                default ->
                    throw wrong("unknown key \"" + yaml.currentName() + "\"", "one of " + PERSONS + ", " + LONGEST_RED);
            }
        }
        for (VehicleKind kind : VehicleKind.values()) {
            if (!persons.containsKey(kind)) {
                throw new BadInput(
                        name, "no " + KINDS.get(kind.ordinal()) + " under " + PERSONS, "every kind of vehicle", ADVICE);
            }
        }
        Double red = longestRedSeconds;
        if (red == null) {
            throw new BadInput(name, "no key " + LONGEST_RED, "a longest red in seconds", ADVICE);
        }
        return new Weights(persons, red);
    }

    private void persons() {
        if (!persons.isEmpty()) {
            throw wrong(PERSONS + " for the second time", "each key once");
        }
        if (yaml.nextToken() != JsonToken.START_OBJECT) {
            throw wrong(PERSONS + " without kinds of vehicles", "a number for each of " + String.join(", ", KINDS));
        }
        while (yaml.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = yaml.currentName();
            int kind = KINDS.indexOf(key);
            if (kind < 0) {
                throw wrong("unknown kind \"" + key + "\"", "one of " + String.join(", ", KINDS));
            }
            double in = number(key, Weights.FEWEST_PERSONS, Weights.MOST_PERSONS, "people");
            if (persons.put(VehicleKind.values()[kind], in) != null) {
                throw wrong(key + " for the second time", "each kind once");
            }
        }
    }

    private void longestRed() {
        if (longestRedSeconds != null) {
            throw wrong(LONGEST_RED + " for the second time", "each key once");
        }
        longestRedSeconds = number(LONGEST_RED, Weights.LEAST_RED_SECONDS, Weights.MOST_RED_SECONDS, "seconds");
    }

    private double number(String key, double least, double most, String unit) {
        JsonToken token = yaml.nextToken();
        double value = token != null && token.isNumeric() ? yaml.getDoubleValue() : Double.NaN;
        if (!(value >= least && value <= most)) {
            throw wrong(
                    key + " is " + (token == null ? "missing" : yaml.getString()),
                    String.format(Locale.ROOT, "%s to %s %s", plain(least), plain(most), unit));
        }
        return value;
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    private BadInput wrong(String found, String expected) {
        int line = yaml.currentTokenLocation().getLineNr();
        return new BadInput(line > 0 ? name + " line " + line : name, found, expected, ADVICE);
    }
}
