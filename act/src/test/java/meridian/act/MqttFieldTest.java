package meridian.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import meridian.act.watch.StreetMonitor;
import meridian.decide.Deciders;
import meridian.decide.DecisionTimes;
import meridian.field.mqtt.BrokerAddress;
import meridian.field.mqtt.MqttLink;
import meridian.field.mqtt.MqttPlant;
import meridian.field.mqtt.MqttWatch;
import meridian.field.plant.Observation;
import meridian.field.plant.PlantLost;
import meridian.field.plant.SignalCommand;
import meridian.model.BadInput;
import meridian.model.control.ControlNetwork;
import meridian.model.signal.Aspect;
import meridian.safety.JunctionRules;
import meridian.safety.MonitorLimits;
import meridian.safety.RulesFinder;
import meridian.safety.monitor.FieldLimits;
import meridian.testkit.Mosquitto;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Meridian Town's junctions behind a real broker. */
final class MqttFieldTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LEAD_MILLIS = 1_000;
    /** Of the street, each; what must come about comes about long before. */
    private static final int MOST_SECONDS = 600;

    @TempDir
    private Path folder;

    @BeforeEach
    void demandBroker() {
        assumeTrue(Mosquitto.program().isPresent(), "Mosquitto is not installed: MQTT was not tried");
    }

    private static SignalCommand all(ControlNetwork network, int junction, Aspect aspect) {
        int groups = network.junctions().get(junction).groups();
        return new SignalCommand.Show(junction, Collections.nCopies(groups, aspect));
    }

    private static boolean showsAll(Observation seen, ControlNetwork network, int junction, Aspect aspect) {
        int groups = network.junctions().get(junction).groups();
        return IntStream.range(0, groups).allMatch(g -> seen.shown(junction, g) == aspect);
    }

    /** Orders the same again and again until it is seen. */
    private static Observation until(MqttPlant plant, List<SignalCommand> orders, Predicate<Observation> seen)
            throws PlantLost {
        for (int second = 0; second < MOST_SECONDS; second++) {
            Observation now = plant.step(orders);
            if (seen.test(now)) {
                return now;
            }
        }
        throw new AssertionError("not seen within " + MOST_SECONDS + " s of the street: " + plant.figures());
    }

    @Test
    void whatIsOrderedIsShownAndWhoStopsOrderingLeavesTheJunctionToItsPlan() throws Exception {
        try (Mosquitto broker = Mosquitto.open(folder);
                ServedStreet street = new ServedStreet(broker, 200)) {
            try (MqttPlant plant = MqttPlant.join(street.address, LEAD_MILLIS, PATIENCE)) {
                ControlNetwork network = plant.network();
                assertEquals(TownRun.CITY.signals().size(), network.junctions().size());
                until(plant, List.of(all(network, 0, Aspect.RED)), seen -> showsAll(seen, network, 0, Aspect.RED));
                assertTrue(plant.figures().answers().getOrDefault("taken", 0L) > 0);
            }
            try (MqttPlant looker = MqttPlant.join(street.address, LEAD_MILLIS, PATIENCE)) {
                until(looker, List.of(), seen -> !showsAll(seen, looker.network(), 0, Aspect.RED));
            }
        }
    }

    @Test
    void aDeciderControlsItThroughTheKernelAndItsLoopsAreHeard() throws Exception {
        try (Mosquitto broker = Mosquitto.open(folder);
                ServedStreet street = new ServedStreet(broker, 100);
                MqttPlant plant = MqttPlant.join(street.address, LEAD_MILLIS, PATIENCE)) {
            ControlledCity city = ControlledCity.lawful(TownRun.CITY, plant.network(), plant.seconds());
            int[] counted = new int[1];
            ControlLoop.Listener listener = new ControlLoop.Listener() {
                @Override
                public void saw(Observation seen, List<SignalCommand> told) {
                    counted[0] += IntStream.range(0, plant.network().detectors().size())
                            .map(seen::count)
                            .sum();
                }
            };
            ControlLoop loop = new ControlLoop(
                    plant, city, Deciders.ADVANCED_MAX_PRESSURE.in(city.network(), DecisionTimes.USUAL), 5, listener);
            for (int second = 0; second < MOST_SECONDS && counted[0] < 50; second++) {
                loop.second();
            }
            assertTrue(counted[0] >= 50, "loops counted " + counted[0]);
            assertTrue(
                    plant.figures().answers().getOrDefault("taken", 0L) > 100,
                    plant.figures().toString());
        }
    }

    @Test
    void ofTwoWhoControlTheFirstIsToldToStop() throws Exception {
        try (Mosquitto broker = Mosquitto.open(folder);
                ServedStreet street = new ServedStreet(broker, 200);
                MqttPlant first = MqttPlant.join(street.address, LEAD_MILLIS, PATIENCE)) {
            first.step(List.of(all(first.network(), 0, Aspect.RED)));
            try (MqttPlant second = MqttPlant.join(street.address, LEAD_MILLIS, PATIENCE)) {
                PlantLost lost = assertThrows(PlantLost.class, () -> {
                    for (int i = 0; i < MOST_SECONDS; i++) {
                        second.step(List.of(all(second.network(), 0, Aspect.RED)));
                        first.step(List.of(all(first.network(), 0, Aspect.RED)));
                    }
                });
                assertTrue(String.valueOf(lost.getMessage()).contains("somebody else"), lost.getMessage());
            }
        }
    }

    @Test
    void aBrokerThatIsKilledLeavesJunctionsToTheirPlansAndControlGoesOnWhenItIsBack() throws Exception {
        try (Mosquitto broker = Mosquitto.open(folder);
                ServedStreet street = new ServedStreet(broker, 300);
                MqttPlant plant = MqttPlant.join(street.address, LEAD_MILLIS, PATIENCE)) {
            ControlNetwork network = plant.network();
            List<SignalCommand> red = List.of(all(network, 0, Aspect.RED));
            until(plant, red, seen -> showsAll(seen, network, 0, Aspect.RED));
            broker.kill();
            TimeUnit.SECONDS.sleep(3);
            broker.start();
            Observation after = until(plant, red, seen -> !seen.obeys(0));
            assertFalse(after.obeys(0), "what it showed meanwhile nobody knows");
            until(plant, red, seen -> seen.obeys(0) && showsAll(seen, network, 0, Aspect.RED));
        }
    }

    @Test
    void strangersMessagesAreCountedAndChangeNothing() throws Exception {
        try (Mosquitto broker = Mosquitto.open(folder);
                ServedStreet street = new ServedStreet(broker, 200);
                MqttPlant plant = MqttPlant.join(street.address, LEAD_MILLIS, PATIENCE);
                MqttLink stranger = MqttLink.open(street.address)) {
            String junction = plant.network().junctions().getFirst().id();
            String topic = "town/junction/" + junction + "/";
            for (String text : List.of("", "{", "{\"report\":1}", "[[[[", "{\"report\":-1,\"clock\":1e99}")) {
                stranger.publishSurely(topic + "seen", text.getBytes(StandardCharsets.UTF_8), false);
                stranger.publishSurely(topic + "answer", text.getBytes(StandardCharsets.UTF_8), false);
            }
            stranger.publishSurely("town/junction/nowhere/seen", new byte[] {1, 2, 3}, false);
            until(
                    plant,
                    List.of(all(plant.network(), 0, Aspect.RED)),
                    seen -> plant.figures().rejectedValues() >= 11 && showsAll(seen, plant.network(), 0, Aspect.RED));
        }
    }

    @Test
    void withoutABrokerOrAStreetItSaysSo() throws Exception {
        BrokerAddress nowhere = BrokerAddress.of("mqtt://127.0.0.1:1/town", Optional.empty());
        BadInput noBroker = assertThrows(BadInput.class, () -> MqttPlant.join(nowhere, LEAD_MILLIS, PATIENCE));
        assertTrue(String.valueOf(noBroker.getMessage()).contains("does not answer as a broker"));
        try (Mosquitto broker = Mosquitto.open(folder)) {
            BrokerAddress empty = BrokerAddress.of("mqtt://127.0.0.1:" + broker.port + "/town", Optional.empty());
            BadInput noStreet =
                    assertThrows(BadInput.class, () -> MqttPlant.join(empty, LEAD_MILLIS, Duration.ofMillis(500)));
            assertTrue(String.valueOf(noStreet.getMessage()).contains("town/network"), noStreet.getMessage());
        }
    }

    // --- The monitor ---

    private static List<FieldLimits> limits() {
        return RulesFinder.find(TownRun.CITY).stream()
                .map(JunctionRules::findRules)
                .map(rules -> MonitorLimits.of(rules.orElseThrow()))
                .toList();
    }

    /** What a monitor said, and the monitor on a thread of its own. */
    private static final class Watching implements StreetMonitor.Journal, AutoCloseable {
        final ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();
        final MqttWatch watch;
        private final Thread thread;
        private volatile boolean stopped;

        Watching(BrokerAddress address) {
            watch = MqttWatch.join(address, PATIENCE);
            StreetMonitor monitor =
                    new StreetMonitor(watch, limits(), () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()), this);
            watch.listen(monitor);
            thread = Thread.ofPlatform().start(() -> {
                while (!stopped) {
                    monitor.tick();
                    LockSupport.parkNanos(50_000_000);
                }
            });
        }

        @Override
        public void dropped(int junction, String why, boolean latched) {
            said.add((latched ? "flash " : "plan ") + junction + " " + why);
        }

        @Override
        public void released(int junction, String by) {
            said.add("released " + junction + " " + by);
        }

        boolean said(String beginning) {
            return said.stream().anyMatch(line -> line.startsWith(beginning));
        }

        @Override
        public void close() {
            stopped = true;
            ServedStreet.join(thread);
            watch.close();
        }
    }

    @Test
    void aMonitorMakesAJunctionOfConflictingGreensFlashUntilAPersonHasLooked() throws Exception {
        try (Mosquitto broker = Mosquitto.open(folder);
                ServedStreet street = new ServedStreet(broker, 1_000);
                MqttPlant brain = MqttPlant.join(street.address, LEAD_MILLIS, PATIENCE)) {
            ControlNetwork network = brain.network();
            List<SignalCommand> mad = List.of(all(network, 0, Aspect.GREEN_PROTECTED));
            try (Watching monitor = new Watching(street.address)) {
                until(brain, mad, seen -> showsAll(seen, network, 0, Aspect.FLASHING_AMBER) && !seen.obeys(0));
                assertTrue(monitor.said("flash 0 groups "), monitor.said.toString());
                assertFalse(monitor.said("flash 1"), monitor.said.toString());
            }
            // Another monitor, later: the junction still flashes, until somebody says that it has been looked at.
            try (Watching monitor = new Watching(street.address)) {
                for (int second = 0; second < 5; second++) {
                    assertTrue(showsAll(brain.step(mad), network, 0, Aspect.FLASHING_AMBER));
                }
                monitor.watch.askForReset(0, "A. Pérez");
                until(brain, List.of(), seen -> showsAll(seen, network, 0, Aspect.RED));
                assertTrue(monitor.said("released 0 A. Pérez"), monitor.said.toString());
            }
        }
    }

    @Test
    void aMonitorLeavesLawfulControlAlone() throws Exception {
        try (Mosquitto broker = Mosquitto.open(folder);
                ServedStreet street = new ServedStreet(broker, 1_000);
                Watching monitor = new Watching(street.address);
                MqttPlant plant = MqttPlant.join(street.address, LEAD_MILLIS, PATIENCE)) {
            ControlledCity city = ControlledCity.lawful(TownRun.CITY, plant.network(), plant.seconds());
            ControlLoop loop = new ControlLoop(
                    plant,
                    city,
                    Deciders.ADVANCED_MAX_PRESSURE.in(city.network(), DecisionTimes.USUAL),
                    5,
                    ControlLoop.Listener.NONE);
            for (int second = 0; second < 25; second++) {
                loop.second();
            }
            assertFalse(monitor.said("flash"), monitor.said.toString());
        }
    }

    /** A controller that goes on showing what it was told: its own watch over silence is broken. */
    @Test
    void aMonitorSendsAJunctionToItsPlanWhenOrdersCeaseAndLetsItGoWhenTheyComeAgain() throws Exception {
        try (Mosquitto broker = Mosquitto.open(folder);
                ServedStreet street = new ServedStreet(broker, 100);
                MqttLink link = MqttLink.open(street.address)) {
            String topic = "town/junction/" + TownRun.CITY.signals().getFirst().id() + "/";
            street.stop();
            try (Watching monitor = new Watching(street.address)) {
                String red = "r".repeat(TownRun.CITY.signals().getFirst().groups());
                int reports = 0;
                while (!monitor.said("plan 0 nobody") && reports < MOST_SECONDS) {
                    link.publishSurely(topic + "seen", report(++reports, red), false);
                    TimeUnit.MILLISECONDS.sleep(100);
                }
                assertTrue(reports > 15, "dropped after " + reports + " reports of a tenth of a second");
                assertTrue(monitor.said("plan 0 nobody"), monitor.said.toString());
                while (!monitor.said("released 0") && reports < 2 * MOST_SECONDS) {
                    link.publishSurely(topic + "order", new byte[] {'{', '}'}, false);
                    link.publishSurely(topic + "seen", report(++reports, red), false);
                    TimeUnit.MILLISECONDS.sleep(100);
                }
                assertTrue(monitor.said("released 0"), monitor.said.toString());
                assertFalse(monitor.said("flash"), monitor.said.toString());
            }
        }
    }

    private static byte[] report(int number, String shows) {
        return ("{\"boot\":1,\"report\":%d,\"clock\":%d,\"seconds\":%d,\"shows\":\"%s\",\"obeys\":\"brain\"}")
                .formatted(number, 100L * number, number / 10, shows)
                .getBytes(StandardCharsets.UTF_8);
    }
}
