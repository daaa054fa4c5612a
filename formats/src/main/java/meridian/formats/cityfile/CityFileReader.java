package meridian.formats.cityfile;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import meridian.formats.CityReader;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.BadInput;
import meridian.model.City;

/** The city file as one source among others. */
public final class CityFileReader implements CityReader {
    @Override
    public String format() {
        return "Meridian city file";
    }

    @Override
    public boolean recognises(Path source) {
        try {
            return FileHead.of(source) == FileHead.GEOPACKAGE;
        } catch (BadInput e) {
            return false;
        }
    }

    @Override
    public City read(List<Path> sources, ReadReport report, Progress progress) {
        if (sources.size() > 1) {
            throw new BadInput(
                    sources.get(1).toString(),
                    "a second file beside a city file",
                    "one city file",
                    "Name only the city file; trips of another format need the network of that format, not a city file");
        }
        return CityFile.read(sources.getFirst(), EnumSet.allOf(Part.class), report, progress);
    }
}
