package meridian.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import meridian.api.Binding;
import meridian.api.Doors;
import meridian.api.Loading;
import meridian.api.OperationsServer;
import meridian.api.access.Access;
import meridian.app.city.DefaultCity;
import meridian.app.live.LiveCity;
import meridian.app.machine.Folders;
import meridian.formats.cityfile.CityFile;
import meridian.model.City;
import meridian.testkit.Town;
import picocli.CommandLine.Command;

/**
 * Does once what a start does, so that the launcher can record it for the JVM (an AOT cache): reads a city file, simulates,
 * serves, answers a few requests. It ends by itself and leaves nothing behind.
 */
@Command(name = "warm-up", hidden = true, description = "Does what a start does, for the launcher to record.")
final class WarmUpCommand implements Callable<Integer> {
    /** Long enough for some frames of the live channel to be made, so that their code is recorded too. */
    private static final long RUNNING_MILLIS = 1_500;

    private static final String[] PAGES = {
        "api/city", "api/health", "api/figures", "api/map/roads.bin", "api/map/12/0/0.mvt", "api/search?q=a"
    };
    /** All the world, with vehicles and signals. */
    private static final String VIEW =
            "{\"type\":\"view\",\"west\":-180,\"south\":-85,\"east\":180,\"north\":85,\"zoom\":16}";

    private static final String AUTHORIZATION = "Authorization";

    private String local = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Main.commandLine().setOut(nowhere).setErr(nowhere).execute("up", "--help");
        Path folder = Files.createTempDirectory("meridian-warm-up-");
        try {
            warmUp(Access.of(folder, Clock.systemUTC()));
        } finally {
            Files.deleteIfExists(folder.resolve("access.json"));
            Files.delete(folder);
        }
        return ExitCode.OK;
    }

    private void warmUp(Access access) throws IOException, InterruptedException {
        access.makeAdministrator();
        access.signIn(access.signInToken());
        local = access.openLocalDoor();
        Loading reading = new Loading(DefaultCity.NAME, Loading.Step.READING, 0);
        Doors doors = new Doors(Binding.ofThisMachine(0), access, Optional.empty());
        try (OperationsServer server = OperationsServer.open(doors, "warm-up", reading);
                HttpClient client = HttpClient.newHttpClient()) {
            ask(client, server, "", "api/session", "api/loading", "api/city");
            try (LiveCity _ = LiveCity.start(city(), OptionalDouble.of(7.5 * 3600), 10, 1, server)) {
                ask(client, server, PAGES);
                watch(client, server);
            }
        }
    }

    private void ask(HttpClient client, OperationsServer server, String... pages)
            throws IOException, InterruptedException {
        for (String page : pages) {
            URI address = URI.create(server.address() + page);
            HttpRequest request = HttpRequest.newBuilder(address)
                    .header(AUTHORIZATION, "Bearer " + local)
                    .build();
            client.send(request, HttpResponse.BodyHandlers.discarding());
        }
    }

    private void watch(HttpClient client, OperationsServer server) throws InterruptedException {
        URI address = URI.create(server.address().replace("http", "ws") + "api/live");
        WebSocket socket = client.newWebSocketBuilder()
                .header(AUTHORIZATION, "Bearer " + local)
                .buildAsync(address, new WebSocket.Listener() {})
                .join();
        socket.sendText(VIEW, true).join();
        Thread.sleep(RUNNING_MILLIS);
        socket.abort();
    }

    /** The default city where it is prepared; else the town, by way of a file, as a start reads one. */
    private static City city() {
        return DefaultCity.of(Folders.ofThisUser()).find().map(CityFile::read).orElseGet(WarmUpCommand::townFromAFile);
    }

    private static City townFromAFile() {
        try {
            Path file = Files.createTempFile("meridian-warm-up-", ".gpkg");
            try {
                CityFile.write(Town.city(), file);
                return CityFile.read(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
