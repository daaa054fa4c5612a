package meridian.formats;

import java.nio.file.Path;
import java.util.List;
import meridian.model.City;

/** One open format: can tell its files from others and makes a city of them. */
public interface CityReader {
    /** The format's name for people, such as "OpenStreetMap PBF". */
    String format();

    /** Whether this file or folder looks like this format; reads a few kilobytes at most and never throws for content. */
    boolean recognises(Path source);

    /**
     * The city in these files.
     *
     * @param sources one or more files or folders; the first is the one that {@link #recognises} accepted
     * @throws meridian.model.BadInput where a file cannot be used as a whole
     */
    City read(List<Path> sources, ReadReport report, Progress progress);
}
