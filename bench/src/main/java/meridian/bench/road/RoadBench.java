package meridian.bench.road;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import meridian.bench.sumo.Sumo;
import meridian.formats.Progress;
import org.jspecify.annotations.Nullable;

/** How many vehicles the road engine moves in a second of one processor, beside SUMO on the same cases. */
public final class RoadBench {
    private final Optional<Sumo> sumo;
    private final int threads;
    private final Progress progress;

    /**
     * @param sumo empty: Meridian alone
     * @param threads of Meridian's engine; SUMO has one
     */
    public RoadBench(Optional<Sumo> sumo, int threads, Progress progress) {
        this.sumo = sumo;
        this.threads = threads;
        this.progress = progress;
    }

    /**
     * Both on one case.
     *
     * @param sumo null where it was not asked for, is not here, or cannot read the case
     */
    public record Pair(
            String scene,
            String title,
            RoadResult meridian,
            @Nullable RoadResult sumo) {
        /** How many times as many vehicles Meridian moves in a second of the processor. */
        public @Nullable Double updatesRatio() {
            return sumo == null ? null : meridian.updatesPerCpuSecond() / sumo.updatesPerCpuSecond();
        }

        /** How many times as fast it gets through the same time of the day. */
        public @Nullable Double timeRatio() {
            return sumo == null ? null : meridian.realTimeFactor() / sumo.realTimeFactor();
        }
    }

    /** Runs a case whose files are here. */
    public Pair run(RoadCase scene) {
        try {
            Path folder = Files.createTempDirectory("meridian-bench-");
            try {
                scene.files(folder);
                RoadResult ours = RoadProcess.run(scene, threads, folder, progress)
                        .withoutEmptyProgram(RoadProcess.emptyBytes(folder));
                RoadResult theirs = sumo.map(s -> new SumoRun(scene, s, progress).run(folder))
                        .orElse(null);
                return new Pair(scene.word(), scene.title(), ours, theirs);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
