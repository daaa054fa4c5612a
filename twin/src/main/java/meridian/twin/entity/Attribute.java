package meridian.twin.entity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One instance of an attribute: what it holds, since when, from whom, how sure, and properties of its own.
 *
 * <p>An entity has several instances of one name where their datasetIds differ; the instance without is the default one.
 */
public final class Attribute {
    /** By name, then default instance, then datasetId: the order in an entity, in files and in answers. */
    private static int compare(Attribute a, Attribute b) {
        int names = a.name.compareTo(b.name);
        if (names != 0 || a.datasetId == null || b.datasetId == null) {
            return names != 0 ? names : (a.datasetId == null ? 0 : 1) - (b.datasetId == null ? 0 : 1);
        }
        return a.datasetId.compareTo(b.datasetId);
    }

    private final String name;
    private final @Nullable String datasetId;
    private final Content content;
    private final long observedMicros;
    private final Quality quality;
    private final @Nullable String source;
    private final List<Attribute> subs;
    private final long createdMicros;
    private final long modifiedMicros;

    private Attribute(
            String name,
            @Nullable String datasetId,
            Content content,
            long observedMicros,
            Quality quality,
            @Nullable String source,
            List<Attribute> subs,
            long createdMicros,
            long modifiedMicros) {
        this.name = name;
        this.datasetId = datasetId;
        this.content = content;
        this.observedMicros = observedMicros;
        this.quality = quality;
        this.source = source;
        this.subs = subs;
        this.createdMicros = createdMicros;
        this.modifiedMicros = modifiedMicros;
    }

    /** An attribute that says nothing but its content. */
    public static Attribute of(String name, Content content) {
        return new Attribute(
                Names.name(name), null, content, Times.NONE, Quality.UNSTATED, null, List.of(), Times.NONE, Times.NONE);
    }

    /**
     * An instance with all that a producer may say.
     *
     * @param observedMicros see {@link Times}; {@link Times#NONE} where nobody says
     */
    public static Attribute of(
            String name,
            Content content,
            @Nullable String datasetId,
            long observedMicros,
            Quality quality,
            @Nullable String source) {
        return new Attribute(
                Names.name(name),
                datasetId == null ? null : Names.label(datasetId),
                content,
                observedMicros == Times.NONE ? observedMicros : Times.checked(observedMicros, name),
                quality,
                source == null ? null : Names.label(source),
                List.of(),
                Times.NONE,
                Times.NONE);
    }

    public Attribute withDataset(String newDatasetId) {
        return new Attribute(
                name,
                Names.label(newDatasetId),
                content,
                observedMicros,
                quality,
                source,
                subs,
                createdMicros,
                modifiedMicros);
    }

    /** When its content was true, and who says so. */
    public Attribute observed(Instant observedAt, Quality newQuality, String newSource) {
        return observed(Times.micros(observedAt), newQuality, newSource);
    }

    /** @param newObservedMicros see {@link Times}; {@link Times#NONE} where nobody says */
    public Attribute observed(long newObservedMicros, Quality newQuality, @Nullable String newSource) {
        return new Attribute(
                name,
                datasetId,
                content,
                newObservedMicros == Times.NONE ? newObservedMicros : Times.checked(newObservedMicros, name),
                newQuality,
                newSource == null ? null : Names.label(newSource),
                subs,
                createdMicros,
                modifiedMicros);
    }

    /** With properties (relationships …) of its own, at most {@link Limits#SUB_DEPTH} levels of them. */
    public Attribute withSubs(List<Attribute> newSubs) {
        List<Attribute> sorted = sorted(newSubs, name);
        Limits.most(depth(sorted), Limits.SUB_DEPTH, name, "levels of sub-properties");
        return new Attribute(
                name, datasetId, content, observedMicros, quality, source, sorted, createdMicros, modifiedMicros);
    }

    /** As the server stamps it. */
    public Attribute stamped(long newCreatedMicros, long newModifiedMicros) {
        return new Attribute(
                name, datasetId, content, observedMicros, quality, source, subs, newCreatedMicros, newModifiedMicros);
    }

    /** The same instance after an observation: sub-properties stay, and so does the unit where none is said. */
    public Attribute renewed(
            Content newContent, long newObservedMicros, Quality newQuality, @Nullable String newSource, long atMicros) {
        return new Attribute(
                name,
                datasetId,
                withUnitOf(content, newContent),
                newObservedMicros,
                newQuality,
                newSource,
                subs,
                createdMicros,
                atMicros);
    }

    private static Content withUnitOf(Content old, Content now) {
        return now instanceof Content.Property p
                        && p.unitCode() == null
                        && old instanceof Content.Property before
                        && before.unitCode() != null
                ? new Content.Property(p.value(), before.unitCode())
                : now;
    }

    static List<Attribute> sorted(List<Attribute> attributes, String place) {
        Limits.most(attributes.size(), Limits.ATTRIBUTES, place, "attributes");
        if (attributes.isEmpty()) {
            return List.of();
        }
        if (isAscending(attributes)) {
            return List.copyOf(attributes);
        }
        List<Attribute> sorted = new ArrayList<>(attributes);
        sorted.sort(Attribute::compare);
        for (int i = 1; i < sorted.size(); i++) {
            if (compare(sorted.get(i - 1), sorted.get(i)) == 0) {
                throw new Rejected(
                        Rejected.Reason.TWICE,
                        place,
                        "has attribute " + sorted.get(i).name + " twice with the same datasetId");
            }
        }
        return List.copyOf(sorted);
    }

    private static boolean isAscending(List<Attribute> attributes) {
        for (int i = 1; i < attributes.size(); i++) {
            if (compare(attributes.get(i - 1), attributes.get(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static int depth(List<Attribute> subs) {
        int deepest = 0;
        for (Attribute sub : subs) {
            deepest = Math.max(deepest, 1 + depth(sub.subs));
        }
        return deepest;
    }

    public String name() {
        return name;
    }

    public Optional<String> datasetId() {
        return Optional.ofNullable(datasetId);
    }

    public Content content() {
        return content;
    }

    public Optional<Instant> observedAt() {
        return observedMicros == Times.NONE ? Optional.empty() : Optional.of(Times.instant(observedMicros));
    }

    /** See {@link Times}; {@link Times#NONE} where nobody said. */
    public long observedMicros() {
        return observedMicros;
    }

    public Quality quality() {
        return quality;
    }

    public Optional<String> source() {
        return Optional.ofNullable(source);
    }

    /** Its own properties, in the order of names. */
    public List<Attribute> subs() {
        return subs;
    }

    /** {@link Times#NONE} until the server stamped it. */
    public long createdMicros() {
        return createdMicros;
    }

    /** {@link Times#NONE} until the server stamped it. */
    public long modifiedMicros() {
        return modifiedMicros;
    }

    /** Whether it is the instance of this name and datasetId. */
    public boolean is(String otherName, @Nullable String otherDataset) {
        return name.equals(otherName) && Objects.equals(datasetId, otherDataset);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attribute a
                && name.equals(a.name)
                && Objects.equals(datasetId, a.datasetId)
                && content.equals(a.content)
                && observedMicros == a.observedMicros
                && quality == a.quality
                && Objects.equals(source, a.source)
                && subs.equals(a.subs)
                && createdMicros == a.createdMicros
                && modifiedMicros == a.modifiedMicros;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, datasetId, content, observedMicros);
    }

    @Override
    public String toString() {
        return name + (datasetId == null ? "" : "[" + datasetId + "]") + "=" + content + (subs.isEmpty() ? "" : subs);
    }
}
