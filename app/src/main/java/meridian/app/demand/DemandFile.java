package meridian.app.demand;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import meridian.formats.FileKind;
import meridian.model.BadInput;
import meridian.sim.demand.DemandModel;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads a demand file: YAML, strict about unknown, missing and repeated keys. {@code meridian/app/cities/montevideo.yaml} is
 * the example that explains every key.
 */
public final class DemandFile {
    private static final int MOST_BYTES = 1_000_000;
    private static final String EXAMPLE =
            "Compare it with meridian/app/cities/montevideo.yaml, which explains every key";

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private DemandFile() {}

    /**
     * The demand in a file.
     *
     * @throws BadInput where it cannot be used, with its line
     */
    public static DemandModel read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BadInput(
                    file.toString(), FileKind.describe(file), "a demand file", "Name the file that is meant");
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new BadInput(
                        file.toString(),
                        Files.size(file) + " bytes",
                        "a demand file of at most " + MOST_BYTES + " bytes",
                        "Trips that are known one by one go into a route file, not here");
            }
            return parse(Files.readAllBytes(file), file.toString());
        } catch (IOException e) {
            throw BadInput.unreadable(file, "a demand file", e);
        }
    }

    /** The demand that Meridian ships for a city, by the city's name. */
    public static Optional<DemandModel> shipped(String cityName) {
        String text = shippedText(cityName);
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(parse(text.getBytes(StandardCharsets.UTF_8), resource(cityName)));
    }

    /** The file of that demand, empty where there is none. */
    public static String shippedText(String cityName) {
        try (InputStream in = DemandFile.class.getResourceAsStream(resource(cityName))) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String cityName) {
        String plain = cityName.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return "/meridian/app/cities/" + plain + ".yaml";
    }

    static DemandModel parse(byte[] yaml, String name) {
        try (JsonParser keys = YAML.createParser(yaml)) {
            DemandKeys.check(keys, name);
            DemandText text = YAML.readValue(yaml, DemandText.class);
            if (text == null) {
                throw new BadInput(name, "an empty file", "keys and numbers", EXAMPLE);
            }
            return text.model();
        } catch (JacksonException e) {
            throw new BadInput(place(name, e), reason(e), "the keys and numbers of a demand file", EXAMPLE);
        } catch (IllegalArgumentException e) {
            throw new BadInput(name, String.valueOf(e.getMessage()), "numbers that fit together", EXAMPLE);
        }
    }

    private static String place(String name, JacksonException e) {
        int line = e.getLocation() == null ? -1 : e.getLocation().getLineNr();
        return line > 0 ? name + " line " + line : name;
    }

    private static String reason(JacksonException e) {
        if (e instanceof ValueInstantiationException && e.getCause() != null) {
            return String.valueOf(e.getCause().getMessage());
        }
        // Jackson ends with the name of its own setting and a number, which help nobody here.
        return e.getOriginalMessage().replaceAll(" \\(index \\d+\\)|; `.*", "");
    }
}
