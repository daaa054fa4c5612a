package meridian.twin.city;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import meridian.model.City;
import meridian.model.network.Assumption;
import meridian.model.network.Link;
import meridian.model.network.Network;
import meridian.testkit.Town;
import meridian.twin.TwinState;
import meridian.twin.TwinWriter;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Content;
import meridian.twin.entity.Entity;
import meridian.twin.entity.GeoBox;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Times;
import meridian.twin.entity.Value;
import meridian.twin.event.TwinEvent;
import org.junit.jupiter.api.Test;

/** The town, as entities. */
final class CityEntitiesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final City TOWN = Town.city();
    private static final CityIds IDS = new CityIds(TOWN.name());

    private static TwinState opened() {
        TwinWriter writer = new TwinWriter(TwinState.EMPTY);
        for (TwinEvent event : CityEntities.arrival(TOWN, TwinState.EMPTY, NOON)) {
            writer.apply(writer.position() + 1, Times.micros(NOON), event);
        }
        return writer.publish();
    }

    @Test
    void everyLinkNodeSignalStopAndPlaceOfTheTownIsAnEntity() {
        TwinState state = opened();
        assertEquals(TOWN.network().links().size(), state.countOfType("RoadSegment"));
        assertEquals(TOWN.network().links().size(), state.countOfType("TrafficFlowObserved"));
        assertEquals(TOWN.network().nodes().size(), state.countOfType("RoadJunction"));
        assertEquals(TOWN.signals().size(), state.countOfType("TrafficSignal"));
        assertEquals(TOWN.places().stops().size(), state.countOfType("PublicTransportStop"));
        assertEquals(TOWN.places().points().size(), state.countOfType("PointOfInterest"));
        assertEquals(state.types().values().stream().mapToInt(Integer::intValue).sum(), state.size());
    }

    @Test
    void harbourAvenueIsARoadOfItsLinksAtFiftyKilometresPerHour() {
        TwinState state = opened();
        Entity avenue =
                state.find("urn:ngsi-ld:Road:meridian-town:Harbour%20Avenue").orElseThrow();
        List<Entity> segments = state.referringTo(avenue.id());
        long links = TOWN.network().links().stream()
                .filter(link -> link.name().equals("Harbour Avenue"))
                .count();
        assertTrue(links > 0);
        assertEquals(links, segments.size());
        for (Entity segment : segments) {
            Content.Property speed = (Content.Property)
                    segment.find("maximumAllowedSpeed").orElseThrow().content();
            assertEquals("KMH", speed.unitCode());
            assertEquals(50, ((Value.Decimal) speed.value()).number(), 1e-9);
        }
    }

    @Test
    void relationshipsOfTheTownLeadToEntitiesThatExist() {
        TwinState state = opened();
        state.forEach(entity -> entity.attributes().forEach(a -> {
            if (a.content() instanceof Content.Relationship to) {
                to.objects().forEach(id -> assertTrue(state.find(id).isPresent(), entity.id() + " leads to " + id));
            }
        }));
    }

    @Test
    void aSignalIsFoundInABoxAroundItsJunction() {
        TwinState state = opened();
        var node = TOWN.network().node(TOWN.signals().getFirst().nodes().getFirst());
        var place = TOWN.projection().toEarth(node.at());
        GeoBox box = new GeoBox(place.lonDegrees(), place.latDegrees(), place.lonDegrees(), place.latDegrees())
                .grown(1e-5, 1e-5);
        assertTrue(state.in(box).stream()
                .map(Entity::id)
                .collect(Collectors.toSet())
                .contains(IDS.id("TrafficSignal", TOWN.signals().getFirst().id())));
    }

    @Test
    void openingTheSameCityAgainSaysNothing() {
        assertEquals(List.of(), CityEntities.arrival(TOWN, opened(), NOON));
    }

    @Test
    void aChangedAttributeComesBackAndWhatOthersSaidStays() {
        String id = CityEntities.of(TOWN).getFirst().id();
        TwinState state = opened();
        TwinState changed = state.fold(
                state.position() + 1,
                NOON,
                TwinEvent.AttributesMerged.of(
                        id,
                        NOON,
                        Attribute.of("name", Content.of(Value.of("wrong"))),
                        Attribute.of("surface", Content.of(Value.of("asphalt")))));
        List<TwinEvent> arrival = CityEntities.arrival(TOWN, changed, NOON);
        assertEquals(1, arrival.size());
        TwinState again = changed.fold(changed.position() + 1, NOON, arrival.getFirst());
        assertEquals(
                state.find(id).orElseThrow().find("name").orElseThrow().content(),
                again.find(id).orElseThrow().find("name").orElseThrow().content());
        assertTrue(again.find(id).orElseThrow().find("surface").isPresent());
    }

    @Test
    void figuresOfALinkBecomeSimulatedObservationsOfItsTraffic() {
        String link = TOWN.network().link(0).id();
        LinkFigures figures =
                new LinkFigures(NOON, NOON.plusSeconds(60), 12, OptionalDouble.of(10), OptionalDouble.of(0.25));
        TwinState state = opened();
        TwinState next = state.fold(
                state.position() + 1,
                NOON.plusSeconds(60),
                new TwinEvent.Observations(
                        List.copyOf(figures.observations(IDS, link, Quality.SIMULATED, "road engine"))));
        Entity traffic = next.find(IDS.id("TrafficFlowObserved", link)).orElseThrow();
        assertEquals(
                Content.of(Value.of(12)),
                traffic.find("intensity").orElseThrow().content());
        // 10 m/s are 36 km/h.
        Attribute speed = traffic.find("averageVehicleSpeed").orElseThrow();
        assertEquals(Content.of(Value.of(36.0), "KMH"), speed.content());
        assertEquals(Quality.SIMULATED, speed.quality());
        assertEquals(NOON.plusSeconds(60), speed.observedAt().orElseThrow());
        assertTrue(traffic.find("refRoadSegment").isPresent());
    }

    @Test
    void limitsAreTheWholeKilometresThatASignSays() {
        // In doubles 30 / 3.6 * 3.6 is a little more than 30, and a question for limits up to 30 would miss the zone.
        Link oak = TOWN.network().links().stream()
                .filter(link -> link.name().equals("Oak Street"))
                .findFirst()
                .orElseThrow();
        Entity segment = opened().find(IDS.id("RoadSegment", oak.id())).orElseThrow();
        assertEquals(
                Content.of(Value.of(30.0), "KMH"),
                segment.find("maximumAllowedSpeed").orElseThrow().content());
        LinkFigures figures =
                new LinkFigures(NOON, NOON.plusSeconds(60), 1, OptionalDouble.of(60 / 3.6), OptionalDouble.empty());
        assertEquals(
                Content.of(Value.of(60.0), "KMH"),
                figures.observations(IDS, oak.id(), Quality.SIMULATED, "road engine")
                        .get(3)
                        .content());
    }

    @Test
    void whatMeridianFilledInIsMarkedAssumedAndNothingElse() {
        for (Assumption what : List.of(Assumption.LANES, Assumption.SPEED, Assumption.WIDTH)) {
            Entity segment = firstSegment(assuming(what));
            assertQuality(segment, "totalLaneNumber", what == Assumption.LANES);
            assertQuality(segment, "maximumAllowedSpeed", what == Assumption.SPEED);
            assertQuality(segment, "width", what == Assumption.WIDTH);
            assertQuality(segment, "location", false);
        }
    }

    @Test
    void aMapThatLearnedWhatWasAssumedTakesTheMarkAway() {
        City assumed = assuming(Assumption.SPEED);
        TwinWriter writer = new TwinWriter(TwinState.EMPTY);
        for (TwinEvent event : CityEntities.arrival(assumed, TwinState.EMPTY, NOON)) {
            writer.apply(writer.position() + 1, Times.micros(NOON), event);
        }
        TwinState state = writer.publish();
        List<TwinEvent> arrival = CityEntities.arrival(TOWN, state, NOON);
        assertEquals(1, arrival.size());
        TwinState next = state.fold(state.position() + 1, NOON, arrival.getFirst());
        assertQuality(
                next.find(IDS.id("RoadSegment", TOWN.network().link(0).id())).orElseThrow(),
                "maximumAllowedSpeed",
                false);
        assertEquals(List.of(), CityEntities.arrival(assumed, state, NOON));
    }

    /** The town, as if this had not been known of its first link. */
    private static City assuming(Assumption what) {
        Network network = TOWN.network();
        List<Link> links = new ArrayList<>(network.links());
        Link link = links.getFirst();
        links.set(
                0,
                new Link(
                        link.id(),
                        link.fromNode(),
                        link.toNode(),
                        link.name(),
                        link.roadClass(),
                        link.shape(),
                        link.lengthMeters(),
                        link.lanes(),
                        Set.of(what)));
        return TOWN.with(
                new Network(network.nodes(), links, network.movements(), network.crossings(), network.allConflicts()),
                TOWN.signals());
    }

    private static Entity firstSegment(City city) {
        String id = IDS.id("RoadSegment", city.network().link(0).id());
        return CityEntities.of(city).stream()
                .filter(entity -> entity.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static void assertQuality(Entity entity, String name, boolean assumed) {
        assertEquals(
                assumed ? Quality.ASSUMED : Quality.UNSTATED,
                entity.find(name).orElseThrow().quality(),
                name);
    }

    @Test
    void nobodyPassingIsNoSpeed() {
        LinkFigures figures =
                new LinkFigures(NOON, NOON.plusSeconds(60), 0, OptionalDouble.empty(), OptionalDouble.empty());
        assertEquals(
                List.of("dateObservedFrom", "dateObservedTo", "intensity"),
                figures.observations(IDS, "a", Quality.SIMULATED, "road engine").stream()
                        .map(TwinEvent.Observation::name)
                        .toList());
    }

    @Test
    void namesOfAnyScriptGiveIdsThatDiffer() {
        assertEquals(
                "urn:ngsi-ld:Road:montevideo:18%20de%20Julio", new CityIds("Montevideo").id("Road", "18 de Julio"));
        assertEquals("urn:ngsi-ld:Road:asuncion:a%2Fb", new CityIds("Asunción").id("Road", "a/b"));
        assertEquals("urn:ngsi-ld:Road:%E4%B8%8A%E6%B5%B7:1", new CityIds("上海").id("Road", "1"));
    }
}
