package meridian.app.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import meridian.model.BadInput;
import org.jspecify.annotations.Nullable;

/** The password of a database of somebody else's. It comes from where other users of the machine cannot see it. */
public final class DatabasePassword {
    static final String VARIABLE = "MERIDIAN_DATABASE_PASSWORD";

    private static final int LONGEST = 1_024;
    private static final Set<PosixFilePermission> OTHERS =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    private DatabasePassword() {}

    /**
     * From the file, or from the environment where none is named; empty where neither has one.
     *
     * @throws BadInput where the file cannot be read, or others may read it
     */
    public static Optional<String> find(@Nullable Path file, Map<String, String> environment) {
        return file == null ? Optional.ofNullable(environment.get(VARIABLE)) : Optional.of(read(file));
    }

    private static String read(Path file) {
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw new BadInput(
                        file.toString(),
                        "others may read it",
                        "a file that only its owner may read",
                        "Correct that: chmod 600");
            }
            if (Files.size(file) > LONGEST) {
                throw new BadInput(
                        file.toString(),
                        "it has " + Files.size(file) + " bytes",
                        "a password of at most " + LONGEST + " bytes",
                        "Name the file with the password");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw BadInput.unreadable(file, "a file with the database's password", e);
        }
    }
}
