package meridian.act.life;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import meridian.audit.Entry;
import meridian.model.BadInput;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Leaves as the audit log has them: {@link CanonicalJson} with a {@code type}. */
final class LeafText {
    private static final String TYPE = "type";
    private static final Map<String, Class<? extends Leaf>> TYPES = types();

    private LeafText() {}

    private static Map<String, Class<? extends Leaf>> types() {
        Map<String, Class<? extends Leaf>> types = new TreeMap<>();
        for (Class<?> kind : Leaf.class.getPermittedSubclasses()) {
            types.put(name(kind), kind.asSubclass(Leaf.class));
        }
        return Map.copyOf(types);
    }

    /** Such as {@code policyAdopted}. */
    static String name(Class<?> kind) {
        String name = kind.getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    static String text(Leaf leaf) {
        ObjectNode node = CanonicalJson.MAPPER.valueToTree(leaf);
        node.put(TYPE, name(leaf.getClass()));
        return CanonicalJson.text(node);
    }

    /** @throws BadInput where it is not what {@link #text} writes */
    static Leaf of(Entry entry) {
        try {
            JsonNode node = CanonicalJson.MAPPER.readTree(entry.text());
            @Nullable
            Class<? extends Leaf> type = node instanceof ObjectNode object && object.has(TYPE)
                    ? TYPES.get(object.remove(TYPE).asString())
                    : null;
            if (type == null) {
                throw bad(entry, "it is of no kind that is known here");
            }
            Leaf leaf = CanonicalJson.MAPPER.treeToValue(node, type);
            if (!text(leaf).equals(entry.text())) {
                throw bad(entry, "it is not written in its canonical form");
            }
            return leaf;
        } catch (JacksonException | IllegalArgumentException e) {
            throw bad(entry, String.valueOf(e.getMessage()));
        }
    }

    private static BadInput bad(Entry entry, String found) {
        return new BadInput(
                "audit log entry " + entry.index(),
                found,
                "something that this Meridian writes",
                "Another version may have written it; start that one, or go on in another folder");
    }
}
