package meridian.app;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import meridian.act.ControlLoop;
import meridian.act.SignalTrial;
import meridian.act.TwinErrors;
import meridian.act.life.ActionBook;
import meridian.act.live.RoundReceipts;
import meridian.audit.AuditLog;
import meridian.audit.note.KeyFile;
import meridian.field.plant.DetectorFaults;
import meridian.field.plant.Observation;
import meridian.field.plant.ObserveMode;
import meridian.field.plant.SignalCommand;
import meridian.sim.road.RoadNetwork;
import meridian.sim.route.Router;
import meridian.testkit.Town;

/** The process that gets killed: controls the town, and says which round has told its signals something. */
final class ControlVictim {
    static final String LOG = "audit";
    static final String KEY = "audit.key";
    static final String NAME = "victim.example/control";
    static final String END = "\tacted";

    private ControlVictim() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        try (AuditLog log = AuditLog.open(folder.resolve(LOG), KeyFile.openOrCreate(folder.resolve(KEY), NAME))) {
            ActionBook book = ActionBook.open(log, List.of(), Instant.now());
            RoundReceipts receipts = new RoundReceipts(
                    book,
                    new RoundReceipts.Run("run " + Instant.now(), "town", "max-pressure", "test", "victim"),
                    InstantSource.system());
            control(new Told(receipts, out));
        }
    }

    /** Receipts first; the deed, which is what is printed, when the plant has been told. */
    private record Told(RoundReceipts receipts, PrintStream out) implements ControlLoop.Listener {
        @Override
        public void acting(ControlLoop.Acting acting) {
            receipts.acting(acting);
        }

        @Override
        public void saw(Observation seen, List<SignalCommand> told) {
            receipts.saw(seen, told);
            if (!receipts.acted().isEmpty()) {
                out.print(receipts.acted() + END + "\n");
                out.flush();
            }
        }
    }

    private static void control(ControlLoop.Listener listener) {
        var town = Town.city();
        var trips = new java.util.ArrayList<meridian.model.demand.Trip>();
        var all = Town.trips(town, 1).trips(28_800);
        for (var trip = all.next(); trip.departSeconds() < 32_400; trip = all.next()) {
            trips.add(trip);
        }
        SignalTrial trial = new SignalTrial(
                "max-pressure",
                SignalTrial.Protocol.LAWFUL,
                ObserveMode.VEHICLES,
                DetectorFaults.NONE,
                TwinErrors.NONE,
                28_800,
                3600,
                5,
                60,
                1,
                1,
                SignalTrial.Terms.NONE);
        var filled = town.withTrips(trips);
        var query = Router.of(town.network()).query();
        trial.run(filled, RoadNetwork.of(filled), query::choose, _ -> {}, listener);
    }
}
