package meridian.bench.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.bench.sumo.Sumo;
import meridian.formats.Progress;
import meridian.model.demand.VehicleType;
import meridian.model.network.VehicleKind;

/** All experiments, for some kinds of driver, with Meridian and, where it is installed, with SUMO on the same files. */
public final class TheoryBench {
    /** The same drivers on every machine. */
    private static final long SEED = 1;
    /** Vehicles on the ring for the points of the diagram. */
    private static final int[] RING = {
        4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60, 70, 80, 90, 100, 110, 120
    };
    /** Enough of them to know a slope. */
    private static final int[] DENSE = {50, 60, 70, 80, 90, 100};

    /**
     * Drivers as the table calls them.
     *
     * @param name such as "Krauß, SUMO's default"
     */
    public record Drivers(String name, VehicleType type) {}

    public static final Drivers KRAUSS = new Drivers("Krauß", VehicleType.CAR);

    public static final Drivers IDM = new Drivers("IDM", VehicleType.CAR.withFollowing(VehicleType.Following.IDM));

    /**
     * A car with Krauß' model whose queues and waves are what is counted on streets: looked for until saturation flow,
     * start-up loss, jam density and both waves held. Nobody's demand uses it yet; docs/theory.md says why.
     */
    public static final Drivers TUNED = new Drivers(
            "Krauß, tuned",
            new VehicleType(
                    "tuned",
                    VehicleKind.CAR,
                    5,
                    1.7,
                    55.55,
                    1.2,
                    4.5,
                    9,
                    1.25,
                    0.2,
                    1,
                    0.1,
                    VehicleType.Following.KRAUSS));

    /** All that the command shows. */
    public static final List<Drivers> ALL = List.of(KRAUSS, IDM, TUNED);

    private final List<Driving> engines = new ArrayList<>();
    private final Progress progress;

    /** @param sumo empty: Meridian alone */
    public TheoryBench(Optional<Sumo> sumo, Progress progress) {
        engines.add(new MeridianDriving(SEED));
        sumo.ifPresent(program -> engines.add(new SumoDriving(program, SEED)));
        this.progress = progress;
    }

    /** Everything about these drivers, engine by engine. */
    public List<Finding> findings(List<Drivers> drivers) {
        List<Finding> findings = new ArrayList<>();
        int done = 0;
        for (Drivers some : drivers) {
            for (Driving engine : engines) {
                progress.at("experiments", done++, (long) drivers.size() * engines.size());
                findings.addAll(findings(engine, some));
            }
        }
        return findings;
    }

    static List<Finding> findings(Driving engine, Drivers drivers) {
        VehicleType type = drivers.type();
        QueueDischarge.Discharge queue = QueueDischarge.measure(engine, type);
        LaneDrop.Drop drop = LaneDrop.measure(engine, type);
        MinorStreet.Gaps gaps = MinorStreet.measure(engine, type);
        double wave = RingRoad.waveKmh(RingRoad.points(engine, type, DENSE));
        List<Finding> findings = new ArrayList<>();
        for (Theory theory : Theory.values()) {
            double measured =
                    switch (theory) {
                        case SATURATION_FLOW -> queue.saturationPerHour();
                        case START_UP -> queue.startUpLostSeconds();
                        case JAM_DENSITY -> queue.jamPerKm();
                        case START_WAVE -> queue.startWaveKmh();
                        case JAM_WAVE -> wave;
                        case CAPACITY_DROP -> drop.percent();
                        case CRITICAL_GAP -> gaps.criticalSeconds();
                        case FOLLOW_UP -> gaps.followUpSeconds();
                        case GAP_CAPACITY -> 100 * gaps.minorPerHour() / gaps.capacityPerHour();
                    };
            findings.add(theory.finding(drivers.name(), engine.name(), measured));
        }
        return findings;
    }

    /** The picture for the documents: Meridian's ring with all drivers. */
    public String fundamentalDiagram() {
        Driving meridian = engines.getFirst();
        List<FundamentalDiagram.Series> series = new ArrayList<>();
        for (Drivers drivers : ALL) {
            progress.at("fundamental diagram", series.size(), ALL.size());
            series.add(new FundamentalDiagram.Series(drivers.name(), RingRoad.points(meridian, drivers.type(), RING)));
        }
        return FundamentalDiagram.svg(series);
    }

    /** Which gaps before right of way are taken by these drivers: the share by whole seconds, engine by engine. */
    public List<GapCurve> gapCurves(Drivers drivers) {
        return engines.stream()
                .map(engine -> new GapCurve(
                        drivers.name(),
                        engine.name(),
                        MinorStreet.measure(engine, drivers.type()).takenShare()))
                .toList();
    }

    /** @param takenShare of the gaps of 0 to 1, 1 to 2, … s; NaN where there was none */
    public record GapCurve(String model, String engine, List<Double> takenShare) {}
}
