package meridian.app;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import meridian.act.life.Mode;
import meridian.api.Binding;
import meridian.api.Doors;
import meridian.api.Loading;
import meridian.api.OperationsServer;
import meridian.api.ServerCertificate;
import meridian.api.access.Access;
import meridian.app.access.LocalDoor;
import meridian.app.access.SignInAddress;
import meridian.app.city.CitySource;
import meridian.app.city.DefaultCity;
import meridian.app.city.LostTrips;
import meridian.app.city.Preparation;
import meridian.app.inbox.SignalHouse;
import meridian.app.live.LiveCity;
import meridian.app.machine.Browser;
import meridian.app.machine.DatabasePassword;
import meridian.app.machine.Folders;
import meridian.app.machine.InstanceLock;
import meridian.app.machine.Interrupt;
import meridian.app.machine.Screen;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.twin.Aside;
import meridian.app.twin.DatabasePlace;
import meridian.app.twin.FieldFeed;
import meridian.app.twin.LiveTwin;
import meridian.app.twin.OutsideReports;
import meridian.app.twin.TwinHouse;
import meridian.field.Following;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.formats.cityfile.Part;
import meridian.journal.database.ServerAddress;
import meridian.model.BadInput;
import meridian.model.City;
import meridian.outbox.endpoint.AllowList;
import meridian.testkit.Town;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Shows a city with its traffic moving, until somebody stops it. */
@Command(
        name = "up",
        description = "Shows a city in the browser, with its traffic moving.",
        footer = {
            "",
            "Without --city it is Montevideo, fetched from the npm registry the first time.",
            "",
            "Example: meridian up --start 07:30 --speed 10"
        })
final class UpCommand implements Callable<Integer> {
    static final int USUAL_PORT = 8080;

    /** Set by the launcher where it could not get the default city: trying again would only repeat the message. */
    private static final String TRIED_VARIABLE = "MERIDIAN_CITY_TRIED";

    private static final int PORTS_TRIED = 20;
    private static final long FILLING_LOOK_NANOS = 100_000_000L;
    private static final int LAST_PORT = 65_535;

    @Mixin
    private Terminal terminal = new Terminal();

    @Option(names = "--city", paramLabel = "FILE", description = "A city file, or anything that can be imported.")
    private @Nullable Path file;

    @Option(
            names = "--events",
            paramLabel = "FILE",
            description = "Works, incidents and weather: YAML (docs/events.md) or a SUMO additional file.")
    private @Nullable Path events;

    @Option(
            names = "--start",
            paramLabel = "HH:MM",
            converter = TimeOfDay.Converter.class,
            description = "When to begin; else at 07:30, or with the city's own first trip.")
    private @Nullable TimeOfDay start;

    @Option(
            names = "--speed",
            paramLabel = "TIMES",
            defaultValue = "1",
            description = "Simulated seconds in a second, 1 to 60; 1 is usual.")
    private double speed;

