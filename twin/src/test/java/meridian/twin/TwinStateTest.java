package meridian.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Content;
import meridian.twin.entity.Entity;
import meridian.twin.entity.GeoBox;
import meridian.twin.entity.Geometry;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Times;
import meridian.twin.entity.Value;
import meridian.twin.event.TwinEvent;
import meridian.twin.event.TwinEvent.AttributeDeleted;
import meridian.twin.event.TwinEvent.AttributesMerged;
import meridian.twin.event.TwinEvent.EntityCreated;
import meridian.twin.event.TwinEvent.EntityDeleted;
import meridian.twin.event.TwinEvent.EntityReplaced;
import meridian.twin.event.TwinEvent.Observation;
import org.junit.jupiter.api.Test;

/** The rules of the fold, one by one, on a weather station at Montevideo's harbour. */
final class TwinStateTest {
    private static final String STATION = "urn:ngsi-ld:WeatherObserved:montevideo:harbour";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final long AT = Times.micros(NOON);

    private final TwinState withStation = TwinState.EMPTY.fold(1, NOON, new EntityCreated(station(), AT));

    private static Entity station() {
        return Entity.of(
                STATION,
                "WeatherObserved",
                Attribute.of("location", Content.of(Geometry.point(-56.21, -34.90))),
                Attribute.of("temperature", Content.of(Value.of(20.5), "CEL"))
                        .observed(NOON, Quality.MEASURED, "station 7")
                        .withSubs(List.of(Attribute.of("heightAboveGround", Content.of(Value.of(2L), "MTR")))),
                Attribute.of("refDevice", Content.to("urn:ngsi-ld:Device:7")));
    }

    private static TwinEvent temperature(double celsius, int secondsAfterNoon) {
        return Observation.of(
                STATION,
                "temperature",
                Content.of(Value.of(celsius)),
                NOON.plusSeconds(secondsAfterNoon),
                Quality.MEASURED,
                "station 7");
    }

    private static Attribute temperature(TwinState state) {
        return state.find(STATION).orElseThrow().find("temperature").orElseThrow();
    }

    private static Value value(Attribute attribute) {
        return ((Content.Property) attribute.content()).value();
    }

    @Test
    void aLaterObservationReplacesTheValueAndKeepsUnitAndSubProperties() {
        TwinState next = withStation.fold(2, NOON.plusSeconds(61), temperature(21, 60));
        assertEquals(Content.of(Value.of(21.0), "CEL"), temperature(next).content());
        assertEquals(NOON.plusSeconds(60), temperature(next).observedAt().orElseThrow());
        assertEquals(Times.micros(NOON.plusSeconds(61)), temperature(next).modifiedMicros());
        assertEquals(AT, temperature(next).createdMicros());
        assertEquals("heightAboveGround", temperature(next).subs().getFirst().name());
        assertEquals(2, next.find(STATION).orElseThrow().position());
    }

    @Test
    void anObservationOlderThanThePresentValueDoesNotReplaceItAndIsCounted() {
        TwinState next = withStation.fold(2, NOON, temperature(19, -60));
        assertEquals(Value.of(20.5), value(temperature(next)));
        assertEquals(new FoldCounts(1, 1, 0, 0, 0), next.counts());
    }

    @Test
    void ofTwoObservationsOfTheSameTimeTheLaterPositionHolds() {
        TwinState next = withStation.fold(2, NOON, temperature(22, 60)).fold(3, NOON, temperature(23, 60));
        assertEquals(Value.of(23.0), value(temperature(next)));
    }

    @Test
    void aPositionThatWasFoldedChangesNothing() {
        TwinState next = withStation.fold(2, NOON, temperature(22, 60));
        TwinState again = next.fold(2, NOON, temperature(30, 90)).fold(1, NOON, new EntityDeleted(STATION, AT));
        assertEquals(List.of(), again.changesSince(next));
        assertEquals(next.counts(), again.counts());
    }

    @Test
    void aValueWithoutATimeGivesWayToAnyObservation() {
        TwinState merged = withStation.fold(
                2, NOON, AttributesMerged.of(STATION, NOON, Attribute.of("temperature", Content.of(Value.of(1L)))));
        assertEquals(Value.of(18.0), value(temperature(merged.fold(3, NOON, temperature(18, -3_600)))));
    }

    @Test
    void anObservationOfAnUnknownEntityIsCountedUnlessItSaysTheType() {
        TwinState counted = TwinState.EMPTY.fold(1, NOON, temperature(20, 0));
        assertEquals(0, counted.size());
        assertEquals(1, counted.counts().unknown());
        TwinState made = counted.fold(
                2,
                NOON,
                new Observation(
                        STATION,
                        "WeatherObserved",
                        "temperature",
                        null,
                        Content.of(Value.of(20.0)),
                        AT,
                        Quality.MEASURED,
                        null));
        assertEquals(1, made.ofType("WeatherObserved").size());
    }

