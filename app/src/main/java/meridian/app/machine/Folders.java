package meridian.app.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import meridian.model.BadInput;
import org.jspecify.annotations.Nullable;

/**
 * Where Meridian keeps what it writes: data that must not be lost, and a cache that may be deleted at any time.
 *
 * <p>Source: the XDG base directory specification, and Apple's file system programming guide for macOS.
 *
 * @param data what a running city keeps
 * @param cache what can be made again, such as converted cities
 */
public record Folders(Path data, Path cache) {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** The usual places of the user who runs this. */
    public static Folders ofThisUser() {
        return of(
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac"));
    }

    /** The same with another place for data, where one is named. */
    public static Folders ofThisUser(@Nullable Path data) {
        return data == null ? ofThisUser() : ofThisUser().withData(data);
    }

    static Folders of(Map<String, String> environment, Path home, boolean mac) {
        if (mac) {
            Path library = home.resolve("Library");
            return new Folders(
                    library.resolve("Application Support").resolve("meridian"),
                    library.resolve("Caches").resolve("meridian"));
        }
        return new Folders(
                stated(environment, "XDG_DATA_HOME", home.resolve(".local").resolve("share")),
                stated(environment, "XDG_CACHE_HOME", home.resolve(".cache")));
    }

    /** The specification says that a path which is not absolute counts as none. */
    private static Path stated(Map<String, String> environment, String variable, Path usual) {
        String value = environment.getOrDefault(variable, "");
        boolean absolute = !value.isBlank() && Path.of(value).isAbsolute();
        return (absolute ? Path.of(value) : usual).resolve("meridian");
    }

    public Folders withData(Path other) {
        return new Folders(other, cache);
    }

    /**
     * Makes a folder for what only its owner may see, where it is missing.
     *
     * @param option how to name another one, for the message
     * @throws BadInput where it cannot be made, nothing can be written into it, or everybody can
     */
    public static Path privateFolder(Path folder, String option) {
        try {
            Files.createDirectories(folder, OWNER_ONLY);
            writable(folder, option);
            if (Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_WRITE)) {
                throw new BadInput(
                        folder.toString(),
                        "everybody on this machine may write there, and put a key of their own in",
                        "a folder that only its owner may write",
                        "Correct its permissions (chmod go-w), or choose another one with " + option);
            }
            return folder;
        } catch (IOException e) {
            throw unwritable(folder, e, option);
        }
    }

    /**
     * Makes the folder where it is missing.
     *
     * @param option how to name another one, for the message
     * @throws BadInput where it cannot be made or nothing can be written into it
     */
    public static Path writable(Path folder, String option) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".probe", null));
            return folder;
        } catch (IOException e) {
            throw unwritable(folder, e, option);
        }
    }

    private static BadInput unwritable(Path folder, IOException e, String option) {
        return new BadInput(
                folder.toString(),
                "nothing can be written there (" + BadInput.reason(e) + ")",
                "a folder that may be written",
                "Correct its permissions, or choose another one with " + option);
    }
}
