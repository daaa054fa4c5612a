package meridian.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import meridian.api.OperationsServer;
import meridian.app.city.CitySource;
import meridian.app.live.LiveCity;
import meridian.app.live.Traffic;
import meridian.app.machine.Browser;
import meridian.app.machine.Folders;
import meridian.app.machine.InstanceLock;
import meridian.app.machine.Interrupt;
import meridian.app.terminal.ProgressLine;
import meridian.formats.ReadReport;
import meridian.formats.cityfile.Part;
import meridian.model.BadInput;
import meridian.model.City;
import meridian.testkit.Town;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows a city with its traffic moving, until somebody stops it. */
@Command(
        name = "up",
        description = "Shows a city in the browser, with its traffic moving.",
        footer = {"", "Example: meridian up --start 07:30 --speed 10"})
final class UpCommand implements Callable<Integer> {
    private static final int USUAL_PORT = 8080;
    private static final int PORTS_TRIED = 20;
    private static final int LAST_PORT = 65_535;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--city", paramLabel = "FILE", description = "A city: any file or folder that can be imported.")
    private @Nullable Path file;

    @Option(
            names = "--start",
            paramLabel = "HH:MM",
            converter = TimeOfDay.Converter.class,
            description = "Time of day to begin with; 07:30 where the city has no trips of its own.")
    private @Nullable TimeOfDay start;

    @Option(
            names = "--speed",
            paramLabel = "TIMES",
            defaultValue = "1",
            description = "Simulated seconds in a second, 1 to 60; 1 where nothing is said.")
    private double speed;

    @Option(names = "--port", paramLabel = "N", description = "Where to serve; 8080 or the next free one.")
    private @Nullable Integer port;

    @Option(names = "--no-open", description = "Do not open a browser.")
    private boolean noOpen;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Another number, another day.")
    private long seed;

    @Option(names = "--data", paramLabel = "DIR", description = "Where to keep data.")
    private @Nullable Path data;

    private volatile boolean serving;
    private final CompletableFuture<Integer> stop = new CompletableFuture<>();

    @Override
    public Integer call() {
        check();
        PrintWriter err = spec.commandLine().getErr();
        int free = port();
        Folders folders = Folders.ofThisUser();
        Path kept = Folders.writable(data == null ? folders.data() : data, "--data");
        try (InstanceLock lock = InstanceLock.take(kept)) {
            Interrupt.onSignal(this::stop);
            City city = city(err);
            Traffic traffic = Traffic.of(city, seed);
            double begin = start == null ? traffic.usualStartSeconds() : start.seconds();
            try (LiveCity live = LiveCity.start(
                    city,
                    traffic,
                    begin,
                    speed,
                    seed,
                    free,
                    BuildInfo.ofThisBuild().version())) {
                lock.publish(live.address());
                announce(live, city);
                serving = true;
                return stop.join();
            } finally {
                err.println("stopped");
                err.flush();
            }
        }
    }

    private void check() {
        if (!(speed >= 1 && speed <= 60)) {
            throw new ParameterException(spec.commandLine(), "--speed is 1 to 60, not " + speed);
        }
        if (port != null && (port < 0 || port > LAST_PORT)) {
            throw new ParameterException(spec.commandLine(), "--port is 1 to 65535, or 0 for any, not " + port);
        }
    }

    /** The port asked for, or the first free one of a few. */
    private int port() {
        if (port != null) {
            if (port != 0) {
                OperationsServer.checkFree(port);
            }
            return port;
        }
        for (int candidate = USUAL_PORT; candidate < USUAL_PORT + PORTS_TRIED; candidate++) {
            try {
                OperationsServer.checkFree(candidate);
                if (candidate != USUAL_PORT) {
                    spec.commandLine().getErr().println("port " + USUAL_PORT + " is in use, taking " + candidate);
                }
                return candidate;
            } catch (BadInput e) {
                // The next one, then.
            }
        }
        throw new BadInput(
                "ports " + USUAL_PORT + " to " + (USUAL_PORT + PORTS_TRIED - 1),
                "all of them are in use",
                "a port nobody listens on",
                "Choose one with --port");
    }

    private City city(PrintWriter err) {
        if (file == null) {
            return Town.city();
        }
        try (ProgressLine progress = ProgressLine.on(err)) {
            EnumSet<Part> parts = EnumSet.allOf(Part.class);
            return CitySource.of(List.of(file)).read(parts, new ReadReport(), progress);
        }
    }

    private void announce(LiveCity live, City city) {
        spec.commandLine().getOut().println(live.address());
        spec.commandLine().getOut().flush();
        PrintWriter err = spec.commandLine().getErr();
        err.println(city.name() + " is up; its traffic is simulated. Ctrl-C stops it.");
        err.flush();
        if (!noOpen) {
            Browser.ofThisMachine().ifPresent(browser -> browser.open(live.address()));
        }
    }

    /** Nothing is worth keeping before the city is up; then it ends in order. */
    private void stop(int code) {
        if (!serving) {
            Runtime.getRuntime().halt(code);
        }
        stop.complete(code);
    }
}
