package meridian.app.demand;

import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import meridian.model.BadInput;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Finds the first key of a demand file that means nothing. Jackson would find it too, but only after everything else, without
 * its line, and a misspelled key it would report as a missing one.
 */
final class DemandKeys {
    private static final Set<String> TOP = keys(DemandText.class);
    private static final Set<String> PURPOSE = keys(DemandText.Purpose.class);
    private static final Set<String> EDGE = keys(DemandText.Edge.class);

    private DemandKeys() {}

    private static Set<String> keys(Class<? extends Record> type) {
        Set<String> keys = new TreeSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            keys.add(component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
        }
        return keys;
    }

    /** @param name of the file, for people */
    static void check(JsonParser yaml, String name) {
        Deque<String> path = new ArrayDeque<>();
        String key = "";
        for (JsonToken token = yaml.nextToken(); token != null; token = yaml.nextToken()) {
            switch (token) {
                case START_OBJECT, START_ARRAY -> path.addLast(key);
                case END_OBJECT, END_ARRAY -> path.removeLast();
                case PROPERTY_NAME -> {
                    key = yaml.currentName();
                    Set<String> known = knownAt(path);
                    if (!known.isEmpty() && !known.contains(key)) {
                        throw new BadInput(
                                name + " line " + yaml.currentTokenLocation().getLineNr(),
                                "unknown key \"" + key + "\"",
                                "one of " + String.join(", ", known),
                                "Correct the key, or take it out");
                    }
                }
                default -> {}
            }
        }
    }

    /** Empty where any key is right, or another check knows better. */
    private static Set<String> knownAt(Deque<String> path) {
        String[] at = path.toArray(String[]::new);
        if (at.length == 1) {
            return TOP;
        }
        if (at.length == 2 && at[1].equals("edge")) {
            return EDGE;
        }
        return at.length == 3 && at[1].equals("purposes") ? PURPOSE : Set.of();
    }
}
