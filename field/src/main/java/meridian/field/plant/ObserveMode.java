package meridian.field.plant;

/** How much of the traffic who controls may see. Each result names it. */
public enum ObserveMode {
    /** What loops tell, and nothing else: what a city has. */
    DETECTORS,
    /** Besides, how many vehicles are on each lane and how many of them stand: what cameras or published benchmarks give. */
    LANES,
    /** Besides, where each vehicle is and how fast: what only a simulator can tell. Without any identity. */
    VEHICLES;

    public boolean seesLanes() {
        return this != DETECTORS;
    }

    public boolean seesVehicles() {
        return this == VEHICLES;
    }
}
