package meridian.app;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import meridian.field.line.LinePlant;
import meridian.field.plant.ObserveMode;
import meridian.field.plant.Plant;
import meridian.field.traci.SumoPlant;
import meridian.field.traci.SumoRun;
import meridian.model.control.ControlNetwork;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which plant, for commands that control or look at one that is not ours. */
final class PlantOptions {
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
            names = "--observe",
            paramLabel = "WHAT",
            defaultValue = "detectors",
            description = "detectors, lanes or vehicles (${DEFAULT-VALUE}).")
    private ObserveMode observe = ObserveMode.DETECTORS;

    /** Where the city is: in the .sumocfg, where one is named, or else in the files that were. */
    List<Path> cityFiles(List<Path> named) {
        return sumo == null ? named : List.of(sumo);
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
        if (Stream.of(sumo, traci, lineProgram, line).filter(one -> one != null).count() != 1) {
            throw wrong("name one of --sumo, --traci, --line-program and --line");
        }
        if (sumo != null) {
            return SumoPlant.start(SumoRun.of(sumo, sumoArguments), city.get(), observe);
        }
        if (traci != null) {
            return SumoPlant.join(address("--traci", traci), city.get(), observe);
        }
        return lineProgram != null
                ? LinePlant.start(List.of(lineProgram.strip().split("\\s+")), observe, LinePlant.USUAL_PATIENCE)
                : LinePlant.join(address("--line", String.valueOf(line)), observe, LinePlant.USUAL_PATIENCE);
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
