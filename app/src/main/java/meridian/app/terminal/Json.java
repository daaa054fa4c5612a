package meridian.app.terminal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Records as JSON for people and programs, and back. Safe for all threads. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final JsonMapper LINES = JsonMapper.builder()
            .changeDefaultPropertyInclusion(given -> given.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private Json() {}

    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** On one line; what is null is left out. */
    public static String line(Object value) {
        return LINES.writeValueAsString(value);
    }

    /**
     * A record in a text.
     *
     * @throws JacksonException where it says something else
     */
    public static <T> T of(String text, Class<T> type) {
        return MAPPER.readValue(text, type);
    }

    /**
     * A record that {@link #text} wrote.
     *
     * @throws JacksonException where the file is missing or says something else
     */
    public static <T> T read(Path file, Class<T> type) {
        return MAPPER.readValue(file.toFile(), type);
    }
}
