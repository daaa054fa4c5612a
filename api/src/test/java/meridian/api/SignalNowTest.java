package meridian.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import meridian.model.City;
import meridian.model.demand.TripSource;
import meridian.model.network.NodeControl;
import meridian.model.signal.Actuation;
import meridian.model.signal.Aspect;
import meridian.model.signal.SignalController;
import meridian.model.signal.SignalPhase;
import meridian.model.signal.SignalPlan;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.RoadView;
import meridian.sim.route.Router;
import meridian.testkit.Streets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One crossing whose first phase lasts 5 to 50 s as detectors say, on an engine whose signals can be held. */
class SignalNowTest {

    private final City city = actuated(Streets.crossroads(NodeControl.SIGNALS));
    private final RoadEngine engine = new RoadEngine(
            RoadNetwork.of(city),
            TripSource.of(List.of()),
            Router.of(city.network()).query()::choose,
            (trip, entered, left, meters, lost, waited, halts) -> {},
            RoadSettings.startingAt(0, 1));

    private static City actuated(City city) {
        SignalController signal = city.signals().getFirst();
        List<SignalPhase> phases = new ArrayList<>(signal.plan().phases());
        phases.set(0, new SignalPhase(20, 5, 50, phases.getFirst().aspects()));
        SignalPlan plan = new SignalPlan("p", 0, phases, SignalPlan.Source.GIVEN, Actuation.USUAL);
        return new City(
                city.name(),
                city.projection(),
                city.network(),
                List.of(new SignalController(signal.id(), signal.nodes(), signal.groups(), plan)),
                city.places(),
                city.trips(),
                city.attributions());
    }

    /** As the junction's answer has it: written and read again, which no infinite number survives. */
    private JsonNode now() {
        RoadView view = new RoadView(engine.road());
        byte[] aspects = view.aspects(engine);
        List<Aspect> shown = new ArrayList<>();
        for (byte aspect : aspects) {
            shown.add(Aspect.values()[aspect]);
        }
        String text = Answer.JSON.writeValueAsString(SignalNow.view(
                city.signals().getFirst(),
                view.phase(engine, 0),
                shown,
                view.secondsLeft(engine, 0),
                view.mostSecondsLeft(engine, 0)));
        return Answer.JSON.readTree(text);
    }

    @Test
    void aPhaseThatDetectorsLengthenEndsBetweenItsLeastAndItsMostTime() {
        engine.step();
        engine.step();
        JsonNode signal = now();
        assertTrue(signal.path("actuated").asBoolean());
        assertEquals("plan", signal.path("state").asString());
        assertEquals(3, signal.path("secondsLeft").asDouble());
        assertEquals(48, signal.path("mostSecondsLeft").asDouble());
        assertEquals(5, signal.path("phases").get(0).path("leastSeconds").asDouble());
        assertEquals(50, signal.path("phases").get(0).path("mostSeconds").asDouble());
    }

    @Test
    void aPhaseThatDoesNotVaryHasOneEnd() {
        for (int i = 0; i < 6; i++) {
            engine.step();
        }
        JsonNode signal = now();
        assertEquals(1, signal.path("phase").asInt());
        assertTrue(signal.path("secondsLeft").asDouble() > 0, signal.toString());
        assertFalse(signal.has("mostSecondsLeft"), signal.toString());
    }

    @Test
    void whatSomebodyKeepsAsItIsSaysSoAndHasNoEnd() {
        engine.holdPhase(0, 0);
        endless("held");
        engine.goDark(0);
        endless("dark");
        engine.flash(0);
        endless("flashing");
        engine.followPlan(0);
        assertEquals("plan", now().path("state").asString());
    }

    private void endless(String state) {
        engine.step();
        JsonNode signal = now();
        assertEquals(state, signal.path("state").asString());
        assertFalse(signal.has("secondsLeft"), signal.toString());
        assertFalse(signal.has("mostSecondsLeft"), signal.toString());
    }
}
