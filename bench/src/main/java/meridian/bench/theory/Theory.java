package meridian.bench.theory;

/** What is known, and from where. */
enum Theory {
    SATURATION_FLOW(
            "saturation flow, vehicles/h and lane",
            1_800,
            1_950,
            "HCM 2010, chapter 18: base 1,900; issue: 1,800 to 1,950"),
    START_UP("start-up lost time, s", 1.5, 2.5, "HCM 2010, chapter 31: about 2"),
    JAM_DENSITY("jam density, vehicles/km and lane", 120, 150, "Treiber, Kesting 2013, chapter 8"),
    START_WAVE("start wave in a queue, km/h backwards", 14, 20, "Treiber, Kesting 2013, chapter 18: 15 +- 5"),
    JAM_WAVE("wave in dense traffic, km/h backwards", 14, 20, "the same; slope of the diagram's right arm"),
    CAPACITY_DROP("capacity drop at a lane's end, %", 4, 10, "Cassidy, Bertini 1999: 4 and 10"),
    CRITICAL_GAP("critical gap, one stream, s", 4.2, 5.9, "NCHRP 572 (2007), one-lane roundabouts"),
    FOLLOW_UP("follow-up time, s", 2.6, 4.3, "NCHRP 572 (2007), one-lane roundabouts"),
    GAP_CAPACITY("minor street's flow, % of Siegloch's formula", 90, 110, "Siegloch 1973, own gaps put in");

    private final String what;
    private final double low;
    private final double high;
    private final String source;

    Theory(String what, double low, double high, String source) {
        this.what = what;
        this.low = low;
        this.high = high;
        this.source = source;
    }

    Finding finding(String model, String engine, double measured) {
        return new Finding(what, low, high, source, model, engine, measured);
    }
}
