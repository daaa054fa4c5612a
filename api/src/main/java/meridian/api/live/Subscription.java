package meridian.api.live;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import meridian.api.ngsi.EntityWriter;
import meridian.api.ngsi.Form;
import meridian.twin.TwinState;
import meridian.twin.entity.Entity;
import meridian.twin.entity.GeoBox;
import meridian.twin.entity.Rejected;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to see. All parts must hold; an empty one holds always.
 *
 * @param box that the box around an entity's location meets
 * @param types of which an entity has one
 * @param ids of entities
 * @param attributes of which an entity has one; only these are shown, and only their changes
 * @param form in which entities are written
 * @param systemTimes whether createdAt and modifiedAt are told
 */
public record Subscription(
        Optional<GeoBox> box,
        Set<String> types,
        Set<String> ids,
        Set<String> attributes,
        Form form,
        boolean systemTimes) {
    static final int MOST_NAMES = 100;
    static final int MOST_IDS = 1_000;

    private static final int CORNERS = 4;
    private static final Set<String> OPTIONS = Set.of("keyValues", "simplified", "normalized", "sysAttrs");

    public Subscription {
        types = Set.copyOf(types);
        ids = Set.copyOf(ids);
        attributes = Set.copyOf(attributes);
    }

    /**
     * @param parameter values by the names {@code bbox, type, id, attrs, options}, several of one with commas
     * @throws LiveProblem where it is none, or would be all there is
     */
    public static Subscription of(Function<String, Optional<String>> parameter) {
        Set<String> options = names(parameter, "options", MOST_NAMES);
        for (String option : options) {
            if (!OPTIONS.contains(option)) {
                throw LiveProblem.subscription("options are " + String.join(", ", new TreeSet<>(OPTIONS)) + ", not "
                        + meridian.model.BadInput.shortened(option) + ".");
            }
        }
        Subscription made = new Subscription(
                parameter.apply("bbox").map(Subscription::box),
                names(parameter, "type", MOST_NAMES),
                names(parameter, "id", MOST_IDS),
                names(parameter, "attrs", MOST_NAMES),
                options.contains("keyValues") || options.contains("simplified") ? Form.SIMPLIFIED : Form.NORMALIZED,
                options.contains("sysAttrs"));
        if (made.box.isEmpty() && made.types.isEmpty() && made.ids.isEmpty()) {
            throw LiveProblem.subscription("A subscription names a box (bbox=west,south,east,north), a type or an id.");
        }
        return made;
    }

    private static Set<String> names(Function<String, Optional<String>> parameter, String name, int most) {
        Set<String> names =
                new TreeSet<>(parameter.apply(name).map(EntityWriter::names).orElse(List.of()));
        if (names.size() > most) {
            throw LiveProblem.subscription(name + " has " + names.size() + " words, at most " + most + " are taken.");
        }
        return names;
    }

    private static GeoBox box(String text) {
        double[] corners = Arrays.stream(text.split(",", -1))
                .limit(CORNERS + 1)
                .mapToDouble(Subscription::number)
                .toArray();
        if (corners.length != CORNERS) {
            throw LiveProblem.subscription("bbox has four numbers: west,south,east,north in degrees.");
        }
        try {
            return new GeoBox(corners[0], corners[1], corners[2], corners[3]);
        } catch (Rejected e) {
            throw LiveProblem.subscription(
                    "bbox is west,south,east,north in degrees, west not greater than east, south not greater than north.");
        }
    }

    /** Java would also read "0x1p3", "10d" and "Infinity"; NaN fails in the box. */
    private static double number(String text) {
        String number = text.strip();
        return number.length() <= 40 && number.matches("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?")
                ? Double.parseDouble(number)
                : Double.NaN;
    }

    /** @param place the box around its location; null where it has none */
    boolean accepts(Entity entity, @Nullable GeoBox place) {
        return (box.isEmpty() || place != null && box.get().intersects(place))
                && (types.isEmpty() || entity.types().stream().anyMatch(types::contains))
                && (ids.isEmpty() || ids.contains(entity.id()))
                && (attributes.isEmpty() || entity.attributes().stream().anyMatch(a -> attributes.contains(a.name())));
    }

    /** All entities that may be accepted, from the index that promises least. */
    void candidates(TwinState state, Consumer<Entity> action) {
        if (!ids.isEmpty()) {
            new TreeSet<>(ids).forEach(id -> state.find(id).ifPresent(action));
        } else if (box.isPresent()) {
            state.forEachIn(box.get(), action);
        } else {
            for (String type : types) {
                state.forEachOfType(type, entity -> {
                    // One that has two of the types comes once.
                    if (type.equals(firstOf(entity))) {
                        action.accept(entity);
                    }
                });
            }
        }
    }

    private String firstOf(Entity entity) {
        return entity.types().stream().filter(types::contains).findFirst().orElseThrow();
    }
}
