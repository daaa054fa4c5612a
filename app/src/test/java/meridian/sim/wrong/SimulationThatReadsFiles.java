package meridian.sim.wrong;

import java.util.logging.Logger;
import meridian.formats.wrong.FormatThatSimulates;

/**
 * Wrong on purpose, to show that the package graph's test can fail: knows a format, logs, asks the machine for the
 * time, and is one half of a cycle.
 */
public record SimulationThatReadsFiles(FormatThatSimulates format) {

    public long now() {
        Logger.getLogger("sim").fine("asked for the time");
        return System.nanoTime();
    }
}
