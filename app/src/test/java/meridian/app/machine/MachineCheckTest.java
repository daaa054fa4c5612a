package meridian.app.machine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class MachineCheckTest {
    @Test
    void nodeIsRecentFromTheVersionOnThatTheBuildAsksFor() {
        assertTrue(MachineCheck.isRecent("v20.19.0"));
        assertTrue(MachineCheck.isRecent("v22.1.0"));
        assertFalse(MachineCheck.isRecent("v20.18.9"));
        assertFalse(MachineCheck.isRecent("v16.20.0"));
        assertFalse(MachineCheck.isRecent("something else"));
    }
}
