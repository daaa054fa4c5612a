package meridian.twin.entity;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an attribute is and what it holds: the kinds of NGSI-LD (clause 4.5). */
public sealed interface Content {
    /** A property without a unit. */
    static Content of(Value value) {
        return new Property(value, null);
    }

    static Content of(Value value, String unitCode) {
        return new Property(value, unitCode);
    }

    static Content of(Geometry geometry) {
        return new GeoProperty(geometry);
    }

    static Content to(String... targets) {
        return new Relationship(List.of(targets), null);
    }

    /** @param unitCode UN/CEFACT Recommendation 20's code, such as KMH for km/h */
    record Property(Value value, @Nullable String unitCode) implements Content {
        public Property {
            noNothing(value, "value");
            unitCode = unitCode == null ? null : Names.label(unitCode);
        }
    }

    /**
     * To other entities, which need not exist.
     *
     * @param objects their ids, one or more
     * @param objectType their type where stated
     */
    record Relationship(List<String> objects, @Nullable String objectType) implements Content {
        public Relationship {
            if (objects.isEmpty()) {
                throw new Rejected(Rejected.Reason.BAD_VALUE, "relationship", "leads nowhere");
            }
            Limits.most(objects.size(), Limits.VALUE_NODES, "relationship", "objects");
            objects = List.copyOf(objects);
            objects.forEach(Names::id);
            objectType = objectType == null ? null : Names.name(objectType);
        }
    }

    /** A place or shape. */
    record GeoProperty(Geometry geometry) implements Content {}

    /** A text in several languages, by BCP 47 tag; {@code @none} where there is none. */
    record LanguageProperty(Map<String, List<String>> texts) implements Content {
        public LanguageProperty {
            if (texts.isEmpty()) {
                throw new Rejected(Rejected.Reason.BAD_VALUE, "languageMap", "has no text");
            }
            Limits.most(texts.size(), 1_000, "languageMap", "languages");
            Map<String, List<String>> copy = LinkedHashMap.newLinkedHashMap(texts.size());
            texts.forEach((language, lines) -> copy.put(Names.label(language), checked(lines)));
            texts = Collections.unmodifiableMap(copy);
        }

        private static List<String> checked(List<String> lines) {
            Limits.most(lines.size(), Limits.VALUE_NODES, "languageMap", "texts");
            lines.forEach(Value.Text::new);
            return List.copyOf(lines);
        }
    }

    /** Words of a vocabulary: URIs or terms. */
    record VocabProperty(List<String> words) implements Content {
        public VocabProperty {
            if (words.isEmpty()) {
                throw new Rejected(Rejected.Reason.BAD_VALUE, "vocab", "has no word");
            }
            Limits.most(words.size(), Limits.VALUE_NODES, "vocab", "words");
            words = words.stream().map(Names::label).toList();
        }
    }

    /** Values whose order counts. */
    record ListProperty(Value.Items values) implements Content {
        public ListProperty {
            noNothing(values, "valueList");
        }
    }

    /** JSON as it came, null included. */
    record Json(Value value) implements Content {}

    private static void noNothing(Value value, String place) {
        if (value.holdsNothing()) {
            throw new Rejected(
                    Rejected.Reason.BAD_VALUE, place, "is or holds null, which only a JsonProperty may (clause 4.5.0)");
        }
    }
}
