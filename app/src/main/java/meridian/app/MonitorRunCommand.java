package meridian.app;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import meridian.act.watch.StreetMonitor;
import meridian.app.machine.Interrupt;
import meridian.app.signals.SignalScenario;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.Words;
import meridian.field.mqtt.MqttPlant;
import meridian.field.mqtt.MqttWatch;
import meridian.formats.ReadReport;
import meridian.model.BadInput;
import meridian.model.City;
import meridian.model.control.ControlJunction;
import meridian.safety.JunctionRules;
import meridian.safety.MonitorLimits;
import meridian.safety.monitor.FieldLimits;
import meridian.safety.monitor.FieldMonitor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Watches until it is stopped. */
@Command(
        name = "run",
        description =
                "Watches what a street's lamps show. A junction where conflicting groups are green together, or an amber or a"
                        + " clearance is too short, flashes amber until a person resets it; one whose orders cease goes back to its"
                        + " own plan.",
        footer = {
            "",
            "Each drop and release is a line on standard output. Ctrl-C ends it.",
            "",
            "Example: meridian monitor run hangzhou --mqtt mqtt://localhost/hangzhou"
        })
final class MonitorRunCommand implements Callable<Integer> {
    @Mixin
    private Terminal terminal = new Terminal();

    @Mixin
    private RulesOptions rulesOptions = new RulesOptions();

    @Parameters(paramLabel = "CITY", description = "The street's city: limits are derived from its network.")
    private String city = "";

    @Option(
            names = "--mqtt",
            paramLabel = "URL",
            required = true,
            description = "The street: mqtt://[USER@]HOST[:PORT]/STREET, or mqtts://.")
    private String mqtt = "";

    @Option(names = "--seconds", paramLabel = "N", description = "How long; until it is stopped by default.")
    private long seconds = Long.MAX_VALUE;

    private volatile boolean stopped;

    @Override
    public Integer call() {
        City watched;
        try (ProgressLine progress = terminal.progress()) {
            watched = SignalScenario.read(city, Optional.empty(), 1, 1, new ReadReport(), progress)
                    .city();
        }
        List<JunctionRules> rules = rulesOptions.of(watched);
        try (Interrupt _ = Interrupt.onSignal(_ -> stopped = true);
                MqttWatch watch = MqttWatch.join(PlantOptions.broker(mqtt), MqttPlant.USUAL_PATIENCE)) {
            List<ControlJunction> junctions = watch.network().junctions();
            StreetMonitor monitor = new StreetMonitor(
                    watch,
                    limits(rules, junctions),
                    () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()),
                    new Told(junctions));
            watch.listen(monitor);
            terminal.say("watching " + Words.count(junctions.size()) + " junctions of "
                    + watch.network().name() + " at " + mqtt);
            run(monitor);
        }
        return ExitCode.OK;
    }

    private void run(StreetMonitor monitor) {
        long begin = System.nanoTime();
        while (!stopped && TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin) < seconds) {
            monitor.tick();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(FieldMonitor.LONGEST_PAUSE_MILLIS / 2));
        }
    }

    /** Of the street's junctions, in its order. A junction without rules is watched for silence alone. */
    private static List<FieldLimits> limits(List<JunctionRules> rules, List<ControlJunction> junctions) {
        List<FieldLimits> limits = new ArrayList<>();
        for (ControlJunction junction : junctions) {
            JunctionRules known = rules.stream()
                    .filter(one -> one.controller().equals(junction.id()))
                    .findFirst()
                    .orElseThrow(() -> new BadInput(
                            "junction " + junction.id() + " of the street",
                            "the city has none of this name",
                            "the street's own city",
                            "Name the city that the street is"));
            limits.add(known.findRules()
                    .map(MonitorLimits::of)
                    .orElseGet(() -> new FieldLimits.Builder(junction.groups()).build()));
        }
        return limits;
    }

    /** A line for each drop and release. */
    private final class Told implements StreetMonitor.Journal {
        private final List<ControlJunction> junctions;

        Told(List<ControlJunction> junctions) {
            this.junctions = junctions;
        }

        private void line(int junction, String what) {
            terminal.print(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " junction "
                    + junctions.get(junction).id() + " " + what);
            terminal.out().flush();
        }

        @Override
        public void dropped(int junction, String why, boolean latched) {
            line(junction, latched ? "flashes until it is reset: " + why : "is on its own plan: " + why);
        }

        @Override
        public void released(int junction, String by) {
            line(junction, by.isEmpty() ? "is released" : "was reset by " + by);
        }
    }
}
