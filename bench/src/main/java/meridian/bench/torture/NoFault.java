package meridian.bench.torture;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Nothing breaks: only what comes again is looked at. */
final class NoFault implements Fault {
    @Override
    public Optional<String> prepare(Path folder) {
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
    public void strike(Victim victim, Random random) {}

    @Override
    public void close() {}
}
