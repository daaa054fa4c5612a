package meridian.formats.cityfile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import meridian.model.BadInput;

/** What the first hundred bytes of a file say about it. */
enum FileHead {
    GEOPACKAGE,
    OTHER_DATABASE,
    EMPTY,
    MISSING,
    FOLDER,
    SOMETHING_ELSE;

    private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int APPLICATION_ID_AT = 68;
    private static final int HEAD_BYTES = 100;

    static FileHead of(Path file) {
        if (Files.isDirectory(file)) {
            return FOLDER;
        }
        if (!Files.exists(file)) {
            return MISSING;
        }
        byte[] head = head(file);
        if (head.length == 0) {
            return EMPTY;
        }
        if (head.length < HEAD_BYTES || !java.util.Arrays.equals(head, 0, SQLITE.length, SQLITE, 0, SQLITE.length)) {
            return SOMETHING_ELSE;
        }
        boolean geoPackage = ByteBuffer.wrap(head).getInt(APPLICATION_ID_AT) == Schema.APPLICATION_ID;
        return geoPackage ? GEOPACKAGE : OTHER_DATABASE;
    }

    private static byte[] head(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD_BYTES);
        } catch (IOException e) {
            throw BadInput.unreadable(file, "a city file", e);
        }
    }

    void demandCityFile(Path file) {
        String found =
                switch (this) {
                    case GEOPACKAGE -> "";
                    case OTHER_DATABASE -> "this is an SQLite database, but no GeoPackage";
                    case EMPTY -> "the file is empty";
                    case MISSING -> "there is no such file";
                    case FOLDER -> "this is a folder";
                    case SOMETHING_ELSE -> "it begins with the bytes " + firstBytes(file);
                };
        if (!found.isEmpty()) {
            throw foreign(file, found);
        }
    }

    private static String firstBytes(Path file) {
        byte[] head = head(file);
        return HexFormat.ofDelimiter(" ").formatHex(head, 0, Math.min(8, head.length));
    }

    static BadInput foreign(Path file, String found) {
        return new BadInput(
                file.toString(),
                found,
                "a city file (a GeoPackage that Meridian wrote)",
                "Make one from a source with: meridian city import");
    }
}
