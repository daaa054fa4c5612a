package meridian.app.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import meridian.field.Following;
import meridian.field.LinkReport;
import meridian.field.SimulatedCity;
import meridian.model.City;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;
import meridian.sim.route.Router;
import meridian.testkit.Town;
import meridian.twin.Folded;
import meridian.twin.Outcome;
import meridian.twin.TwinState;
import meridian.twin.city.CityEntities;
import meridian.twin.city.CityIds;
import meridian.twin.entity.Content;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Times;
import meridian.twin.entity.Value;
import meridian.twin.event.TwinEvent;
import meridian.twin.event.TwinEvent.Observation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutsideReportsTest {
    private final City town = Town.city();
    private final SimulatedCity city = new SimulatedCity(
            town,
            RoadNetwork.of(town),
            Town.trips(town, 1),
            Router.of(town.network()).query()::choose,
            RoadSettings.startingAt(0, 1),
            1);
    private final Following following;
    private final OutsideReports reports;
    private final int link = IntStream.range(0, town.network().links().size())
            .filter(l -> Arrays.stream(town.network().movementsFrom(l))
                    .anyMatch(m -> town.network().movement(m).signalled()))
            .findFirst()
            .orElseThrow();
    private final String id = new CityIds(town.name())
            .id(CityEntities.TRAFFIC, town.network().link(link).id());
    private final Instant to = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private TwinState state = TwinState.EMPTY;
    private long position;

    OutsideReportsTest() {
        city.count(counts -> {});
        following = city.following().orElseThrow();
        reports = new OutsideReports(following, town.network(), town.name());
    }

    @AfterEach
    void close() {
        city.close();
    }

    private Observation said(String name, Content content, @Nullable String dataset, String source) {
        return new Observation(
                id, CityEntities.TRAFFIC, name, dataset, content, Times.micros(to), Quality.MEASURED, source);
    }

    private List<Observation> report(Content speed, String source) {
        return List.of(
                said("dateObservedFrom", Content.of(Value.of(to.minusSeconds(300))), null, source),
                said("dateObservedTo", Content.of(Value.of(to)), null, source),
                said("averageVehicleSpeed", speed, null, source),
                said("intensity", Content.of(Value.of(41L)), null, source),
                said("intensity", Content.of(Value.of(30L)), "urn:ngsi-ld:Dataset:lane:1", source));
    }

    /** As the twin's thread does it: one event each. */
    private void tell(List<Observation> observations) {
        TwinState before = state;
        List<Folded> folded = new ArrayList<>();
        for (TwinEvent event : observations) {
            state = state.fold(++position, to, event);
            folded.add(new Folded(position, Times.micros(to), event, Outcome.APPLIED));
        }
        reports.folded(folded, before, state);
    }

    @Test
    void aReportSaysHowManyCameInWhichStretchHowFastAndOnWhichLane() {
        tell(report(Content.of(Value.of(36), "KMH"), "loops"));
        LinkReport report = following.latest(link).orElseThrow();
        assertEquals(41, report.vehicles());
        assertEquals(300, report.seconds());
        assertEquals(10, report.speedMps().orElseThrow(), 1e-9);
        assertEquals(Map.of(1, 30L), report.lanes());
        assertFalse(report.simulated());
        assertEquals(Map.of(), following.refused());
    }

    @Test
    void speedsComeInMetresASecondAndMilesAnHourAsWell() {
        tell(report(Content.of(Value.of(12), "MTS"), "loops"));
        assertEquals(12, following.latest(link).orElseThrow().speedMps().orElseThrow(), 1e-9);
        OutsideReportsTest other = new OutsideReportsTest();
        other.tell(other.report(Content.of(Value.of(10), "HM"), "loops"));
        assertEquals(
                4.4704, other.following.latest(link).orElseThrow().speedMps().orElseThrow(), 1e-9);
        other.close();
    }

    @Test
    void aSpeedInAUnitThatIsNoSpeedIsRefusedByName() {
        tell(report(Content.of(Value.of(12), "KGM"), "loops"));
        assertEquals(Optional.empty(), following.latest(link));
        assertEquals(Map.of("unit", 1L), following.refused());
    }

    @Test
    void whatTheSimulatedFieldSaysItselfIsNoReport() {
        tell(report(Content.of(Value.of(36), "KMH"), FieldFeed.PRODUCER));
        assertEquals(Optional.empty(), following.latest(link));
        assertEquals(Map.of(), following.refused());
    }

    @Test
    void aCountWithoutItsStretchAndHalfAVehicleAreRefusedByName() {
        tell(report(Content.of(Value.of(36), "KMH"), "loops").subList(3, 4));
        assertEquals(Map.of("no_stretch", 1L), following.refused());
        OutsideReportsTest other = new OutsideReportsTest();
        other.tell(List.of(other.said("intensity", Content.of(Value.of(0.5)), null, "loops")));
        assertEquals(Map.of("no_count", 1L), other.following.refused());
        other.close();
    }

    @Test
    void theSameReportIsToldOnce() {
        tell(report(Content.of(Value.of(36), "KMH"), "loops"));
        tell(report(Content.of(Value.of(36), "KMH"), "loops"));
        assertEquals(Map.of(), following.refused());
    }
}
