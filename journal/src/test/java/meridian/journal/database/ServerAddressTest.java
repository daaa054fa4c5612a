package meridian.journal.database;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import meridian.model.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerAddressTest {
    @Test
    void anAddressIsTakenApartForTheDriver() {
        assertEquals(
                new ServerAddress("jdbc:postgresql://db.example:5433/city?sslmode=verify-full", Optional.of("clerk")),
                ServerAddress.parse("postgresql://clerk@db.example:5433/city?sslmode=verify-full"));
        assertEquals(
                new ServerAddress("jdbc:postgresql://db.example/postgres?user=clerk", Optional.empty()),
                ServerAddress.parse("jdbc:postgresql://db.example?user=clerk"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://clerk:letters@db/city",
                "postgresql://db/city?user=clerk&password=letters",
                "jdbc:postgresql://db/city?Password=letters",
                "postgresql://db/city?sslpassword=letters"
            })
    void aPasswordOnTheCommandLineIsRefusedAndNotRepeated(String text) {
        BadInput refusal = assertThrows(BadInput.class, () -> ServerAddress.parse(text));
        assertTrue(refusal.getMessage().contains("MERIDIAN_DATABASE_PASSWORD"), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("letters"), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "db", "mysql://db/city", "postgresql:city", "postgresql://a b/c", "jdbc:", "http://db"})
    void whatIsNoAddressIsRefused(String text) {
        assertThrows(BadInput.class, () -> ServerAddress.parse(text));
    }

    @Test
    void aServerThatIsTooOldIsRefusedWithItsVersionAndTheOldestThatServes() {
        BadInput refusal = assertThrows(BadInput.class, () -> ServerCheck.demandVersion(14));
        assertTrue(refusal.getMessage().contains("PostgreSQL 14"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("15 or later"), refusal.getMessage());
        assertDoesNotThrow(() -> ServerCheck.demandVersion(15));
    }
}
