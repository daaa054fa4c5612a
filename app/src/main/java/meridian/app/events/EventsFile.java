package meridian.app.events;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import meridian.formats.FileKind;
import meridian.formats.ReadReport;
import meridian.formats.sumo.SumoEvents;
import meridian.model.BadInput;
import meridian.model.event.RoadEvent;
import meridian.model.network.Network;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads an events file: YAML as {@code docs/events.md} explains it, strict about unknown and repeated keys; or one of SUMO's
 * additional files.
 */
public final class EventsFile {
    private static final int MOST_BYTES = 10_000_000;
    private static final String EXAMPLE = "Compare it with docs/events.md, which explains every key";
    private static final Set<String> KEYS = Arrays.stream(EventText.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toCollection(TreeSet::new));

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Half a lane is no lane.
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    /** The whole file. */
    private record Text(List<EventText> events) {}

    private EventsFile() {}

    /**
     * The events in a file.
     *
     * @param network where they are
     * @param report told of what one of SUMO's files holds that cannot be used
     * @throws BadInput where it cannot be used, with its line
     */
    public static List<RoadEvent> read(Path file, Network network, ReadReport report) {
        if (!Files.isRegularFile(file)) {
            throw new BadInput(
                    file.toString(), FileKind.describe(file), "a file of events", "Name the file that is meant");
        }
        if (SumoEvents.recognises(file)) {
            return SumoEvents.read(file, network, report);
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new BadInput(
                        file.toString(),
                        Files.size(file) + " bytes",
                        "a file of events of at most " + MOST_BYTES + " bytes",
                        "Do not use this file");
            }
            return parse(Files.readAllBytes(file), file.toString(), network);
        } catch (IOException e) {
            throw BadInput.unreadable(file, "a file of events", e);
        }
    }

    static List<RoadEvent> parse(byte[] yaml, String name, Network network) {
        try (JsonParser keys = YAML.createParser(yaml)) {
            List<Integer> lines = lines(keys, name);
            Text text = YAML.readValue(yaml, Text.class);
            if (text == null || text.events() == null) {
                throw new BadInput(name, "no key \"events\"", "a list of events under that key", EXAMPLE);
            }
            List<RoadEvent> events = new ArrayList<>();
            for (int i = 0; i < text.events().size(); i++) {
                String place = i < lines.size() ? name + " line " + lines.get(i) : name;
                if (text.events().get(i) == null) {
                    throw new BadInput(place, "an empty entry", "an event", EXAMPLE);
                }
                events.addAll(events(text.events().get(i), place, network));
            }
            return events;
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? -1 : e.getLocation().getLineNr();
            throw new BadInput(
                    line > 0 ? name + " line " + line : name,
                    reason(e),
                    "the keys and values of a file of events",
                    EXAMPLE);
        }
    }

    private static String reason(JacksonException e) {
        if (e instanceof InvalidFormatException format) {
            String key = format.getPath().stream()
                    .map(JacksonException.Reference::getPropertyName)
                    .filter(Objects::nonNull)
                    .reduce("", (_, last) -> last);
            return key + " cannot be \"" + format.getValue() + "\"";
        }
        // Jackson ends with a number, and the name of its own setting, which help nobody here.
        return e.getOriginalMessage().replaceAll(" \\(index \\d+\\)|; `.*", "");
    }

    private static List<RoadEvent> events(EventText text, String place, Network network) {
        try {
            return text.events(network);
        } catch (IllegalArgumentException e) {
            throw new BadInput(place, String.valueOf(e.getMessage()), "an event on roads of this city", EXAMPLE);
        }
    }

    /** The line on which each event begins; an unknown key is refused here, because Jackson would not say its line. */
    private static List<Integer> lines(JsonParser yaml, String name) {
        List<Integer> lines = new ArrayList<>();
        int depth = 0;
        for (JsonToken token = yaml.nextToken(); token != null; token = yaml.nextToken()) {
            int line = yaml.currentTokenLocation().getLineNr();
            switch (token) {
                case START_OBJECT, START_ARRAY -> {
                    depth++;
                    if (depth == 3) {
                        lines.add(line);
                    }
                }
                case END_OBJECT, END_ARRAY -> depth--;
                case PROPERTY_NAME -> {
                    Set<String> known = depth == 1 ? Set.of("events") : KEYS;
                    if (!known.contains(yaml.currentName())) {
                        throw new BadInput(
                                name + " line " + line,
                                "unknown key \"" + yaml.currentName() + "\"",
                                "one of " + String.join(", ", known),
                                "Correct the key, or take it out");
                    }
                }
                default -> {}
            }
        }
        return lines;
    }
}
