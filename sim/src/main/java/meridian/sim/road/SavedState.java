package meridian.sim.road;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import meridian.model.BadInput;
import meridian.model.demand.TripSource;

/**
 * A saved city that has been opened and does not run yet: first what it was made with, then, once, the city itself.
 *
 * <p>Goes with {@link RoadEngine#save}. Its demand, its route finder and a forecast that drivers know are not in the file: who goes
 * on with other ones gets another day from here on.
 */
public final class SavedState {
    private final Path file;
    private final RoadNetwork road;
    private final ByteBuffer in;
    private final StateReader reader;
    private final RoadSettings settings;
    private final byte[] note;

    private SavedState(
            Path file, RoadNetwork road, ByteBuffer in, StateReader reader, RoadSettings settings, byte[] note) {
        this.file = file;
        this.road = road;
        this.in = in;
        this.reader = reader;
        this.settings = settings;
        this.note = note;
    }

    /**
     * Opens a state.
     *
     * @param road the network and signals that it was saved with
     * @throws BadInput where the file is damaged, of another version, of another network or no state at all
     */
    public static SavedState open(Path file, RoadNetwork road) {
        ByteBuffer in = StateFile.checked(file, road);
        StateReader reader = new StateReader(in);
        try {
            RoadSettings settings = new RoadSettings(
                    reader.of(0.0), reader.of(0L), reader.of(0.0), 1, reader.of(0.0), reader.of(0) != 0);
            byte[] note = reader.of(new byte[reader.lengthAhead()]);
            return new SavedState(file, road, in, reader, settings, note);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw senseless(file, e);
        }
    }

    /** What the city was made with; of one thread. */
    public RoadSettings settings() {
        return settings;
    }

    /** What was saved with it by whoever saved it; empty where nothing was. */
    public byte[] note() {
        return note.clone();
    }

    /** The file that it is in. */
    public Path file() {
        return file;
    }

    /** The network that it drives through. */
    public RoadNetwork road() {
        return road;
    }

    /**
     * The city as it was when it was saved. Only once.
     *
     * @param trips the demand that it was saved with
     * @param routes a route finder like the one it was saved with
     * @param log told of each trip that ends from now on
     * @throws BadInput where what the file says cannot be
     */
    public RoadEngine engine(TripSource trips, RouteFinder routes, TripLog log, int threads) {
        RoadEngine engine = null;
        try {
            byte[] memory = reader.of(new byte[reader.lengthAhead()]);
            engine = new RoadEngine(settings.withThreads(threads), road, trips, routes, log);
            engine.become(reader);
            if (in.hasRemaining()) {
                throw new IllegalArgumentException(in.remaining() + " bytes follow behind the end");
            }
            StateCheck.check(engine);
            routes.remember(memory);
            return engine;
        } catch (IllegalArgumentException
                | IndexOutOfBoundsException
                | NegativeArraySizeException
                | NullPointerException e) {
            // Somebody may have made up a state and its checksum: whatever it breaks in here, it is no state.
            if (engine != null) {
                engine.close();
            }
            throw senseless(file, e);
        }
    }

    private static BadInput senseless(Path file, RuntimeException e) {
        return new BadInput(
                file.toString(),
                "its content makes no sense (" + e.getMessage() + ")",
                StateFile.EXPECTED,
                "Save the state again");
    }
}
