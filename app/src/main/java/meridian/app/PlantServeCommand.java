package meridian.app;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import meridian.app.machine.Interrupt;
import meridian.app.signals.SignalScenario;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.Words;
import meridian.field.mqtt.MqttStreet;
import meridian.field.plant.DetectorFaults;
import meridian.field.plant.EnginePlant;
import meridian.field.plant.ObserveMode;
import meridian.field.plant.PlantLost;
import meridian.formats.ReadReport;
import meridian.model.demand.TripSource;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.TripLog;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** A street of controllers for whoever has no real one to connect yet. */
@Command(
        name = "serve",
        description =
                "Plays a street of controllers at an MQTT broker: a simulated city whose junctions report and obey as real"
                        + " ones would (docs/mqtt-field.md).",
        footer = {
            "",
            "Ctrl-C ends it. A monitor needs --speed 1: it measures by its own clock.",
            "",
            "Example: meridian plant serve hangzhou --mqtt mqtt://localhost/hangzhou"
        })
final class PlantServeCommand implements Callable<Integer> {
    private static final double HOUR = 3600;
    private static final double MOST_SPEED = 100;
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final int DAY_SECONDS = 86_400;

    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(paramLabel = "CITY", description = "hangzhou, jinan, or anything that can be imported.")
    private String city = "";

    @Option(
            names = "--mqtt",
            paramLabel = "URL",
            required = true,
            description =
                    "The broker and the street's first topic: mqtt://[USER@]HOST[:PORT]/STREET, or mqtts://; the password"
                            + " comes from MERIDIAN_MQTT_PASSWORD.")
    private String mqtt = "";

    @Option(
            names = "--speed",
            paramLabel = "X",
            description = "Seconds of the street a second, 0.1 to 100 (${DEFAULT-VALUE}).")
    private double speed = 1;

    @Option(names = "--seconds", paramLabel = "N", description = "How long; an hour by default.")
    private int seconds = (int) HOUR;

    @Option(
            names = "--start",
            paramLabel = "HH:MM",
            converter = TimeOfDay.Converter.class,
            description = "When to begin: else with the first trip, or at 07:30.")
    private @Nullable TimeOfDay start;

    @Option(names = "--seed", paramLabel = "N", description = "Another number, another day (${DEFAULT-VALUE}).")
    private long seed = 1;

    private volatile boolean stopped;

    @Override
    public Integer call() throws PlantLost {
        if (!(speed >= 0.1 && speed <= MOST_SPEED) || seconds < 1 || seconds > DAY_SECONDS) {
            throw new ParameterException(
                    terminal.spec().commandLine(), "--speed is 0.1 to 100, --seconds 1 to " + DAY_SECONDS);
        }
        try (ProgressLine progress = terminal.progress();
                Interrupt _ = Interrupt.onSignal(_ -> stopped = true)) {
            Optional<Double> begin = Optional.ofNullable(start).map(time -> (double) time.seconds());
            SignalScenario scenario = SignalScenario.read(city, begin, seconds, seed, new ReadReport(), progress);
            serve(scenario, progress);
        }
        return ExitCode.OK;
    }

    private void serve(SignalScenario scenario, ProgressLine progress) throws PlantLost {
        RoadEngine engine = new RoadEngine(
                scenario.road(),
                TripSource.of(scenario.city().trips()),
                scenario.routes(),
                TripLog.NONE,
                RoadSettings.startingAt(scenario.startSeconds(), seed));
        double end = scenario.startSeconds() + seconds;
        DetectorFaults none = new DetectorFaults(seed, 0, 0, 0);
        try (EnginePlant plant = new EnginePlant(scenario.city(), engine, ObserveMode.DETECTORS, none, end);
                MqttStreet street = MqttStreet.open(plant, PlantOptions.broker(mqtt))) {
            terminal.say(Words.count(plant.network().junctions().size()) + " junctions of "
                    + plant.network().name() + " report and obey at " + mqtt + ". SIMULATED.");
            long begin = System.nanoTime();
            for (int passed = 1; !stopped && passed <= seconds; passed++) {
                street.second();
                progress.at("seconds of the street", passed, seconds);
                long due = begin + (long) (passed * SECOND_NANOS / speed);
                while (!stopped && System.nanoTime() < due) {
                    LockSupport.parkNanos(Math.min(due - System.nanoTime(), SECOND_NANOS / 10));
                }
            }
        }
    }
}
