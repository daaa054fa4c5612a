package meridian.formats.osm;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import meridian.model.City;
import meridian.model.network.Network;

/** All texts in a city, however deep: through records, collections and the network. */
final class Strings {
    private final TreeSet<String> found = new TreeSet<>();

    private Strings() {}

    static TreeSet<String> in(Object... roots) {
        Strings strings = new Strings();
        for (Object root : roots) {
            strings.visit(root);
        }
        return strings.found;
    }

    static TreeSet<String> in(City city) {
        return in((Object) city);
    }

    private void visit(Object object) {
        switch (object) {
            case null -> {}
            case String text -> found.add(text);
            case Collection<?> many -> many.forEach(this::visit);
            case Map<?, ?> map -> {
                visit(map.keySet());
                visit(map.values());
            }
            case Network network -> {
                visit(network.nodes());
                visit(network.links());
                visit(network.crossings());
            }
            case Record record -> visitParts(record);
            default -> {
                // Numbers, enums, shapes: no text.
            }
        }
    }

    private void visitParts(Record record) {
        if (!record.getClass().getName().startsWith("meridian.")) {
            return;
        }
        for (RecordComponent part : record.getClass().getRecordComponents()) {
            try {
                var accessor = part.getAccessor();
                accessor.setAccessible(true);
                visit(accessor.invoke(record));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
