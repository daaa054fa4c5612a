package meridian.formats.cityflow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import meridian.formats.CityReader;
import meridian.formats.FileKind;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.BadInput;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.geo.Projection;
import meridian.model.place.Places;

/** Reads CityFlow: a roadnet file and, where there is one, a flow file; or the folder that holds both. */
public final class CityFlowReader implements CityReader {
    private static final int SNIFFED = 4_096;

    /** What a JSON file holds, told from its beginning. */
    private enum Content {
        ROADNET,
        FLOW,
        NEITHER
    }

    @Override
    public String format() {
        return "CityFlow JSON";
    }

    @Override
    public boolean recognises(Path source) {
        if (Files.isDirectory(source)) {
            return files(source).stream().anyMatch(file -> content(file) == Content.ROADNET);
        }
        return content(source) != Content.NEITHER;
    }

    @Override
    public City read(List<Path> sources, ReadReport report, Progress progress) {
        List<Path> files = new ArrayList<>();
        for (Path source : sources) {
            if (Files.isDirectory(source)) {
                files.addAll(files(source));
            } else {
                demandUsable(source);
                files.add(source);
            }
        }
        List<Path> roadnets =
                files.stream().filter(f -> content(f) == Content.ROADNET).toList();
        List<Path> flows =
                files.stream().filter(f -> content(f) == Content.FLOW).toList();
        if (roadnets.size() != 1 || flows.size() > 1) {
            throw new BadInput(
                    sources.getFirst().toString(),
                    "there are " + roadnets.size() + " roadnet and " + flows.size() + " flow files of CityFlow",
                    "one roadnet, and one flow or none",
                    "Name the files that belong together");
        }
        Path roadnet = roadnets.getFirst();
        RoadnetConversion.Roads roads = new RoadnetConversion(
                        roadnet.toString(), new RoadnetReader().read(roadnet, progress), report)
                .convert();
        List<Trip> trips =
                flows.isEmpty() ? List.of() : new FlowReader(roads.network(), report).read(flows.getFirst(), progress);
        return new City(
                name(sources.size() == 1 ? sources.getFirst() : roadnet),
                new Projection.Unreferenced(),
                roads.network(),
                roads.signals(),
                Places.NONE,
                trips,
                List.of());
    }

    private static void demandUsable(Path file) {
        if (content(file) == Content.NEITHER) {
            throw FileKind.notMeant(file, "a roadnet or a flow file of CityFlow");
        }
    }

    private static String name(Path source) {
        Path name = source.toAbsolutePath().normalize().getFileName();
        return name == null ? "city" : name.toString().replaceFirst("\\.json$", "");
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".json"))
                    .sorted()
                    .limit(1_000)
                    .toList();
        } catch (IOException e) {
            throw BadInput.unreadable(folder, "a readable folder", e);
        }
    }

    private static Content content(Path file) {
        if (!Files.isRegularFile(file)) {
            return Content.NEITHER;
        }
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(SNIFFED), StandardCharsets.UTF_8)
                    .replaceFirst("^\uFEFF", "")
                    .strip();
            if (text.startsWith("{") && (text.contains("\"intersections\"") || text.contains("\"roads\""))) {
                return Content.ROADNET;
            }
            boolean flow = text.startsWith("[") && (text.contains("\"vehicle\"") || text.contains("\"route\""));
            return flow ? Content.FLOW : Content.NEITHER;
        } catch (IOException e) {
            return Content.NEITHER;
        }
    }
}
