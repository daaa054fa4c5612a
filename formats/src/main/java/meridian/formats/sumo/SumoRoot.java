package meridian.formats.sumo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** What a SUMO file is for, told from its first element. */
enum SumoRoot {
    NET,
    CONFIGURATION,
    DEMAND,
    NONE;

    private static final int SNIFFED = 64 << 10;
    private static final Pattern ELEMENT = Pattern.compile("<([A-Za-z]+)[\\s/>]");
    /** netconvert puts its configuration into a comment in front. */
    private static final Pattern COMMENTS = Pattern.compile("<!--.*?-->", Pattern.DOTALL);

    boolean configures() {
        return this == CONFIGURATION;
    }

    /** Reads the first kilobytes; never throws for content. */
    static SumoRoot of(Path file) {
        return ofElement(firstElement(file));
    }

    /** The name of a file's first element, empty where it has none. */
    static String firstElement(Path file) {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file))) {
            raw.mark(2);
            boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
            raw.reset();
            InputStream in = gzip ? new GZIPInputStream(raw) : raw;
            Matcher element = ELEMENT.matcher(COMMENTS.matcher(head(in)).replaceAll(""));
            return element.find() ? element.group(1) : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** As much as there is, also of a file that is cut off. */
    private static String head(InputStream in) {
        byte[] head = new byte[SNIFFED];
        int length = 0;
        try {
            int n;
            while (length < SNIFFED && (n = in.read(head, length, SNIFFED - length)) > 0) {
                length += n;
            }
        } catch (IOException e) {
            // Whoever reads the file whole will say what is wrong with it.
        }
        return new String(head, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static SumoRoot ofElement(String name) {
        return switch (name) {
            case "net" -> NET;
            case "configuration", "sumoConfiguration", "c", "cfg" -> CONFIGURATION;
            case "routes", "additional", "additionals", "add", "a", "trips", "vehicles" -> DEMAND;
            default -> NONE;
        };
    }
}