    @Option(names = "--port", paramLabel = "N", description = "Where to serve; else 8080 or the next free one.")
    private @Nullable Integer port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "Where to listen; else on this machine only. Another address needs TLS.")
    private @Nullable String bind;

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = "Serve HTTPS with this certificate (PEM, with what signed it behind it).")
    private @Nullable Path tlsCertificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "The certificate's private key (PEM).")
    private @Nullable Path tlsKey;

    @Option(
            names = "--log-requests",
            description = "Print a line of JSON for each request to standard error: time, method, route, status,"
                    + " milliseconds and the number of the key or session.")
    private boolean logRequests;

    @Option(
            names = "--no-twin",
            description = "Keep no twin that can be asked and written to (NGSI-LD, docs/twin.md): it has a journal in a"
                    + " PostgreSQL of its own in the data folder.")
    private boolean withoutTwin;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "Keep the twin's journal in this PostgreSQL (15 or later) instead of one of its own:"
                    + " postgresql://user@host:port/database. Its password comes from MERIDIAN_DATABASE_PASSWORD or"
                    + " a file, never from here.")
    private @Nullable String database;

    @Option(
            names = "--database-password-file",
            paramLabel = "FILE",
            description = "A file that only its owner may read, with that password.")
    private @Nullable Path databasePasswordFile;

    @Option(
            names = "--notify-allow",
            paramLabel = "HOST[:PORT]",
            description = "Subscriptions may be told at this host as well as on this machine (docs/subscriptions.md);"
                    + " can be repeated.")
    private List<String> notifyAllow = List.of();

    @Option(
            names = "--signals",
            paramLabel = "WHAT",
            defaultValue = "advise",
            description =
                    "advise: propose what would help at the signals, and do it when somebody approves (docs/inbox.md);"
                            + " observe: propose only; off: leave them alone. advise is usual; what people have said since"
                            + " counts more.")
    private Signals signals = Signals.ADVISE;

    @Option(
            names = "--no-follow",
            description = "Do not correct the simulated traffic towards counts of links that the twin is told"
                    + " (docs/assimilation.md).")
    private boolean withoutFollowing;

    @Option(names = "--no-open", description = "Do not open a browser.")
    private boolean noOpen;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Another number, another day.")
    private long seed;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where to keep data; else the usual place of this user.")
    private @Nullable Path data;

    @Option(
            names = "--check",
            hidden = true,
            description = "Only check the other options; the launcher does before it prepares a city for minutes.")
    private boolean checkOnly;

    /** What may be done at the signals of areas of which nobody has said anything yet. */
    private enum Signals {
        OFF(Mode.OBSERVE),
        OBSERVE(Mode.OBSERVE),
        ADVISE(Mode.ADVISE);

        private final Mode mode;

        Signals(Mode mode) {
            this.mode = mode;
        }
    }

    private final Preparation preparation = new Preparation();
    private volatile boolean serving;
    private final CompletableFuture<Integer> stop = new CompletableFuture<>();

    @Override
    public Integer call() {
        check();
        Binding binding = binding();
        AllowList.of(notifyAllow);
        DatabasePlace place = databasePlace();
        Path folder = Folders.privateFolder(Folders.ofThisUser(data).data(), "--data");
        if (checkOnly) {
            return ExitCode.OK;
        }
        Loading reading = new Loading(name(), Loading.Step.READING, 0);
        try (InstanceLock lock = InstanceLock.take(folder);
                Interrupt _ = Interrupt.onSignal(this::stop)) {
            Access access = Access.of(folder, Clock.systemUTC());
            Doors doors = new Doors(binding, access, requestLog());
            try (OperationsServer server =
                            OperationsServer.open(doors, BuildInfo.ofThisBuild().version(), reading);
                    LocalDoor.Open _ = localDoor(server, access).open(folder)) {
                lock.publish(server.address());
                return up(server, access, place);
            }
        }
    }

    /** The twin is opened beside reading the city and preparing its streets, which take longer. */
    private int up(OperationsServer server, Access access, DatabasePlace place) {
        Optional<CompletableFuture<TwinHouse>> house = withoutTwin
                ? Optional.empty()
                : Optional.of(Aside.begin(
                        "twin-open",
                        () -> TwinHouse.open(
                                folders().data(), place, access, AllowList.of(notifyAllow), terminal::say)));
        City city;
        try {
            city = city(server, access);
        } catch (RuntimeException e) {
            house.ifPresent(UpCommand::close);
            throw e;
        }
        return live(city, server, house);
    }

    private City city(OperationsServer server, Access access) {
        City city = file == null ? defaultCity(DefaultCity.of(folders()), server, access) : read(file, server);
        if (file != null) {
            // Only now it is certain that there is something to show.
            announce(server.address(), access);
        }
        return events == null ? city : CityEvents.added(city, events, terminal);
    }

    private DatabasePlace databasePlace() {
        if (database == null && databasePasswordFile != null || database != null && withoutTwin) {
            throw new ParameterException(
                    terminal.spec().commandLine(),
                    "--database-password-file goes with --database, and --database does not go with --no-twin");
        }
        return database == null
                ? new DatabasePlace.Embedded(folders().data(), folders().cache())
                : new DatabasePlace.Given(
                        ServerAddress.parse(database), DatabasePassword.find(databasePasswordFile, System.getenv()));
    }

    private Folders folders() {
        return Folders.ofThisUser(data);
    }

    private Optional<Consumer<String>> requestLog() {
        return logRequests ? Optional.of(terminal::say) : Optional.empty();
    }

    private static LocalDoor localDoor(OperationsServer server, Access access) {
        String fingerprint =
                server.certificate().map(ServerCertificate::fingerprint).orElse(null);
        return new LocalDoor(server.address(), server.localAddress(), access.openLocalDoor(), fingerprint);
    }

    private int live(City city, OperationsServer server, Optional<CompletableFuture<TwinHouse>> house) {
        OptionalDouble begin = start == null ? OptionalDouble.empty() : OptionalDouble.of(start.seconds());
        Optional<CompletableFuture<TwinHouse>> connected =
                house.map(opening -> Aside.begin("twin-connect", () -> connected(city, server, opening)));
        if (house.isEmpty()) {
            server.leaveOutTwin();
        }
        try (LiveCity live = LiveCity.start(city, begin, speed, seed, server)) {
            terminal.say(city.name() + " is up; its traffic is simulated. Ctrl-C stops it.");
            serving = true;
            watchFilling(live);
            try (Closing _ = openSignals(live, server)) {
                return untilStopped(city, live, connected);
            }
        } finally {
            // It may still be taking in the city.
            connected.ifPresent(opening -> opening.handle((_, _) -> "").join());
            house.ifPresent(UpCommand::close);
            terminal.say("stopped");
        }
    }

    private int untilStopped(City city, LiveCity live, Optional<CompletableFuture<TwinHouse>> connected) {
        return connected.isPresent() ? withTwin(city, live, connected.get()) : stop.join();
    }

    /** What ends with the city, or nothing. */
    private interface Closing extends AutoCloseable {
        @Override
        void close();
    }

    /** A city whose log cannot be written is shown as well, but nobody acts in it. */
    private Closing openSignals(LiveCity live, OperationsServer server) {
        if (signals == Signals.OFF) {
            server.leaveOutActions();
            return () -> {};
        }
        try {
            SignalHouse opened = SignalHouse.open(
                    folders().data(),
                    live.simulated(),
                    live.road(),
                    BuildInfo.ofThisBuild().version(),
                    signals.mode,
                    terminal::say);
            server.decide(opened);
            return opened::close;
        } catch (BadInput e) {
            terminal.say("meridian: " + e.getMessage());
            terminal.say("The signals are left alone: what cannot be written down is not done.");
            server.leaveOutActions();
            return () -> {};
        }
    }

    /** A twin that knows things answers before it has looked what is new in the city file; one that knows nothing waits for it. */
    private TwinHouse connected(City city, OperationsServer server, CompletableFuture<TwinHouse> opening) {
        TwinHouse house = Aside.join(opening);
        boolean fresh = house.isNew();
        if (fresh) {
            house.arrive(city);
        }
        server.remember(house.history());
        server.tell(house.outbox());
        server.connect(house.twin());
        if (!fresh) {
            house.arrive(city);
        }
        terminal.say("the twin knows "
                + String.format(Locale.ROOT, "%,d", house.twin().now().size()) + " things; " + server.address()
                + "ngsi-ld/v1/entities");
        return house;
    }

    private int withTwin(City city, LiveCity live, CompletableFuture<TwinHouse> house) {
        LiveTwin twin = Aside.join(house).twin();
        Optional<Following> following = live.simulated().following().filter(_ -> !withoutFollowing);
        following.ifPresent(outside -> twin.watch(new OutsideReports(outside, city.network(), city.name())));
        try (FieldFeed feed = new FieldFeed(
                twin,
                city.network(),
                city.name(),
                link -> following.map(outside -> outside.hears(link)).orElse(false),
                terminal::say)) {
            live.tellCounts(feed);
            return stop.join();
        }
    }

    /** Also where it was still being opened; what kept it from being opened has been told elsewhere. */
    private static void close(CompletableFuture<TwinHouse> house) {
        house.handle((opened, failure) -> Optional.ofNullable(opened)).join().ifPresent(TwinHouse::close);
    }

    /** Shows how far the streets are filled, until they are or until it shall stop. */
    private void watchFilling(LiveCity live) {
        try (ProgressLine progress = terminal.progress()) {
            while (live.filling() && !stop.isDone()) {
                progress.at("putting those already under way on the streets", live.filledPercent(), 100);
                LockSupport.parkNanos(FILLING_LOOK_NANOS);
            }
        }
    }

    /** What the city is called until it has said so itself. */
    private String name() {
        return file == null ? DefaultCity.NAME : file.getFileName().toString();
    }

    private void check() {
        if (!(speed >= 1 && speed <= 60)) {
            throw new ParameterException(terminal.spec().commandLine(), "--speed is 1 to 60, not " + speed);
        }
        if (port != null && (port < 0 || port > LAST_PORT)) {
            throw new ParameterException(
                    terminal.spec().commandLine(), "--port is 1 to 65535, or 0 for any free one, not " + port);
        }
    }

    private Binding binding() {
        if ((tlsCertificate == null) != (tlsKey == null)) {
            throw new ParameterException(
                    terminal.spec().commandLine(), "--tls-certificate and --tls-key go together; name both or none");
        }
        Optional<ServerCertificate> certificate = tlsCertificate == null || tlsKey == null
                ? Optional.empty()
                : Optional.of(ServerCertificate.read(tlsCertificate, tlsKey));
        return withFreePort(new Binding(address(), 0, certificate));
    }

    private InetAddress address() {
        try {
            return bind == null ? InetAddress.getLoopbackAddress() : InetAddress.getByName(bind);
        } catch (UnknownHostException e) {
            throw new ParameterException(
                    terminal.spec().commandLine(), "--bind: '" + bind + "' is no address of this machine");
        }
    }

    /** With the port asked for, or the first free one of a few. */
    private Binding withFreePort(Binding where) {
        if (port != null) {
            Binding asked = where.withPort(port);
            if (port != 0) {
                asked.checkFree();
            }
            return asked;
        }
        for (int candidate = USUAL_PORT; candidate < USUAL_PORT + PORTS_TRIED; candidate++) {
            try {
                Binding tried = where.withPort(candidate);
                tried.checkFree();
                if (candidate != USUAL_PORT) {
                    terminal.say("port " + USUAL_PORT + " is in use, taking " + candidate);
                }
                return tried;
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

    private City read(Path source, OperationsServer server) {
        ReadReport report = new ReadReport();
        try (ProgressLine progress = terminal.progress()) {
            Progress both = (what, done, total) -> {
                progress.at(what, done, total);
                say(server, done, total);
            };
            City city = CitySource.of(List.of(source)).read(EnumSet.allOf(Part.class), report, both);
            report.notes().forEach(terminal::say);
            LostTrips lost = new LostTrips(report);
            lost.demandSomeOf(city);
            lost.lines().forEach(terminal::say);
            return city;
        }
    }

    private void say(OperationsServer server, long done, long total) {
        if (total > 0) {
            int percent = Math.clamp(done * LiveCity.READ_PERCENT / total, 0, LiveCity.READ_PERCENT);
            server.say(new Loading(name(), Loading.Step.READING, percent));
        }
    }

    /** Montevideo, made first where it is missing; the built-in town where that fails. */
    private City defaultCity(DefaultCity city, OperationsServer server, Access access) {
        announce(server.address(), access);
        Optional<Path> ready = city.find();
        if (ready.isEmpty() && System.getenv(TRIED_VARIABLE) == null) {
            server.say(new Loading(DefaultCity.NAME, Loading.Step.IMPORTING, 0));
            preparation.run();
            ready = city.find();
        }
        if (ready.isEmpty()) {
            terminal.say(DefaultCity.NAME + " cannot be had now; showing " + Town.NAME + " instead.");
            return Town.city();
        }
        try {
            return read(ready.get(), server);
        } catch (BadInput e) {
            terminal.say("meridian: " + e.getMessage());
            terminal.say("It is made again at the next start; showing " + Town.NAME + " now.");
            delete(ready.get());
            return Town.city();
        }
    }

    private static void delete(Path damaged) {
        try {
            Files.deleteIfExists(damaged);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The page behind the address says how far the city is. What is printed signs in once, so that nobody else can. */
    private void announce(String page, Access access) {
        // First: a new secret makes earlier tokens void.
        Optional<String> secret =
                access.hasAdministrator() ? Optional.empty() : Optional.of(access.makeAdministrator());
        String address = SignInAddress.of(page, access.signInToken());
        terminal.print(address);
        terminal.out().flush();
        if (!noOpen) {
            Browser.ofThisMachine().ifPresent(browser -> browser.open(address));
        }
        secret.ifPresent(this::showSecret);
    }

    private void showSecret(String secret) {
        Optional<Screen> screen = Screen.find();
        screen.ifPresent(shown -> shown.show("The administrator's secret, shown this once: " + secret));
        if (screen.isEmpty()) {
            terminal.say("There is no terminal to show the administrator's secret on. The address above signs in;"
                    + " meridian sign-in prints another, meridian sign-in --new-secret makes a secret.");
        }
    }

    /** Nothing is worth keeping before the city is up; then it ends in order. */
    private void stop(int code) {
        if (!serving) {
            preparation.stop();
            Runtime.getRuntime().halt(code);
        }
        stop.complete(code);
    }
}
