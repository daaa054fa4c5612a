package meridian.formats.osm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import meridian.formats.CityReader;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.BadInput;
import meridian.model.City;

/**
 * Reads a city from an OpenStreetMap extract in PBF, as Geofabrik or {@code osmium extract} write it.
 *
 * <p>Safe for all threads; one read holds its own state.
 */
public final class OsmPbfReader implements CityReader {
    @Override
    public String format() {
        return "OpenStreetMap PBF";
    }

    @Override
    public boolean recognises(Path source) {
        return PbfFile.recognises(source);
    }

    @Override
    public City read(List<Path> sources, ReadReport report, Progress progress) {
        if (sources.size() != 1) {
            throw new BadInput(
                    sources.get(1).toString(),
                    "a second file beside " + sources.getFirst(),
                    "one PBF file",
                    "Merge two PBF files first with osmium merge; trips cannot be added to a map");
        }
        return OsmCity.of(data(sources.getFirst(), report, progress), report, progress);
    }

    static OsmData data(Path source, ReadReport report, Progress progress) {
        if (!Files.isRegularFile(source)) {
            throw new BadInput(source.toString(), "no such file", "an .osm.pbf file", "Check the path");
        }
        OsmData data = new OsmData(title(source));
        PbfContent content = new PbfContent(data, report);
        OsmTags.Builder tags = new OsmTags.Builder();
        PbfFile file = new PbfFile(source);
        pass(file, content.relations(), tags, "reading relations", progress);
        pass(file, content.ways(), tags, "reading ways", progress);
        pass(file, content.nodes(), tags, "reading nodes", progress);
        content.finish();
        return data;
    }

    private static void pass(PbfFile file, PbfBlock.Sink sink, OsmTags.Builder tags, String what, Progress progress) {
        file.each(bytes -> new PbfBlock(bytes, sink, tags).read(), what, progress);
    }

    /** "monaco" for monaco-latest.osm.pbf, with a capital. */
    private static String title(Path source) {
        String file = source.getFileName().toString();
        String name =
                file.split("[.]", 2)[0].replace("-latest", "").replace('-', ' ').replace('_', ' ');
        return name.isBlank() ? "City" : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
