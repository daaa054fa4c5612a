package meridian.app.city;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first lines are npm 10's and npm 9's ways to say it. */
final class NpmPackageTest {
    @ParameterizedTest
    @CsvSource({
        "npm error code ECONNREFUSED, cannot be reached, Check the way to the registry",
        "npm ERR! code ENOTFOUND, cannot be reached, Check the way to the registry",
        "npm error code ENOSPC, no space, Make room",
        "npm error code EINTEGRITY, checksum, npm cache clean",
        "npm error code EBADENGINE, too old, Install Node",
        "npm error code E418, E418, Check the way to the registry",
        "Segmentation fault, without a reason, Check the way to the registry"
    })
    void theAdviceFitsTheReason(String said, String reason, String advice) {
        String message =
                NpmPackage.montevideo().refusal(said + "\nnpm error more\n").getMessage();
        assertTrue(message.contains(reason) && message.contains(advice), message);
        assertEquals(advice.contains("Install Node"), message.contains("Install Node"), message);
    }
}
