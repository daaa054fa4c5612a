package meridian.twin.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an entity may be: NGSI-LD's words within limits. */
final class EntityTest {
    private static final Content ONE = Content.of(Value.of(1));

    @ParameterizedTest
    @ValueSource(strings = {"", "road", "urn", "urn:", ":road", "urn:a b", "urn:a\nb", "urn:<a>", "1urn:a"})
    void anIdThatIsNoUriIsRefused(String id) {
        assertReason(Rejected.Reason.BAD_NAME, () -> Entity.of(id, "Road"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a(b)", "a;b", "a=b", "a'b", "a\u0007b"})
    void aNameThatTheQueryLanguageCouldNotSayIsRefused(String name) {
        assertReason(Rejected.Reason.BAD_NAME, () -> Attribute.of(name, ONE));
    }

    @Test
    void oneInstancePerNameAndDatasetId() {
        Attribute a = Attribute.of("a", ONE);
        assertReason(Rejected.Reason.TWICE, () -> Entity.of("urn:x:1", "Road", a, a));
        assertEquals(
                2, Entity.of("urn:x:1", "Road", a, a.withDataset("urn:set:1")).attributeCount());
    }

    @Test
    void aNumberMustBeFinite() {
        for (double number : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertReason(Rejected.Reason.BAD_VALUE, () -> Value.of(number));
        }
        assertEquals(1e308, ((Value.Decimal) Value.of(1e308)).number());
    }

    @Test
    void nullStandsOnlyInAJsonProperty() {
        Value nothingInside = new Value.Items(List.of(Value.Nothing.NOTHING));
        assertReason(Rejected.Reason.BAD_VALUE, () -> Content.of(nothingInside));
        assertEquals(nothingInside, new Content.Json(nothingInside).value());
    }

    @Test
    void sixteenLevelsOfAValueAreTakenAndSeventeenAreNot() {
        Value value = Value.of(1);
        for (int i = 0; i < Limits.VALUE_DEPTH; i++) {
            value = new Value.Items(List.of(value));
        }
        Value deepest = value;
        assertEquals(16, deepest.depth());
        assertReason(Rejected.Reason.TOO_LARGE, () -> new Value.Fields(Map.of("a", deepest)));
    }

    @Test
    void aValueOfTooManyValuesIsRefusedHoweverTheyAreShared() {
        // Ten lists of a thousand: 10,011 values.
        Value thousand = new Value.Items(
                IntStream.range(0, 1_000).mapToObj(i -> Value.of(i)).toList());
        assertReason(
                Rejected.Reason.TOO_LARGE,
                () -> new Value.Items(new ArrayList<>(java.util.Collections.nCopies(10, thousand))));
    }

    @Test
    void aPlaceThatIsNotOnEarthIsRefused() {
        assertReason(Rejected.Reason.BAD_VALUE, () -> Geometry.point(181, 0));
        assertReason(Rejected.Reason.BAD_VALUE, () -> Geometry.point(0, Double.NaN));
        assertReason(Rejected.Reason.BAD_VALUE, () -> Geometry.line(0, 0));
        // A ring that is not closed.
        assertReason(Rejected.Reason.BAD_VALUE, () -> Geometry.polygon(0, 0, 1, 0, 1, 1, 0, 1));
    }

    @Test
    void halfACharacterIsRefused() {
        assertReason(Rejected.Reason.BAD_VALUE, () -> Value.of("a\ud800b"));
    }

    @Test
    void fiveLevelsOfSubPropertiesAreRefused() {
        Attribute deep = Attribute.of("a", ONE);
        for (int i = 0; i < Limits.SUB_DEPTH; i++) {
            deep = Attribute.of("a", ONE).withSubs(List.of(deep));
        }
        Attribute deepest = deep;
        assertReason(Rejected.Reason.TOO_LARGE, () -> Attribute.of("a", ONE).withSubs(List.of(deepest)));
    }

    private static void assertReason(Rejected.Reason reason, Executable action) {
        Rejected rejected = assertThrows(Rejected.class, action);
        assertEquals(reason, rejected.reason(), rejected.getMessage());
    }
}
