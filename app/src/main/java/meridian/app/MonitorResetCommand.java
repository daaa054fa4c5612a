package meridian.app;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import meridian.app.terminal.Terminal;
import meridian.field.mqtt.MqttWatch;
import meridian.model.BadInput;
import meridian.model.control.ControlJunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** A person has looked. */
@Command(
        name = "reset",
        description =
                "Tells a monitor that a person has looked at a junction that it dropped. What is still wrong trips again.",
        footer = {
            "",
            "Example: meridian monitor reset --mqtt mqtt://localhost/hangzhou --junction",
            "         intersection_1_1 --by \"A. Pérez\""
        })
final class MonitorResetCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST_NAME = 100;

    @Mixin
    private Terminal terminal = new Terminal();

    @Option(names = "--mqtt", paramLabel = "URL", required = true, description = "The street.")
    private String mqtt = "";

    @Option(names = "--junction", paramLabel = "ID", required = true, description = "Which.")
    private String junction = "";

    @Option(names = "--by", paramLabel = "NAME", required = true, description = "Who has looked.")
    private String by = "";

    @Override
    public Integer call() throws InterruptedException {
        if (by.isBlank() || by.length() > LONGEST_NAME) {
            throw new ParameterException(
                    terminal.spec().commandLine(), "--by is a name of 1 to " + LONGEST_NAME + " characters");
        }
        try (MqttWatch watch = MqttWatch.join(PlantOptions.broker(mqtt), PATIENCE)) {
            List<String> ids = watch.network().junctions().stream()
                    .map(ControlJunction::id)
                    .toList();
            int index = ids.indexOf(junction);
            if (index < 0) {
                throw new BadInput(
                        "--junction " + junction,
                        "there is none in this street",
                        "the id of one of its " + ids.size() + " junctions, as " + ids.getFirst(),
                        "See what the monitor said");
            }
            CountDownLatch released = new CountDownLatch(1);
            watch.listenForRelease(index, released::countDown);
            watch.askForReset(index, by);
            if (!released.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                terminal.say("no monitor has answered within " + PATIENCE.toSeconds()
                        + " s: is 'meridian monitor run' running for this street?");
                return ExitCode.FAILURE;
            }
        }
        terminal.print("junction " + junction + " was reset");
        return ExitCode.OK;
    }
}
