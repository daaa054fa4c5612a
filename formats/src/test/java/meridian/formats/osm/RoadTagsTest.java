package meridian.formats.osm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import meridian.formats.ReadReport;
import meridian.formats.osm.RoadTags.Road;
import meridian.model.network.Assumption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoadTagsTest {
    private final ReadReport report = new ReadReport();
    private final RoadTags roads = new RoadTags(SpeedDefaults.of("UY"), report);

    private Road road(String... tags) {
        return roads.road(OsmTags.of(tags), "way/1").orElseThrow();
    }

    @Test
    void anUnsignedStreetOfMontevideoIsLimitedTo45() {
        RoadProfile street = road("highway", "residential").profile();
        assertEquals(12.5, street.forward().speedMps(), 1e-9);
        assertTrue(street.assumed().contains(Assumption.SPEED));
        assertTrue(street.twoWay());
    }

    @Test
    void aRoundaboutIsOneWayUnlessItSaysOtherwise() {
        assertFalse(
                road("highway", "tertiary", "junction", "roundabout").profile().twoWay());
        assertTrue(road("highway", "tertiary", "junction", "roundabout", "oneway", "no")
                .profile()
                .twoWay());
    }

    @Test
    void aOneWayStreetAgainstItsVerticesIsTurnedRound() {
        Road road = road("highway", "residential", "oneway", "-1");
        assertTrue(road.reversed());
        assertFalse(road.profile().twoWay());
    }

    @Test
    void lanesOfATwoWayStreetAreShared() {
        RoadProfile five =
                road("highway", "primary", "lanes", "5", "lanes:forward", "3").profile();
        assertEquals(3, five.forward().lanes());
        assertEquals(2, five.backward().lanes());
        assertFalse(five.assumed().contains(Assumption.LANES));
        RoadProfile three = road("highway", "primary", "lanes", "3").profile();
        assertEquals(1, three.forward().lanes());
        assertTrue(three.assumed().contains(Assumption.LANES));
    }

    @Test
    void turnLanesThatDoNotFitTheLanesAreNotBelieved() {
        assertEquals(
                "left|through",
                road("highway", "primary", "oneway", "yes", "lanes", "2", "turn:lanes", "left|through")
                        .profile()
                        .forward()
                        .turns());
        assertEquals(
                "",
                road("highway", "primary", "oneway", "yes", "lanes", "3", "turn:lanes", "left|through")
                        .profile()
                        .forward()
                        .turns());
    }

    @Test
    void aBusLaneIsAtTheKerb() {
        RoadProfile avenue = road(
                        "highway", "primary", "oneway", "yes", "lanes", "3", "bus:lanes", "yes|yes|designated")
                .profile();
        assertEquals(1, avenue.forward().busLanes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"service", "footway", "track", "proposed", "bus_guideway", "rest_area"})
    void whatIsNoRoadForCarsIsLeftOutAndReported(String highway) {
        assertTrue(roads.road(OsmTags.of("highway", highway), "way/1").isEmpty());
        assertEquals(1, report.skippedCount());
    }

    @Test
    void theSharpestAccessKeyDecides() {
        assertTrue(roads.road(OsmTags.of("highway", "residential", "access", "private"), "way/1")
                .isEmpty());
        assertTrue(roads.road(OsmTags.of("highway", "residential", "access", "no", "motor_vehicle", "yes"), "way/1")
                .isPresent());
    }
}
