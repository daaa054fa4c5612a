package meridian.formats;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import meridian.model.BadInput;

/** What a file that a reader cannot use seems to be, for the message to whoever named it. */
public final class FileKind {
    private static final int HEAD_BYTES = 4_096;
    private static final int NAMES_SHOWN = 5;
    private static final int LETTERS_SHOWN = 40;
    private static final Pattern ELEMENT = Pattern.compile("<([A-Za-z][\\w:.-]{0,60})");
    private static final String UTF8_MARK = "\u00ef\u00bb\u00bf";

    private static final String SQLITE = "53514c69746520666f726d6174203300";
    /** SQLite's application id of a GeoPackage, "GPKG". */
    private static final String GEOPACKAGE = "47504b47";

    private static final int APPLICATION_ID_AT = 68;

    /** A beginning that tells a kind of file. */
    private record Magic(String hex, String kind) {}

    private static final List<Magic> MAGICS = List.of(
            new Magic("1f8b", "gzip data that holds no format read in gzip; unpack it first"),
            new Magic("504b0304", "a ZIP archive; unpack it first"),
            new Magic(SQLITE, "an SQLite database, but no GeoPackage"),
            new Magic("25504446", "a PDF document"),
            new Magic("89504e47", "a PNG image"),
            new Magic("ffd8ff", "a JPEG image"),
            new Magic("425a68", "bzip2 data; unpack it first"),
            new Magic("fd377a585a00", "xz data; unpack it first"),
            new Magic("28b52ffd", "zstd data; unpack it first"),
            new Magic("50415231", "a Parquet table"),
            new Magic("7f454c46", "a program"),
            new Magic("fffe", "text in UTF-16; convert it to UTF-8"),
            new Magic("feff", "text in UTF-16; convert it to UTF-8"));

    private FileKind() {}

    /** In words that follow the file's name and a colon. Opens nothing that could keep it waiting. */
    public static String describe(Path source) {
        if (isSpecial(source)) {
            return "this is a device or a pipe; write its content to a file first";
        }
        try {
            return Files.isDirectory(source) ? folder(source) : file(source);
        } catch (IOException e) {
            return "it cannot be read (" + BadInput.reason(e) + ")";
        }
    }

    /**
     * What to say to a file that was named among others and is none of them. What is named is meant: passing over it would
     * simulate another demand than the one asked for.
     *
     * @param expected what it could have been
     */
    public static BadInput notMeant(Path source, String expected) {
        return new BadInput(
                source.toString(), describe(source), expected, "Leave it out, or name the file that is meant");
    }

    /** Whether it exists and is neither a file nor a folder: reading it might never end, writing it is never meant. */
    public static boolean isSpecial(Path path) {
        return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
    }

    private static String folder(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.limit(10_000)
                    .map(f -> f.getFileName().toString())
                    .sorted()
                    .toList();
            if (names.isEmpty()) {
                return "the folder is empty";
            }
            String more = names.size() > NAMES_SHOWN ? " and " + (names.size() - NAMES_SHOWN) + " more" : "";
            return "a folder with " + String.join(", ", names.subList(0, Math.min(NAMES_SHOWN, names.size()))) + more;
        }
    }

    private static String file(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD_BYTES);
        }
        if (head.length == 0) {
            return "the file is empty";
        }
        String hex = HexFormat.of().formatHex(head);
        if (hex.startsWith(SQLITE) && hex.startsWith(GEOPACKAGE, 2 * APPLICATION_ID_AT)) {
            return "this is a GeoPackage";
        }
        for (Magic magic : MAGICS) {
            if (hex.startsWith(magic.hex)) {
                return "this is " + magic.kind;
            }
        }
        return text(head);
    }

    private static String text(byte[] head) {
        String letters = new String(head, StandardCharsets.ISO_8859_1);
        String text = (letters.startsWith(UTF8_MARK) ? letters.substring(UTF8_MARK.length()) : letters).strip();
        Matcher element = ELEMENT.matcher(text);
        if (text.startsWith("<")) {
            if (!element.find()) {
                return "this is XML that is cut off before its first element";
            }
            String osm = element.group(1).equals("osm") ? "; convert it to PBF with osmium cat" : "";
            return "this is XML that begins with <" + element.group(1) + ">" + osm;
        }
        if (text.startsWith("{") || text.startsWith("[")) {
            return "this is JSON, but neither a road network nor a flow";
        }
        if (letters.chars().allMatch(c -> c == 0)) {
            return "it begins with " + head.length + " zero bytes, as after a transfer that broke off";
        }
        if (!text.isEmpty() && letters.chars().allMatch(c -> c >= ' ' && c != 127 || Character.isWhitespace(c))) {
            String line = text.lines().findFirst().orElse("");
            return "this is text that begins with \""
                    + (line.length() <= LETTERS_SHOWN ? line : line.substring(0, LETTERS_SHOWN) + "…") + "\"";
        }
        return "it begins with the bytes " + HexFormat.ofDelimiter(" ").formatHex(head, 0, Math.min(8, head.length));
    }
}
