package meridian.bench.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The database server is killed with SIGKILL. Meridian has to start it again. */
final class KilledDatabase implements Fault {
    private static final int LONGEST_MILLIS = 200;

    private Path data = Path.of("");

    @Override
    public Optional<String> prepare(Path folder) {
        data = data(folder);
        return Optional.empty();
    }

    @Override
    public Path data(Path folder) {
        return folder.resolve("data");
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public void strike(Victim victim, Random random) throws IOException, InterruptedException {
        Thread.sleep(random.nextInt(LONGEST_MILLIS));
        long server = Servers.of(data);
        Victim.signal("KILL", List.of(server));
        // What was on its way before the kill may still be told; only what the next server says shows that it goes on.
        Servers.awaitAnother(data, server);
    }

    @Override
    public void close() {}
}
