package meridian.app.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import meridian.model.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabasePasswordTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(DatabasePassword.VARIABLE, "from outside");

    @TempDir
    private Path folder;

    private Path file(String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "letters\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file;
    }

    @Test
    void itComesFromTheFileOrElseFromTheEnvironmentOrNowhere() throws IOException {
        assertEquals(Optional.of("letters"), DatabasePassword.find(file("rw-------"), ENVIRONMENT));
        assertEquals(Optional.of("from outside"), DatabasePassword.find(null, ENVIRONMENT));
        assertEquals(Optional.empty(), DatabasePassword.find(null, Map.of()));
    }

    @Test
    void aFileThatOthersMayReadIsRefusedAndItsContentIsNotTold() throws IOException {
        Path file = file("rw-r-----");
        BadInput refusal = assertThrows(BadInput.class, () -> DatabasePassword.find(file, ENVIRONMENT));
        assertTrue(refusal.getMessage().contains("others may read it"), refusal.getMessage());
        assertTrue(!refusal.getMessage().contains("letters"), refusal.getMessage());
    }
}
