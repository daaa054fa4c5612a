package meridian.app.twin;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.api.Binding;
import meridian.api.Doors;
import meridian.api.Loading;
import meridian.api.OperationsServer;
import meridian.api.TwinDoor;
import meridian.api.access.Access;
import meridian.api.access.Grant;
import meridian.api.access.KeyOrder;
import meridian.journal.database.Database;
import meridian.testkit.Town;
import meridian.twin.TwinState;

/** The process that gets killed: a server with the town's twin. It says its port and a key, and then waits for its end. */
final class DoorTarget {
    private DoorTarget() {}

    /** {@code DATA CACHE sound|hasty}. */
    public static void main(String[] arguments) throws InterruptedException {
        Path data = Path.of(arguments[0]);
        Access access = Access.of(data, Clock.systemUTC());
        String key =
                access.makeKey(new KeyOrder("tests", Grant.ALL, 100_000, null)).secret();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (Database database = LiveTwin.database(data, Path.of(arguments[1]));
                LiveTwin twin =
                        LiveTwin.open(database, data.resolve("twin"), Town.city(), List.of(), System.err::println);
                OperationsServer server = OperationsServer.open(
                        new Doors(Binding.ofThisMachine(0), access, Optional.empty()),
                        "test",
                        new Loading("town", Loading.Step.READING, 0))) {
            server.connect(arguments[2].equals("hasty") ? new Hasty(twin) : twin);
            out.println(server.port() + " " + key);
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    /** The mutant: it answers first, and hands in a moment later. */
    private record Hasty(LiveTwin twin) implements TwinDoor {
        @Override
        public Figures figures() {
            return twin.figures();
        }

        @Override
        public TwinState now() {
            return twin.now();
        }

        @Override
        public List<Taken> take(String producer, Kind kind, List<Handed> events) {
            Thread.ofVirtual().start(() -> {
                try {
                    Thread.sleep(300);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                twin.take(producer, kind, events);
            });
            List<Taken> taken = new ArrayList<>();
            events.forEach(event -> taken.add(new Taken(twin.now().position(), false)));
            return taken;
        }

        @Override
        public Optional<TwinState> at(long position) {
            return twin.at(position);
        }

        @Override
        public void watch(Watcher watcher) {
            twin.watch(watcher);
        }
    }
}
