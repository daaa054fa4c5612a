package meridian.twin.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import meridian.twin.TwinState;
import meridian.twin.TwinWriter;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Content;
import meridian.twin.entity.Entity;
import meridian.twin.entity.Geometry;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Times;
import meridian.twin.entity.Value;
import meridian.twin.event.TwinEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Questions to four things of Montevideo, drawn on degrees:
 *
 * <pre>
 *  -34.89   park ───┐            (square -56.20 -34.90 … -56.19 -34.89)
 *           │  bike │
 *  -34.90   └───────┘   air
 *  -34.91   ═══ street ═══        (-56.21 … -56.18)
 * </pre>
 */
final class EntityQueryTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final TwinState STATE = state();

    private static TwinState state() {
        TwinWriter writer = new TwinWriter(TwinState.EMPTY);
        List<Entity> entities = List.of(
                Entity.of(
                        "urn:ngsi-ld:Garden:park",
                        List.of("Garden"),
                        List.of("/Montevideo/Centro"),
                        List.of(
                                location(Geometry.polygon(
                                        -56.20, -34.90, -56.19, -34.90, -56.19, -34.89, -56.20, -34.89, -56.20,
                                        -34.90)),
                                Attribute.of(
                                        "name",
                                        new Content.LanguageProperty(
                                                Map.of("es", List.of("Parque"), "en", List.of("Park")))))),
                Entity.of(
                        "urn:ngsi-ld:BikeHireDockingStation:bike",
                        List.of("BikeHireDockingStation", "Device"),
                        List.of("/Montevideo/Centro/Plaza", "/Bikes"),
                        List.of(
                                location(Geometry.point(-56.195, -34.895)),
                                Attribute.of("availableBikeNumber", Content.of(Value.of(9_007_199_254_740_993L))),
                                Attribute.of("refPark", Content.to("urn:ngsi-ld:Garden:park")),
                                Attribute.of("open", Content.of(Value.of(true))))),
                Entity.of(
                        "urn:ngsi-ld:AirQualityObserved:air",
                        List.of("AirQualityObserved", "Device"),
                        List.of(),
                        List.of(
                                location(Geometry.point(-56.180, -34.900)),
                                Attribute.of("pm25", Content.of(Value.of(12.5), "GQ"))
                                        .observed(NOON, Quality.MEASURED, "station 7")
                                        .withSubs(List.of(Attribute.of("accuracy", Content.of(Value.of(0.5))))),
                                Attribute.of(
                                        "address",
                                        Content.of(new Value.Fields(Map.of(
                                                "street",
                                                new Value.Fields(Map.of("name", Value.of("18 de Julio"))))))))),
                Entity.of(
                        "urn:ngsi-ld:Road:street",
                        "Road",
                        location(Geometry.line(-56.21, -34.91, -56.18, -34.91)),
                        Attribute.of("lines", Content.of(new Value.Items(List.of(Value.of("104"), Value.of("21")))))));
        for (int i = 0; i < entities.size(); i++) {
            writer.apply(i + 1, Times.micros(NOON), new TwinEvent.EntityCreated(entities.get(i), Times.micros(NOON)));
        }
        return writer.publish();
    }

    private static Attribute location(Geometry geometry) {
        return Attribute.of("location", Content.of(geometry));
    }

    private static String ask(EntityQuery query) {
        return String.join(
                " ",
                query.ask(STATE).entities().stream()
                        .map(e -> e.id().substring(e.id().lastIndexOf(':') + 1))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "pm25 # air",
                "pm25==12.5 # air",
                "pm25>12 # air",
                "pm25>=12.5;pm25<=12.5 # air",
                "pm25<12.5 # ``",
                "pm25!=12 # air",
                "pm25==10..13 # air",
                "pm25==1,12.5,100 # air",
                "pm25!=1,12.5 # ``",
                "pm25==\"12.5\" # ``",
                "pm25.accuracy<1 # air",
                "pm25.observedAt>=2026-03-01T12:00:00Z # air",
                "pm25.observedAt>2026-03-01T12:00:00Z # ``",
                "pm25.observedAt==2026-03-01..2026-03-02 # air",
                "pm25.unitCode==\"GQ\" # air",
                "pm25.quality==\"measured\" # air",
                "address[street.name]==\"18 de Julio\" # air",
                "address[street.name]~=\"^18 de\" # air",
                "address[street.name]!~=\"^19\" # air",
                "name[es]==\"Parque\" # park",
                "name[en]==\"Parque\" # ``",
                "refPark==urn:ngsi-ld:Garden:park # bike",
                "open==true # bike",
                "open==false # ``",
                "lines==\"21\" # street",
                // 2^53 + 1 is not 2^53, though a double cannot tell them apart.
                "availableBikeNumber>9007199254740992 # bike",
                "availableBikeNumber==9007199254740992 # ``",
                "pm25>100;open==true|lines # street",
                "(pm25>100|open==true);refPark # bike",
                "open|pm25|name # park bike air",
                "createdAt==2026-03-01T12:00:00Z # park bike air street",
                "nothing # ``"
            })
    void filtersFindWhatTheySay(String q, String expected) {
        assertEquals(expected, ask(EntityQuery.ALL.withFilter(Filter.parse(q, UnaryOperator.identity()))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "`` # 1",
                "a== # 4",
                "a==1; # 6",
                "(a==1 # 6",
                "a==1) # 5",
                "a==maybe # 4",
                "a==\"x # 6",
                "a>1,2 # 5",
                "a>1..2 # 3",
                "a==1..\"x\" # 4",
                "a==NaN # 4",
                "a~=(x # 6",
                "a[ # 3",
                "a=1 # 2"
            })
    void mistakesInFiltersAreLocated(String q, int character) {
        QueryError error = assertThrows(QueryError.class, () -> Filter.parse(q, UnaryOperator.identity()));
        assertEquals("q", error.part());
        assertEquals(character, error.at() + 1, error.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "Device # bike air",
                "Device;AirQualityObserved # air",
                "Road,Garden # park street",
                "(Road|Garden),(Device;BikeHireDockingStation) # park bike street"
            })
    void typesAreSelected(String types, String expected) {
        assertEquals(expected, ask(EntityQuery.ALL.withTypes(TypeSelection.parse(types, UnaryOperator.identity()))));
    }

    @Test
    void scopesAreMatchedByLevels() {
        assertEquals("park", scope("/Montevideo/Centro"));
        assertEquals("park bike", scope("/Montevideo/#"));
        assertEquals("bike", scope("/Montevideo/Centro/+"));
        assertEquals("park", scope("/+/Centro"));
        assertEquals("bike", scope("/Montevideo/#;/Bikes"));
        assertEquals("park bike", scope("/Montevideo/Centro,/Bikes"));
        assertThrows(QueryError.class, () -> ScopeFilter.parse("Montevideo"));
        assertThrows(QueryError.class, () -> ScopeFilter.parse("/#/Centro"));
    }

    private static String scope(String scopeQ) {
        return ask(EntityQuery.ALL.withScopes(ScopeFilter.parse(scopeQ)));
    }

    @Test
    void geometriesAreRelatedAsDrawn() {
        Geometry all = box(-56.22, -34.92, -56.17, -34.88);
        Geometry park = box(-56.20, -34.90, -56.19, -34.89);
        Geometry east = box(-56.195, -34.92, -56.17, -34.88);
        assertEquals("park bike air street", geo("within", all));
        assertEquals("air", geo("within", east));
        assertEquals("park bike air street", geo("intersects", east));
        assertEquals("park", geo("overlaps", east));
        assertEquals("park", geo("equals", park));
        assertEquals("park bike", geo("contains", Geometry.point(-56.195, -34.895)));
        assertEquals("air street", geo("disjoint", park));
        assertThrows(QueryError.class, () -> geo("beside", all));
        assertThrows(QueryError.class, () -> geo("within;maxDistance==2", all));
        // A bow tie.
        assertThrows(QueryError.class, () -> geo("within", Geometry.polygon(0, 0, 1, 1, 1, 0, 0, 1, 0, 0)));
    }

    private static Geometry box(double west, double south, double east, double north) {
        return Geometry.polygon(west, south, east, south, east, north, west, north, west, south);
    }

    private static String geo(String georel, Geometry geometry) {
        return ask(EntityQuery.ALL.withGeo(GeoFilter.parse(georel, geometry, "location")));
    }

    @Test
    void nearIsADistanceInMetres() {
        // A hundredth of a degree of latitude is 1,112 m; of longitude at 34.9° south 912 m (cos 34.9° = 0.8202).
        Geometry bike = Geometry.point(-56.195, -34.895);
        assertEquals("park bike", geo("near;maxDistance==100", bike));
        assertEquals("park bike", geo("near;maxDistance==1450", bike));
        assertEquals("park bike air", geo("near;maxDistance==1500", bike));
        assertEquals("park bike air street", geo("near;maxDistance==1700", bike));
        assertEquals("air street", geo("near;minDistance==1000", bike));
        assertEquals("air", geo("near;minDistance==1000;maxDistance==1500", bike));
        double meters = GeoFilter.parse("near;maxDistance==1", Geometry.point(0, 0), "location")
                .distanceMeters(Geometry.point(0, 1));
        assertEquals(111_195, meters, 1);
    }

    @Test
    void pagesFollowEachOtherAndCountAll() {
        EntityQuery device = EntityQuery.ALL.withTypes(new TypeSelection.Type("Device"));
        EntityQuery.Page first = device.withPage(1, 0, true).ask(STATE);
        EntityQuery.Page second = device.withPage(1, 1, false).ask(STATE);
        assertEquals(2, first.total());
        assertEquals(-1, second.total());
        assertEquals(
                "urn:ngsi-ld:BikeHireDockingStation:bike",
                first.entities().getFirst().id());
        assertEquals(
                "urn:ngsi-ld:AirQualityObserved:air",
                second.entities().getFirst().id());
        assertEquals(
                new EntityQuery.Page(List.of(), 4),
                EntityQuery.ALL.withPage(0, 0, true).ask(STATE));
        assertEquals(
                0, EntityQuery.ALL.withPage(0, 0, false).ask(STATE).entities().size());
        assertThrows(QueryError.class, () -> EntityQuery.ALL.withPage(-1, 0, false));
    }

    @Test
    void idsPatternsAndAttributesChoose() {
        assertEquals("street", ask(EntityQuery.ALL.withIds(Set.of("urn:ngsi-ld:Road:street", "urn:x:none"))));
        assertEquals("air", ask(EntityQuery.ALL.withIdPattern(SafePattern.of("idPattern", "Air.*:air$"))));
        List<Entity> found =
                EntityQuery.ALL.withAttrs(Set.of("pm25", "open")).ask(STATE).entities();
        assertEquals(2, found.size());
        assertEquals(1, found.getFirst().attributeCount());
    }

    @Test
    void aPatternThatWouldTakeTheProcessorEndsWithAnError() {
        SafePattern evil = SafePattern.of("q", "(.*)(.*)(.*)(.*)(.*)\\1b");
        QueryError error = assertThrows(QueryError.class, () -> evil.isIn("a".repeat(60)));
        assertTrue(error.getMessage().contains("too costly"), error.getMessage());
        SafePattern deep = SafePattern.of("q", "(a|b)*c");
        assertThrows(QueryError.class, () -> deep.isIn("ab".repeat(32_000)));
    }

    @Test
    void parenthesesAndTermsHaveAnEnd() {
        UnaryOperator<String> same = UnaryOperator.identity();
        assertThrows(QueryError.class, () -> Filter.parse("(".repeat(4_000) + "a", same));
        assertThrows(QueryError.class, () -> Filter.parse("a;".repeat(3_000) + "a", same));
        assertThrows(QueryError.class, () -> Filter.parse("a".repeat(9_000), same));
    }
}
