package meridian.twin.query;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Content;
import meridian.twin.entity.Entity;
import meridian.twin.entity.Times;
import meridian.twin.entity.Value;

/** From a path to the values that stand there: one of each instance, and of each object, word or language text. */
final class Paths {
    private Paths() {}

    static boolean isSystemName(String name) {
        return switch (name) {
            case "observedAt", "createdAt", "modifiedAt", "unitCode", "datasetId", "quality", "source" -> true;
            default -> false;
        };
    }

    /** Whether the test holds for one of the values at a path. */
    static boolean anyValue(Entity entity, AttributePath path, Predicate<Value> test) {
        String first = path.names().getFirst();
        if (path.names().size() == 1 && isSystemName(first)) {
            return switch (first) {
                case "createdAt" -> moment(entity.createdMicros(), test);
                case "modifiedAt" -> moment(entity.modifiedMicros(), test);
                default -> false;
            };
        }
        for (int i = 0; i < entity.attributeCount(); i++) {
            if (entity.attribute(i).name().equals(first) && anyBelow(entity.attribute(i), path, 1, test)) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyBelow(Attribute attribute, AttributePath path, int level, Predicate<Value> test) {
        if (level == path.names().size()) {
            return anyOf(attribute.content(), path.members(), test);
        }
        String name = path.names().get(level);
        if (isSystemName(name)) {
            return level == path.names().size() - 1 && system(attribute, name, test);
        }
        for (Attribute sub : attribute.subs()) {
            if (sub.name().equals(name) && anyBelow(sub, path, level + 1, test)) {
                return true;
            }
        }
        return false;
    }

    private static boolean system(Attribute a, String name, Predicate<Value> test) {
        return switch (name) {
            case "observedAt" -> moment(a.observedMicros(), test);
            case "createdAt" -> moment(a.createdMicros(), test);
            case "modifiedAt" -> moment(a.modifiedMicros(), test);
            case "datasetId" -> a.datasetId().map(Value::of).filter(test).isPresent();
            case "source" -> a.source().map(Value::of).filter(test).isPresent();
            case "quality" -> test.test(Value.of(a.quality().name().toLowerCase(java.util.Locale.ROOT)));
            default ->
                a.content() instanceof Content.Property p && p.unitCode() != null && test.test(Value.of(p.unitCode()));
        };
    }

    private static boolean moment(long micros, Predicate<Value> test) {
        return micros != Times.NONE && test.test(new Value.Moment(micros));
    }

    private static boolean anyOf(Content content, List<String> members, Predicate<Value> test) {
        return switch (content) {
            case Content.Property c -> anyMember(c.value(), members, 0, test);
            case Content.Relationship c -> members.isEmpty() && anyText(c.objects(), test);
            case Content.GeoProperty c -> members.isEmpty() && test.test(new Value.Geo(c.geometry()));
            case Content.LanguageProperty c -> anyLanguage(c.texts(), members, test);
            case Content.VocabProperty c -> members.isEmpty() && anyText(c.words(), test);
            case Content.ListProperty c -> anyMember(c.values(), members, 0, test);
            case Content.Json c -> anyMember(c.value(), members, 0, test);
        };
    }

    private static boolean anyLanguage(Map<String, List<String>> texts, List<String> members, Predicate<Value> test) {
        return texts.entrySet().stream()
                .filter(text ->
                        members.isEmpty() || members.equals(List.of(text.getKey())) || members.equals(List.of("*")))
                .anyMatch(text -> anyText(text.getValue(), test));
    }

    private static boolean anyText(List<String> texts, Predicate<Value> test) {
        return texts.stream().anyMatch(text -> test.test(Value.of(text)));
    }

    private static boolean anyMember(Value value, List<String> members, int level, Predicate<Value> test) {
        if (level == members.size()) {
            return test.test(value)
                    || value instanceof Value.Items items
                            && items.values().stream().anyMatch(test);
        }
        return switch (value) {
            case Value.Fields fields -> {
                Value member = fields.values().get(members.get(level));
                yield member != null && anyMember(member, members, level + 1, test);
            }
            // A path goes through arrays: [lines.name] finds the name of any of the lines.
            case Value.Items items -> items.values().stream().anyMatch(item -> anyMember(item, members, level, test));
            default -> false;
        };
    }
}
