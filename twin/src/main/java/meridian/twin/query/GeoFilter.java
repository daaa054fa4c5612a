package meridian.twin.query;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Content;
import meridian.twin.entity.Entity;
import meridian.twin.entity.GeoBox;
import meridian.twin.entity.Geometry;
import org.locationtech.jts.geom.TopologyException;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/**
 * Where entities are, by clause 4.10: the relation of their geometry to the question's.
 *
 * <p>Relations are those of OGC Simple Features, computed in the plane of longitude and latitude; distances on a sphere of
 * 6,371 km radius, for shapes in the plane around the question (less than 1 % wrong within 100 km, outside the polar circles).
 */
public final class GeoFilter {
    /** How an entity's geometry stands to the question's. */
    public enum Relation {
        NEAR,
        WITHIN,
        CONTAINS,
        INTERSECTS,
        EQUALS,
        DISJOINT,
        OVERLAPS
    }

    private static final String LOCATION = "location";

    private final Relation relation;
    private final Geometry geometry;
    private final OptionalDouble leastMeters;
    private final OptionalDouble mostMeters;
    private final String property;
    private final GeoBox box;
    private final PreparedGeometry prepared;
    private final GroundPlane plane;
    private final org.locationtech.jts.geom.Geometry onPlane;

    private GeoFilter(
            Relation relation,
            Geometry geometry,
            OptionalDouble leastMeters,
            OptionalDouble mostMeters,
            String property) {
        this.relation = relation;
        this.geometry = geometry;
        this.leastMeters = leastMeters;
        this.mostMeters = mostMeters;
        this.property = property;
        this.box = geometry.box();
        this.plane = new GroundPlane(box);
        org.locationtech.jts.geom.Geometry shape = Jts.of(geometry);
        if (!shape.isValid()) {
            throw new QueryError("coordinates", 0, "the shape crosses itself");
        }
        this.prepared = PreparedGeometryFactory.prepare(shape);
        this.onPlane = plane.of(geometry);
    }

    /**
     * @param georel such as {@code within} or {@code near;maxDistance==2000}
     * @param geometry that the entities' is related to
     * @param property the GeoProperty that is meant; usually {@code location}
     * @throws QueryError where the relation is none
     */
    public static GeoFilter parse(String georel, Geometry geometry, String property) {
        Cursor cursor = new Cursor("georel", georel);
        int from = cursor.at();
        String word = cursor.until(";", "a relation");
        Relation relation = relation(word)
                .orElseThrow(() -> cursor.errorAt(
                        from,
                        "near, within, contains, intersects, equals, disjoint or overlaps is expected, found " + word));
        OptionalDouble least = OptionalDouble.empty();
        OptionalDouble most = OptionalDouble.empty();
        while (cursor.skip(';')) {
            if (cursor.skip("maxDistance==")) {
                most = OptionalDouble.of(meters(cursor));
            } else if (cursor.skip("minDistance==")) {
                least = OptionalDouble.of(meters(cursor));
            } else {
                throw cursor.error("maxDistance== or minDistance== is expected");
            }
        }
        if ((relation == Relation.NEAR) != (least.isPresent() || most.isPresent())) {
            throw cursor.error("near needs a distance, and nothing else has one");
        }
        return new GeoFilter(relation, geometry, least, most, property);
    }

    /** Entities whose location meets a box. */
    public static GeoFilter in(GeoBox box) {
        Geometry outline = Geometry.polygon(
                box.west(),
                box.south(),
                box.east(),
                box.south(),
                box.east(),
                box.north(),
                box.west(),
                box.north(),
                box.west(),
                box.south());
        return new GeoFilter(Relation.INTERSECTS, outline, OptionalDouble.empty(), OptionalDouble.empty(), LOCATION);
    }

    private static Optional<Relation> relation(String word) {
        for (Relation relation : Relation.values()) {
            if (relation.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(relation);
            }
        }
        return Optional.empty();
    }

    private static double meters(Cursor cursor) {
        int from = cursor.at();
        String word = cursor.until(";", "a distance in metres");
        if (!word.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            throw cursor.errorAt(from, "a distance in metres is expected, found " + word);
        }
        return Double.parseDouble(word);
    }

    /** The box that the location of everything accepted meets; empty where it may be anywhere, or another property is asked. */
    Optional<GeoBox> reach() {
        if (!property.equals(LOCATION) || relation == Relation.DISJOINT) {
            return Optional.empty();
        }
        if (relation != Relation.NEAR) {
            return Optional.of(box);
        }
        return mostMeters.isEmpty() ? Optional.empty() : Optional.of(plane.grown(box, mostMeters.getAsDouble()));
    }

    public boolean accepts(Entity entity) {
        for (int i = 0; i < entity.attributeCount(); i++) {
            Attribute a = entity.attribute(i);
            if (isAsked(a) && a.content() instanceof Content.GeoProperty geo && holds(geo.geometry())) {
                return true;
            }
        }
        return false;
    }

    private boolean isAsked(Attribute a) {
        return property.equals(LOCATION)
                ? a.is(LOCATION, null) || a.is("https://uri.etsi.org/ngsi-ld/location", null)
                : a.is(property, null);
    }

    private boolean holds(Geometry other) {
        if (relation == Relation.NEAR) {
            return near(other);
        }
        boolean apart = !box.intersects(other.box());
        if (apart) {
            return relation == Relation.DISJOINT;
        }
        try {
            return related(Jts.of(other));
        } catch (TopologyException e) {
            // An entity's own shape that crosses itself has no inside: nothing is true of it.
            return false;
        }
    }

    private boolean related(org.locationtech.jts.geom.Geometry shape) {
        return switch (relation) {
            // Prepared geometry knows what the question's does to the other, so the question is turned round.
            case WITHIN -> prepared.contains(shape);
            case CONTAINS -> prepared.within(shape);
            case INTERSECTS -> prepared.intersects(shape);
            case DISJOINT -> prepared.disjoint(shape);
            case OVERLAPS -> prepared.overlaps(shape);
            case EQUALS -> prepared.getGeometry().equalsTopo(shape);
            case NEAR -> throw new IllegalStateException("near is a distance");
        };
    }

    private boolean near(Geometry other) {
        double meters = distanceMeters(other);
        return meters >= leastMeters.orElse(0) && meters <= mostMeters.orElse(Double.MAX_VALUE);
    }

    /** How far an entity's geometry is from the question's, m. */
    double distanceMeters(Geometry other) {
        if (geometry.kind() == Geometry.Kind.POINT && other.kind() == Geometry.Kind.POINT) {
            return GroundPlane.greatCircleMeters(geometry.lon(0), geometry.lat(0), other.lon(0), other.lat(0));
        }
        return onPlane.distance(plane.of(other));
    }
}
