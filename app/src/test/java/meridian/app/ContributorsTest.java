package meridian.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import meridian.testkit.MeasuredCities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * OpenStreetMap says of everything who drew it. Nothing that Meridian prints, writes or answers may: real maps go through
 * every command and every answer of the API, and all bytes are searched for the real names.
 */
final class ContributorsTest {
    private static final String TILES =
            "cities/montevideo/node_modules/@mapbox/mvt-fixtures/real-world/osm-qa-montevideo";
    /** The fields' own names, where a key, a column or an attribute stands. */
    private static final Pattern FIELDS =
            Pattern.compile("@(user|uid|changeset)|[\"'](user|uid|changeset)[\"']|changeset");

    /** It has no end; what it tells are the same entities. */
    private static final String ENDLESS = "live";

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);

    @TempDir
    private Path folder = Path.of("");

    /** All that came out, by where. */
    private final Map<String, byte[]> shown = new LinkedHashMap<>();

    private String key = "";

    @Test
    void nobodyWhoDrewMonacoIsNamedAnywhere() throws Exception {
        Optional<Path> monaco = MeasuredCities.find("monaco/monaco.osm.pbf");
        assumeTrue(monaco.isPresent(), MeasuredCities.missing("monaco"));
        // Whoever published this extract has taken the names out already, so one is put back everywhere.
        Path signed =
                Contributors.signed(monaco.orElseThrow(), folder.resolve("monaco.osm.pbf"), "Mapperina d'Esempio");
        Contributors contributors = Contributors.ofPbf(signed);
        assertEquals(Set.of("Mapperina d'Esempio"), contributors.names());
        check(signed, contributors);
    }

    @Test
    void nobodyWhoDrewMontevideoIsNamedAnywhere() throws Exception {
        Path tiles = montevideo();
        assumeTrue(
                Files.isDirectory(tiles), "Montevideo is not here: run npm ci --ignore-scripts in cities/montevideo");
        Contributors contributors = Contributors.ofTiles(tiles);
        assertTrue(contributors.names().size() > 250, contributors.names().size() + " of " + contributors.all());
        check(tiles, contributors);
    }

    private static Path montevideo() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(at.resolve(TILES)) && at.getParent() != null) {
            at = at.getParent();
        }
        return at.resolve(TILES);
    }

    private void check(Path source, Contributors contributors) throws Exception {
        Path file = folder.resolve("city.gpkg");
        ran("import", "city", "import", source, "-o", file, "--json");
        ran("show", "city", "show", file);
        ran("show as JSON", "city", "show", "--json", file);
        ran("validate", "city", "validate", "--all", file);
        ran("validate as JSON", "city", "validate", "--json", file);
        Path out = folder.resolve("out");
        ran("run", "run", file, "--hours", "0.02", "--out", out);
        ran("run as JSON", "run", file, "--hours", "0.02", "--json");
        keepFiles(file, out);
        keepColumns(file, out);
        keepAnswers(file);
        assertTrue(shown.size() > 30, () -> "only " + shown.keySet());
        shown.forEach((where, bytes) -> search(where, bytes, contributors));
    }

    private void ran(String what, Object... command) {
        Cli ran = Cli.run(command);
        assertEquals(0, ran.exitCode(), ran.err());
        keep(what + ", output", ran.out());
        keep(what + ", errors", ran.err());
    }

    private void keep(String where, String text) {
        shown.put(where, text.getBytes(StandardCharsets.UTF_8));
    }

    private void keepFiles(Path file, Path out) throws IOException {
        shown.put("city file", Files.readAllBytes(file));
        try (Stream<Path> results = Files.list(out)) {
            for (Path result : results.toList()) {
                shown.put("result " + result.getFileName(), Files.readAllBytes(result));
            }
        }
    }

    /** What a database hides from a search of its bytes: SQLite's table definitions, Parquet's compressed columns. */
    private void keepColumns(Path file, Path out) throws SQLException {
        try (Connection city = DriverManager.getConnection("jdbc:sqlite:" + file);
                Connection results = DriverManager.getConnection("jdbc:duckdb:")) {
            keep("tables of the city file", rows(city, "SELECT sql FROM sqlite_master"));
            for (String table : List.of("trips", "links")) {
                keep(
                        table + ".parquet, unpacked",
                        rows(results, "SELECT * FROM '" + out.resolve(table + ".parquet") + "'"));
            }
        }
    }

    private static String rows(Connection connection, String query) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            int columns = row.getMetaData().getColumnCount();
            for (int c = 1; c <= columns; c++) {
                text.append('"').append(row.getMetaData().getColumnName(c)).append("\"\n");
            }
            while (row.next()) {
                for (int c = 1; c <= columns; c++) {
                    text.append(row.getString(c)).append('\n');
                }
            }
        }
        return text.toString();
    }

    /** Everything that the API description lists under GET, the pages, and what the live channel says. */
    private void keepAnswers(Path file) throws Exception {
        Path log = folder.resolve("log");
        Process up = start(file, log);
        try (BufferedReader out =
                        new BufferedReader(new InputStreamReader(up.getInputStream(), StandardCharsets.UTF_8));
                HttpClient client = HttpClient.newHttpClient()) {
            String address = PrintedAddress.of(
                            Optional.ofNullable(out.readLine()).orElseThrow(() -> new AssertionError(text(log))))
                    .page();
            awaitCity(client, address);
            answer(client, address, "", 200);
            for (String type :
                    List.of("RoadSegment", "Road", "TrafficSignal", "PointOfInterest", "PublicTransportStop")) {
                answer(client, address, "ngsi-ld/v1/entities?limit=1000&type=" + type, 200);
            }
            JsonNode paths = YAMLMapper.builder()
                    .build()
                    .readTree(answer(client, address, "api/openapi.yaml", 200))
                    .get("paths");
            for (Map.Entry<String, JsonNode> path : paths.properties()) {
                if (path.getValue().has("get") && !path.getKey().equals("/" + ENDLESS)) {
                    for (String asked : questions(path.getKey().substring(1))) {
                        answer(client, address, asked);
                    }
                }
            }
            keepLiveChannel(client, address);
        } finally {
            up.destroy();
            assertTrue(up.waitFor(60, TimeUnit.SECONDS), "it does not stop");
        }
        keep("log of the server", text(log));
    }

    private HttpRequest.Builder question(String address) {
        return HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Bearer " + key);
    }

    private Process start(Path file, Path log) throws IOException {
        Cli made = Cli.run("keys", "create", "search", "--scope", "read,administer", "--data", folder.resolve("data"));
        key = made.out().strip();
        List<String> command = Cli.program(
                "up", "--no-open", "--port", "0", "--speed", "10", "--city", file, "--data", folder.resolve("data"));
        return new ProcessBuilder(command).redirectError(log.toFile()).start();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void awaitCity(HttpClient client, String address) throws IOException, InterruptedException {
        HttpRequest health = question(address + "api/health/ready").build();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (client.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() != 200) {
            assertTrue(System.nanoTime() < deadline, "the city never opens");
            Thread.sleep(200);
        }
    }

    /** The paths to ask for one path of the description; a parameter that is not known here fails the test. */
    private static List<String> questions(String path) {
        List<String> asked = new ArrayList<>();
        if (path.equals("api/search")) {
            for (String letter : List.of("a", "e", "i", "o", "u", "s", "m")) {
                asked.add(path + "?limit=50&q=" + letter);
            }
        } else if (path.equals("api/at")) {
            asked.add(path + "?lon=7.42&lat=43.735&radiusMeters=500");
            asked.add(path + "?lon=-56.19&lat=-34.9&radiusMeters=500");
        } else if (path.contains("{z}")) {
            tiles().forEach(tile -> asked.add(path.replaceFirst("\\{z}.*\\{y}", tile)));
        } else if (path.contains("{index}")) {
            for (int index = 0; index < 60; index++) {
                asked.add(path.replace("{index}", String.valueOf(index)));
            }
        } else if (path.contains("{id}")) {
            // Any will do: whether there is one or not, nobody is named.
            asked.add(path.replace("{id}", "urn:ngsi-ld:RoadSegment:city:0"));
        } else {
            asked.add(path);
        }
        asked.forEach(question -> assertFalse(question.contains("{"), question + ": what to ask is not known here"));
        return asked;
    }

    /** The tiles along the diagonal of the city's square at every zoom, and all of those with few. */
    private static List<String> tiles() {
        List<String> tiles = new ArrayList<>();
        for (int zoom = 0; zoom <= 16; zoom++) {
            int side = 1 << zoom;
            for (int i = 0; i < Math.min(side, 8); i++) {
                int x = zoom <= 3 ? i : (int) ((i + 0.5) / 8 * side);
                for (int j = 0; j < (zoom <= 3 ? side : 1); j++) {
                    tiles.add(zoom + "/" + x + "/" + (zoom <= 3 ? j : x));
                }
            }
        }
        return tiles;
    }

    private byte[] answer(HttpClient client, String address, String path, int expected)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = answer(client, address, path);
        assertEquals(expected, answer.statusCode(), path);
        return answer.body();
    }

    private HttpResponse<byte[]> answer(HttpClient client, String address, String path)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                client.send(question(address + path).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertTrue(answer.statusCode() < 500, path + ": " + answer.statusCode());
        shown.put("answer " + path, answer.body());
        keep("headers " + path, answer.headers().map().toString());
        return answer;
    }

    private void keepLiveChannel(HttpClient client, String address) throws InterruptedException {
        Listener listener = new Listener();
        WebSocket channel = client.newWebSocketBuilder()
                .header("Authorization", "Bearer " + key)
                .buildAsync(URI.create(address.replaceFirst("^http", "ws") + "api/live"), listener)
                .join();
        channel.sendText("{\"type\":\"view\",\"west\":-180,\"south\":-85,\"east\":180,\"north\":85,\"zoom\":16}", true)
                .join();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (listener.size() < 1_000 && !listener.closed.isDone() && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
        channel.abort();
        assertTrue(listener.size() > 0, "the live channel says nothing");
        shown.put("live channel", listener.bytes());
    }

    /** Keeps everything that comes. */
    private static final class Listener implements WebSocket.Listener {
        private final ByteArrayOutputStream all = new ByteArrayOutputStream();
        private final CompletableFuture<String> closed = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            return add(socket, data.toString().getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            return add(socket, bytes);
        }

        private CompletionStage<?> add(WebSocket socket, byte[] bytes) {
            synchronized (all) {
                all.writeBytes(bytes);
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.complete(reason);
            return CompletableFuture.completedStage(null);
        }

        int size() {
            synchronized (all) {
                return all.size();
            }
        }

        byte[] bytes() {
            synchronized (all) {
                return all.toByteArray();
            }
        }
    }

    private static void search(String where, byte[] bytes, Contributors contributors) {
        // One letter for each byte, so that a search for a name's bytes is a search for text.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (String name : contributors.names()) {
            String letters = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            assertFalse(text.contains(letters), where + " names " + name);
        }
        assertFalse(FIELDS.matcher(text).find(), where + " has a field of contributors");
    }
}
