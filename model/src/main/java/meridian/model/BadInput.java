package meridian.model;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * Input that cannot be used: says where, what was found, what was expected and what to do.
 *
 * <p>Readers throw it for a file as a whole; single bad records are skipped and counted instead.
 */
public final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int LONGEST_VALUE = 200;

    private final String place;

    /**
     * @param place file, and line, element or byte where known
     * @param found what stands there, with its value; no full stop
     * @param expected what should stand there; no full stop
     * @param advice what to do next; no full stop
     */
    public BadInput(String place, String found, String expected, String advice) {
        super(printable(place) + ": " + shortened(found) + ". Expected " + expected + ". " + advice + ".");
        this.place = place;
    }

    /** A file or folder that the system does not give. */
    public static BadInput unreadable(Path file, String expected, IOException e) {
        return new BadInput(file.toString(), reason(e), expected, "Check the path and its permissions");
    }

    public String place() {
        return place;
    }

    /** A value as it may be printed: control characters replaced, cut to a readable length. */
    public static String shortened(String value) {
        String clean = printable(value);
        return clean.length() <= LONGEST_VALUE ? clean : clean.substring(0, LONGEST_VALUE) + "…";
    }

    /** Text of somebody else's file as a terminal may get it: control characters, which could command it, replaced. */
    public static String printable(String text) {
        return text.replaceAll("\\p{Cc}", "·");
    }

    /** Why the system refused, in words: its exceptions mostly have the file's name for a message. */
    public static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such file or folder";
            case AccessDeniedException _ -> "this user may not";
            case FileAlreadyExistsException _ -> "a file stands in the way";
            case NotDirectoryException _ -> "it is no folder";
            case FileSystemException system when system.getReason() != null -> words(system.getReason());
            default -> e.getMessage() == null ? "the system does not say why" : words(e.getMessage());
        };
    }

    private static String words(String reason) {
        return switch (reason) {
            case "Is a directory" -> "it is a folder";
            case "Not a directory" -> "a part of its path is no folder";
            default -> reason;
        };
    }
}