    @Test
    void instancesOfAnAttributeWithOtherDatasetIdsStandBesideEachOther() {
        TwinState next = withStation.fold(
                2,
                NOON,
                new Observation(
                        STATION,
                        null,
                        "temperature",
                        "urn:model:icon",
                        Content.of(Value.of(25.0)),
                        AT,
                        Quality.FORECAST,
                        "ICON"));
        Entity entity = next.find(STATION).orElseThrow();
        assertEquals(Value.of(20.5), value(entity.find("temperature").orElseThrow()));
        assertEquals(
                Value.of(25.0),
                value(entity.find("temperature", "urn:model:icon").orElseThrow()));
        assertEquals(2, entity.instances("temperature").size());
        TwinState without = next.fold(3, NOON, new AttributeDeleted(STATION, "temperature", null, false, AT));
        assertEquals(
                1, without.find(STATION).orElseThrow().instances("temperature").size());
        TwinState none = next.fold(3, NOON, new AttributeDeleted(STATION, "temperature", null, true, AT));
        assertEquals(
                0, none.find(STATION).orElseThrow().instances("temperature").size());
    }

    @Test
    void anEntityThatExistsIsNotMadeAgainButCanBeReplaced() {
        Entity bare = Entity.of(STATION, "Device");
        TwinState same = withStation.fold(2, NOON, new EntityCreated(bare, AT));
        assertEquals(1, same.counts().existing());
        assertEquals(3, same.find(STATION).orElseThrow().attributeCount());
        TwinState replaced = same.fold(3, NOON.plusSeconds(5), new EntityReplaced(bare, AT));
        Entity entity = replaced.find(STATION).orElseThrow();
        assertEquals(0, entity.attributeCount());
        assertEquals(AT, entity.createdMicros());
        assertEquals(List.of(), replaced.ofType("WeatherObserved"));
        assertEquals(List.of(entity), replaced.ofType("Device"));
        assertEquals(List.of(), replaced.in(new GeoBox(-57, -35, -56, -34)));
        assertEquals(List.of(), replaced.referringTo("urn:ngsi-ld:Device:7"));
    }

    @Test
    void mergingAddsTypesScopesAndAttributesAndCanKeepWhatExists() {
        TwinState next = withStation.fold(
                2,
                NOON,
                new AttributesMerged(
                        STATION,
                        List.of("Device"),
                        Optional.of(List.of("/Montevideo/Port")),
                        List.of(
                                Attribute.of("temperature", Content.of(Value.of(0L))),
                                Attribute.of("pressure", Content.of(Value.of(1_013L)))),
                        true,
                        AT));
        Entity entity = next.find(STATION).orElseThrow();
        assertEquals(List.of("Device", "WeatherObserved"), entity.types());
        assertEquals(List.of("/Montevideo/Port"), entity.scopes());
        assertEquals(Value.of(20.5), value(entity.find("temperature").orElseThrow()));
        assertTrue(entity.find("pressure").isPresent());
        assertEquals(1, next.countOfType("Device"));
        assertEquals(1, next.countOfType("WeatherObserved"));
    }

    @Test
    void aDeletedEntityIsInNoIndexAndAStateTakenBeforeStillHasIt() {
        TwinState gone = withStation.fold(2, NOON, new EntityDeleted(STATION, AT));
        GeoBox harbour = new GeoBox(-56.22, -34.91, -56.20, -34.89);
        assertEquals(0, gone.size());
        assertEquals(Optional.empty(), gone.find(STATION));
        assertEquals(List.of(), gone.ofType("WeatherObserved"));
        assertEquals(List.of(), gone.in(harbour));
        assertEquals(List.of(), gone.referringTo("urn:ngsi-ld:Device:7"));
        assertEquals(1, withStation.size());
        assertEquals(1, withStation.in(harbour).size());
        assertEquals(1, withStation.referringTo("urn:ngsi-ld:Device:7").size());
    }

    @Test
    void whatMovesIsFoundWhereItIsAndNotWhereItWas() {
        TwinState moved = withStation.fold(
                2,
                NOON,
                Observation.of(
                        STATION,
                        "location",
                        Content.of(Geometry.point(-56.10, -34.85)),
                        NOON,
                        Quality.MEASURED,
                        "gps"));
        assertEquals(0, moved.in(new GeoBox(-56.22, -34.91, -56.20, -34.89)).size());
        assertEquals(1, moved.in(new GeoBox(-56.11, -34.86, -56.09, -34.84)).size());
    }

    @Test
    void aWriterDoesNotChangeWhatItPublished() {
        TwinWriter writer = new TwinWriter(withStation);
        writer.apply(2, AT, temperature(21, 60));
        TwinState first = writer.publish();
        writer.apply(3, AT, temperature(22, 120));
        writer.apply(4, AT, new EntityCreated(Entity.of("urn:ngsi-ld:Device:7", "Device"), AT));
        TwinState second = writer.publish();
        assertEquals(Value.of(21.0), value(temperature(first)));
        assertEquals(1, first.size());
        assertEquals(Value.of(22.0), value(temperature(second)));
        assertEquals(
                List.of(STATION, "urn:ngsi-ld:Device:7"),
                second.changesSince(first).stream().map(TwinState.Change::id).toList());
        assertSame(
                first.find(STATION).orElseThrow(),
                second.changesSince(first).getFirst().before().orElseThrow());
    }
}
