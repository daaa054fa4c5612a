package meridian.bench.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Something that breaks under a Meridian that writes, and is whole again after a while. One thread. */
interface Fault extends AutoCloseable {
    /** Readies what it needs. Why that cannot be had here; empty where it can. */
    Optional<String> prepare(Path folder) throws IOException, InterruptedException;

    /** Where the data has to lie. */
    Path data(Path folder);

    /** What the process has to be started with. */
    Map<String, String> environment();

    /** Breaks it, waits until that is felt, and mends what a person would: never Meridian itself. */
    void strike(Victim victim, Random random) throws IOException, InterruptedException;

    @Override
    void close() throws IOException;
}
