package meridian.twin.query;

import java.util.List;

/**
 * Where a value is: an attribute, its sub-attributes behind dots, and members of its value in brackets, as in
 * {@code temperature.accuracy} and {@code address[street.name]}. Clause 4.9.
 *
 * @param names attribute and sub-attributes, one or more; the last may be observedAt, createdAt, modifiedAt, unitCode,
 *     datasetId, quality or source of what stands before it
 * @param members of the value, may be empty; of a LanguageProperty the language
 */
public record AttributePath(List<String> names, List<String> members) {
    public AttributePath {
        names = List.copyOf(names);
        members = List.copyOf(members);
    }
}
