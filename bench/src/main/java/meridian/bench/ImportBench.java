package meridian.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import meridian.formats.Formats;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.formats.cityfile.CityFile;
import meridian.model.City;

/** How long it takes to make a city file of a source, and how much memory. */
public final class ImportBench {
    private ImportBench() {}

    /**
     * One import.
     *
     * @param city its name
     * @param readSeconds from the source to the city in memory
     * @param writeSeconds from there to the file
     * @param reopenSeconds to read the file again, all of it
     * @param fileBytes size of the city file
     * @param peakHeapBytes most heap in use at once, garbage included
     */
    public record Result(
            String city,
            double readSeconds,
            double writeSeconds,
            double reopenSeconds,
            long fileBytes,
            long peakHeapBytes) {}

    /** Imports the source into a file that is deleted again. */
    public static Result run(Path source, Progress progress) {
        try {
            Path file = Files.createTempFile("meridian-bench-", ".gpkg");
            try {
                return measured(source, file, progress);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Result measured(Path source, Path file, Progress progress) throws IOException {
        List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(p -> p.getType() == MemoryType.HEAP)
                .toList();
        pools.forEach(MemoryPoolMXBean::resetPeakUsage);
        long begin = System.nanoTime();
        City city = Formats.read(List.of(source), new ReadReport(), progress);
        long read = System.nanoTime();
        CityFile.write(city, file, progress);
        long written = System.nanoTime();
        CityFile.read(file);
        long reopened = System.nanoTime();
        long peak = pools.stream().mapToLong(p -> p.getPeakUsage().getUsed()).sum();
        return new Result(
                city.name(),
                seconds(begin, read),
                seconds(read, written),
                seconds(written, reopened),
                Files.size(file),
                peak);
    }

    private static double seconds(long from, long to) {
        return Math.round((to - from) / 1e6) / 1e3;
    }
}
