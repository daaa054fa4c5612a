package meridian.formats.cityflow;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import meridian.formats.Progress;
import meridian.model.BadInput;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/** A cursor over one JSON file that never holds more than one value; nesting, texts and tokens are bounded. */
final class JsonFile {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxStringLength(1 << 20)
                    .maxNameLength(1_000)
                    .maxNumberLength(100)
                    .maxTokenCount(100_000_000L)
                    .build())
            .build();
    private static final int LONGEST_ARRAY = 2_000_000;
    private static final int ITEMS_BETWEEN_PROGRESS = 1 << 12;

    private final Path file;
    private final JsonParser parser;
    private final Progress progress;
    private final long size;
    private long items;

    private JsonFile(Path file, JsonParser parser, Progress progress, long size) {
        this.file = file;
        this.parser = parser;
        this.progress = progress;
        this.size = size;
    }

    /** @param body called with the cursor on the file's only value */
    static void read(Path file, Progress progress, Consumer<JsonFile> body) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), in)) {
            JsonFile json = new JsonFile(file, parser, progress, Files.size(file));
            if (parser.nextToken() == null) {
                throw new BadInput(file.toString(), "the file is empty", "a JSON file of CityFlow", "Fetch it again");
            }
            body.accept(json);
            if (parser.nextToken() != null) {
                throw json.bad("something follows the end of the data", "nothing", "Remove it");
            }
        } catch (JacksonException e) {
            throw new BadInput(
                    e.getLocation() == null ? file.toString() : place(file, e.getLocation()),
                    problem(e),
                    "a whole JSON file of CityFlow in UTF-8",
                    "Fetch or export it again");
        } catch (IOException e) {
            throw BadInput.unreadable(file, "a JSON file of CityFlow", e);
        }
    }

    /** The parser's own words are made for programmers; only what they say about the data is kept. */
    private static String problem(JacksonException e) {
        return switch (e) {
            case JacksonIOException io -> "it cannot be read on (" + BadInput.reason(io.getCause()) + ")";
            case UnexpectedEndOfInputException _ -> "the file ends before its data is complete";
            case StreamConstraintsException _ -> "a text, name, number or nesting is larger than any city needs";
            default ->
                "this is not JSON that can be used (" + e.getOriginalMessage().split(": |; | \\(start marker", 2)[0]
                        + ")";
        };
    }

    private static String place(Path file, TokenStreamLocation at) {
        return file + " line " + at.getLineNr() + " column " + at.getColumnNr();
    }

    /** @param field called with each name, the cursor on its value, which it must take or {@link #skip} */
    void fields(Consumer<String> field) {
        expect(JsonToken.START_OBJECT, "an object");
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            field.accept(name);
        }
    }

    /** @param item called with the cursor on each value, which it must take or {@link #skip} */
    void items(Runnable item) {
        expect(JsonToken.START_ARRAY, "a list");
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (++count > LONGEST_ARRAY) {
                throw bad(
                        "a list of more than " + LONGEST_ARRAY + " values",
                        "the things of one city",
                        "Do not use this file");
            }
            item.run();
            if (++items % ITEMS_BETWEEN_PROGRESS == 0) {
                progress.at(
                        "reading " + file.getFileName(),
                        Math.max(0, parser.currentLocation().getByteOffset()),
                        size);
            }
        }
    }

    void skip() {
        parser.skipChildren();
    }

    String text() {
        expect(JsonToken.VALUE_STRING, "a text");
        return parser.getString();
    }

    boolean flag() {
        if (parser.currentToken() == JsonToken.VALUE_TRUE) {
            return true;
        }
        expect(JsonToken.VALUE_FALSE, "true or false");
        return false;
    }

    double number() {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            expect(JsonToken.VALUE_NUMBER_FLOAT, "a number");
        }
        double value = parser.getDoubleValue();
        if (!(Math.abs(value) < 1e12)) {
            throw bad("the number " + value, "one that fits a city", "Correct the file");
        }
        return value;
    }

    int whole() {
        double value = number();
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw bad("the number " + value, "a whole number", "Correct the file");
        }
        return (int) value;
    }

    String place() {
        return place(file, parser.currentTokenLocation());
    }

    int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    BadInput bad(String found, String expected, String advice) {
        return new BadInput(place(), found, expected, advice);
    }

    private void expect(JsonToken token, String name) {
        if (parser.currentToken() != token) {
            String field = parser.currentName() == null ? "a value" : "\"" + parser.currentName() + "\"";
            throw bad(
                    field + " is " + named(parser.currentToken()), name, "Name a roadnet and a flow file of CityFlow");
        }
    }

    private static String named(@Nullable JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            case null, default -> "missing";
        };
    }
}
