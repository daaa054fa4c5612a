package meridian.formats.wrong;

import meridian.sim.wrong.SimulationThatReadsFiles;

/** Wrong on purpose: formats and sim stand on one line of the house. The package is not @NullMarked either. */
public final class FormatThatSimulates {

    public SimulationThatReadsFiles simulation() {
        return new SimulationThatReadsFiles(this);
    }
}
