package meridian.app;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import meridian.app.city.CitySource;
import meridian.app.signals.SignalScenario;
import meridian.field.line.LinePlant;
import meridian.field.mqtt.BrokerAddress;
import meridian.field.mqtt.MqttPlant;
import meridian.field.plant.ObserveMode;
import meridian.field.plant.Plant;
import meridian.field.traci.SumoPlant;
import meridian.field.traci.SumoRun;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.City;
import meridian.model.control.ControlNetwork;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which plant, for commands that control or look at one that is not ours. */
final class PlantOptions {
    private static final int USUAL_LEAD_MILLIS = 1000;
    private static final int MOST_LEAD_MILLIS = 5000;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--sumo", paramLabel = "FILE", description = "Start SUMO with this .sumocfg.")
    private @Nullable Path sumo;

    @Option(
            names = "--traci",
            paramLabel = "HOST:PORT",
            description = "Join a SUMO that was started with --remote-port; its network is CITY's.")
    private @Nullable String traci;

    @Option(
            names = "--line-program",
            paramLabel = "COMMAND",
            description = "Start a program that speaks the line protocol (docs/line-protocol.md).")
    private @Nullable String lineProgram;

    @Option(
            names = "--line",
            paramLabel = "HOST:PORT",
            description = "Join something that speaks the line protocol there.")
    private @Nullable String line;

    @Option(
            names = "--mqtt",
            paramLabel = "URL",
            description =
                    "Join a street of controllers at an MQTT broker: mqtt://[USER@]HOST[:PORT]/STREET, or mqtts://; the"
                            + " password comes from MERIDIAN_MQTT_PASSWORD (docs/mqtt-field.md).")
    private @Nullable String mqtt;

    @Option(
            names = "--lead-millis",
            paramLabel = "MS",
            defaultValue = "1000",
            description =
                    "With --mqtt: from a second until what was decided about it is carried out (${DEFAULT-VALUE}).")
    private int leadMillis = USUAL_LEAD_MILLIS;

    @Option(
            names = "--observe",
            paramLabel = "WHAT",
            defaultValue = "detectors",
            description = "detectors, lanes or vehicles (${DEFAULT-VALUE}).")
    private ObserveMode observe = ObserveMode.DETECTORS;

    /**
     * The plant's city: SUMO's own where one is started, or else what was named, which may be a name that other commands know.
     *
     * @throws ParameterException where it has to be named and is not
     */
    City city(List<Path> named, Progress progress) {
        if (sumo != null) {
            return CitySource.of(List.of(sumo)).read(new ReadReport(), progress);
        }
        if (named.isEmpty()) {
            throw wrong("without --sumo, name the plant's CITY: its network and safety rules come from there");
        }
        return named.size() == 1
                ? SignalScenario.read(named.getFirst().toString(), Optional.empty(), 1, 1, new ReadReport(), progress)
                        .city()
                : CitySource.of(named).read(new ReadReport(), progress);
    }

    ObserveMode observe() {
        return observe;
    }

    /**
     * Starts or joins it.
     *
     * @param city network for plants that do not tell theirs
     * @param sumoArguments for a SUMO that is started
     * @throws ParameterException unless one plant is named
     */
    Plant open(Supplier<ControlNetwork> city, List<String> sumoArguments) {
        if (Stream.of(sumo, traci, lineProgram, line, mqtt)
                        .filter(one -> one != null)
                        .count()
                != 1) {
            throw wrong("name one of --sumo, --traci, --line-program, --line and --mqtt");
        }
        if (sumo != null) {
            return SumoPlant.start(SumoRun.of(sumo, sumoArguments), city.get(), observe);
        }
        if (traci != null) {
            return SumoPlant.join(address("--traci", traci), city.get(), observe);
        }
        if (mqtt != null) {
            return street(mqtt);
        }
        return lineProgram != null
                ? LinePlant.start(List.of(lineProgram.strip().split("\\s+")), observe, LinePlant.USUAL_PATIENCE)
                : LinePlant.join(address("--line", String.valueOf(line)), observe, LinePlant.USUAL_PATIENCE);
    }

    private Plant street(String url) {
        if (observe != ObserveMode.DETECTORS) {
            throw wrong("controllers in a street report what their detectors see: --observe is detectors with --mqtt");
        }
        if (leadMillis < 1 || leadMillis > MOST_LEAD_MILLIS) {
            throw wrong("--lead-millis is 1 to " + MOST_LEAD_MILLIS + ", not " + leadMillis);
        }
        return MqttPlant.join(broker(url), leadMillis, MqttPlant.USUAL_PATIENCE);
    }

    /** The password is in no option, because others can read those. */
    static BrokerAddress broker(String url) {
        return BrokerAddress.of(url, Optional.ofNullable(System.getenv("MERIDIAN_MQTT_PASSWORD")));
    }

    private InetSocketAddress address(String option, String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
            throw wrong(option + " is HOST:PORT, not '" + text + "'");
        }
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(port));
    }

    private ParameterException wrong(String message) {
        CommandLine command = spec.commandLine();
        return new ParameterException(command, message);
    }
}
