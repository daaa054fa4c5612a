package meridian.app.signals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import meridian.audit.note.SignedNote;
import meridian.audit.note.VerifierKey;
import meridian.model.BadInput;
import meridian.safety.JunctionRules;
import meridian.safety.RuleChange;
import meridian.safety.SafetyRules;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What people know better about junctions than the map: changes of derived rules by junction, signed by one of those who may. {@code
 * docs/safety.md} has the format.
 *
 * @param changes by controller's id
 * @param signers who signed, of those whose keys count
 */
public record RulesFile(Map<String, List<RuleChange>> changes, List<String> signers) {
    private static final int MOST_BYTES = 1 << 20;
    private static final Set<String> KNOWN =
            Set.of("id", "amberSeconds", "leastGreenSeconds", "mostRedSeconds", "together", "apart", "note");

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    public RulesFile {
        changes = Map.copyOf(changes);
        signers = List.copyOf(signers);
    }

    /**
     * Reads and verifies.
     *
     * @param keys of people whose signature counts; one is enough
     * @throws BadInput where nobody of them has signed exactly this, or something in it cannot be
     */
    public static RulesFile read(Path file, Collection<VerifierKey> keys) {
        String text = text(file);
        SignedNote note = SignedNote.parse(file.toString(), text);
        List<String> signers = keys.stream()
                .filter(key -> key.verifies(note))
                .map(VerifierKey::name)
                .toList();
        if (signers.isEmpty()) {
            throw new BadInput(
                    file.toString(),
                    "none of the " + keys.size() + " keys whose signature counts has signed this",
                    "a signature of exactly this text",
                    "Have it signed anew (meridian rules sign), or name the right key");
        }
        return new RulesFile(parse(file.toString(), note.text()), signers);
    }

    /** The text of a file that is small enough. */
    public static String text(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new BadInput(
                        file.toString(), Files.size(file) + " bytes", "rules of up to " + MOST_BYTES, "Look at it");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw BadInput.unreadable(file, "a file with rules", e);
        }
    }

    /** Without a look at signatures. */
    public static Map<String, List<RuleChange>> parse(String place, String text) {
        JsonNode root;
        try {
            root = MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new BadInput(place, "it is no JSON (" + e.getOriginalMessage() + ")", "rules", "See docs/safety.md");
        }
        if (!root.path("junctions").isArray()) {
            throw new BadInput(
                    place, "there is no list of junctions", "an object with \"junctions\"", "See docs/safety.md");
        }
        Map<String, List<RuleChange>> changes = new TreeMap<>();
        for (JsonNode junction : root.path("junctions")) {
            String id = junction.path("id").asString("");
            String where = place + ", junction '" + BadInput.shortened(id) + "'";
            junction.propertyNames().forEach(name -> {
                if (!KNOWN.contains(name)) {
                    throw bad(
                            where,
                            "'" + name + "' means nothing here",
                            String.join(", ", KNOWN.stream().sorted().toList()));
                }
            });
            if (id.isEmpty() || changes.put(id, changes(where, junction)) != null) {
                throw bad(where, "it has no id, or is there twice", "each junction once, by its controller's id");
            }
        }
        return changes;
    }

    private static List<RuleChange> changes(String where, JsonNode junction) {
        List<RuleChange> changes = new ArrayList<>();
        junction.path("amberSeconds")
                .propertyStream()
                .forEach(entry -> changes.add(
                        new RuleChange.Amber(group(where, entry.getKey()), whole(where, entry.getValue()))));
        junction.path("leastGreenSeconds")
                .propertyStream()
                .forEach(entry -> changes.add(
                        new RuleChange.LeastGreen(group(where, entry.getKey()), whole(where, entry.getValue()))));
        if (junction.has("mostRedSeconds")) {
            changes.add(new RuleChange.MostRed(whole(where, junction.path("mostRedSeconds"))));
        }
        for (JsonNode pair : junction.path("together")) {
            changes.add(new RuleChange.Together(whole(where, pair.path(0)), whole(where, pair.path(1))));
        }
        for (JsonNode three : junction.path("apart")) {
            changes.add(new RuleChange.Apart(
                    whole(where, three.path(0)), whole(where, three.path(1)), whole(where, three.path(2))));
        }
        return changes;
    }

    private static int group(String where, String text) {
        if (!text.matches("[0-9]{1,2}")) {
            throw bad(where, "'" + text + "' is no group", "a group's number, counted from 0");
        }
        return Integer.parseInt(text);
    }

    private static int whole(String where, JsonNode value) {
        if (!value.isInt()) {
            throw bad(where, "'" + value + "' is no whole number", "groups and seconds as whole numbers");
        }
        return value.intValue();
    }

    private static BadInput bad(String place, String found, String expected) {
        return new BadInput(place, found, expected, "See docs/safety.md, \"Rules that people change\"");
    }

    /**
     * Derived rules with the changes.
     *
     * @throws BadInput where a change names a junction or a group that there is not, or makes rules that cannot be
     */
    public List<JunctionRules> applied(List<JunctionRules> derived) {
        Map<String, List<RuleChange>> left = new TreeMap<>(changes);
        List<JunctionRules> applied = new ArrayList<>();
        for (JunctionRules junction : derived) {
            List<RuleChange> wanted = left.remove(junction.controller());
            applied.add(wanted == null ? junction : changed(junction, wanted));
        }
        if (!left.isEmpty()) {
            throw bad("the rules", "there is no junction " + left.keySet(), "junctions of this city");
        }
        return List.copyOf(applied);
    }

    private static JunctionRules changed(JunctionRules junction, List<RuleChange> wanted) {
        String place = "the rules of junction " + junction.controller();
        SafetyRules rules = junction.findRules()
                .orElseThrow(
                        () -> bad(place, "nothing could be derived that could be changed", "a junction with rules"));
        try {
            return new JunctionRules(junction.controller(), rules.with(wanted), junction.crossings(), junction.gaps());
        } catch (IllegalArgumentException e) {
            throw bad(place, String.valueOf(e.getMessage()), "changes that leave lawful rules");
        }
    }
}
