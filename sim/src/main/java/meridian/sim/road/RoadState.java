package meridian.sim.road;

/** What is on the roads: who, where, with which claims, under which lamps, and what was counted of it. */
record RoadState(
        RoadNetwork road,
        Vehicles vehicles,
        Occupancy occupancy,
        Claims claims,
        Knocks knocks,
        Signals signals,
        Sirens sirens,
        LinkRecords records,
        LoopCounts loops) {

    /** Nobody yet. */
    static RoadState on(RoadNetwork road, double stepSeconds) {
        Vehicles vehicles = new Vehicles();
        Occupancy occupancy = new Occupancy(road, vehicles);
        return new RoadState(
                road,
                vehicles,
                occupancy,
                new Claims(road, vehicles),
                new Knocks(road, vehicles),
                new Signals(road, new Loops(road, vehicles, occupancy, stepSeconds)),
                new Sirens(road, vehicles),
                new LinkRecords(road),
                new LoopCounts(road, vehicles, stepSeconds));
    }
}
