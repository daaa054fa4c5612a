package meridian.field.traci;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.List;
import meridian.field.plant.Observation;
import meridian.field.plant.ObserveMode;
import meridian.field.plant.Plant;
import meridian.field.plant.PlantLost;
import meridian.field.plant.SignalCommand;
import meridian.field.plant.SignalLetters;
import meridian.model.BadInput;
import meridian.model.control.ControlJunction;
import meridian.model.control.ControlNetwork;
import meridian.model.signal.Aspect;
import org.jspecify.annotations.Nullable;

/**
 * A simulation of SUMO's as the plant. Junctions, their groups and the lanes of the network go by SUMO's names for signals, links
 * and lanes, as {@code meridian.formats.sumo} reads them.
 *
 * <p>All that is seen is subscribed to once; each of SUMO's steps is one message there, with what signals are told, and one back.
 * SUMO ends with the connection; where it was started here, its results are written when {@link #close} returns.
 */
public final class SumoPlant implements Plant {
    private static final double STEP_SECONDS = 1;
    /** Loading a large network takes SUMO a minute. */
    private static final int STARTING_MILLIS = 180_000;

    private static final int RETRY_MILLIS = 50;

    private final ControlNetwork network;
    private final ObserveMode mode;
    private final String name;
    private final TraciConnection connection;
    private final @Nullable SumoProcess process;
    private final SumoScene scene;
    /** By junction, what it shows by our word; empty where it follows its own program. */
    private final String[] told;

    private final int sumoSteps;
    private Observation last;
    private boolean closed;
    private @Nullable PlantLost lost;

    private SumoPlant(
            ControlNetwork network,
            ObserveMode mode,
            String name,
            TraciConnection connection,
            @Nullable SumoProcess process)
            throws IOException {
        this.network = network;
        this.mode = mode;
        this.name = name;
        this.connection = connection;
        this.process = process;
        told = new String[network.junctions().size()];
        Arrays.fill(told, "");
        scene = new SumoScene(network, mode);
        SumoNames names = SumoNames.ask(connection);
        names.require(network, name);
        connection.exchange(scene.questions(), scene);
        sumoSteps = (int) Math.round(STEP_SECONDS / scene.stepSeconds());
        requireWholeSteps();
        connection.exchange(scene.subscriptions(names), scene);
        requireLoops();
        last = scene.observation(STEP_SECONDS);
    }

    /**
     * Starts SUMO and joins it.
     *
     * @throws BadInput where it does not start, or has another network
     */
    public static SumoPlant start(SumoRun run, ControlNetwork network, ObserveMode mode) {
        SumoProcess process = SumoProcess.start(run, network);
        try {
            return joined(process.address(), network, mode, process);
        } catch (BadInput e) {
            process.end();
            throw e;
        }
    }

    /**
     * Joins a SUMO that somebody started with {@code --remote-port}. Its loops are those of {@link SumoLoops#xml}.
     *
     * @throws BadInput where none answers there, or it has another network
     */
    public static SumoPlant join(InetSocketAddress address, ControlNetwork network, ObserveMode mode) {
        return joined(address, network, mode, null);
    }

    private static SumoPlant joined(
            InetSocketAddress address, ControlNetwork network, ObserveMode mode, @Nullable SumoProcess process) {
        String name = "SUMO at " + address.getHostString() + ":" + address.getPort();
        try {
            TraciConnection connection = connect(address, process);
            try {
                return new SumoPlant(network, mode, name, connection, process);
            } catch (IOException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (IOException e) {
            throw new BadInput(
                    name,
                    process == null ? reason(e) : reason(e) + "; " + process.lastWords(),
                    "a SUMO that was started with --remote-port and answers",
                    process == null ? "Start it first, or name another address" : "Run the same with sumo by hand");
        }
    }

    /** A SUMO that we started needs some time before it listens. */
    private static TraciConnection connect(InetSocketAddress address, @Nullable SumoProcess process)
            throws IOException {
        for (int waited = 0; ; waited += RETRY_MILLIS) {
            try {
                return TraciConnection.open(address);
            } catch (IOException e) {
                if (process == null || !process.isAlive() || waited > STARTING_MILLIS) {
                    throw e;
                }
            }
            try {
                Thread.sleep(RETRY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while SUMO started", e);
            }
        }
    }

    private void requireWholeSteps() {
        if (sumoSteps < 1 || Math.abs(sumoSteps * scene.stepSeconds() - STEP_SECONDS) > 1e-6) {
            throw new BadInput(
                    name,
                    "its step is " + scene.stepSeconds() + " s",
                    "a step of 1 s or a whole part of it",
                    "Give it another --step-length");
        }
    }

    /** Who sees by loops alone and has none would decide blind, and not know it. */
    private void requireLoops() {
        int all = network.detectors().size();
        if (!mode.seesLanes() && scene.knownLoops() < all) {
            throw new BadInput(
                    name,
                    "it has " + scene.knownLoops() + " of " + all + " loops",
                    "all of them",
                    "Let Meridian start it, give it the file with the loops, or observe lanes");
        }
    }

    @Override
    public ControlNetwork network() {
        return network;
    }

    @Override
    public ObserveMode observes() {
        return mode;
    }

    @Override
    public double seconds() {
        return scene.seconds();
    }

    @Override
    public double stepSeconds() {
        return STEP_SECONDS;
    }

    @Override
    public Observation look() {
        return last;
    }

    @Override
    public boolean ended() {
        return scene.ended();
    }

    @Override
    public Observation step(List<SignalCommand> commands) throws PlantLost {
        if (lost != null) {
            throw lost;
        }
        TraciBatch batch = new TraciBatch();
        for (SignalCommand command : commands) {
            tell(command, batch);
        }
        scene.beginStep();
        try {
            for (int i = 0; i < sumoSteps; i++) {
                scene.beginSumoStep();
                connection.exchange(batch.step(), scene);
                batch = new TraciBatch();
            }
        } catch (IOException e) {
            lost = lost(e);
            throw lost;
        }
        last = scene.observation(STEP_SECONDS);
        return last;
    }

    private void tell(SignalCommand command, TraciBatch batch) {
        ControlJunction junction = junction(command);
        switch (command) {
            case SignalCommand.Show show -> {
                if (show.aspects().size() != junction.groups()) {
                    throw new IllegalArgumentException("junction " + junction.id() + " has " + junction.groups()
                            + " groups, the command " + show.aspects().size());
                }
                show(command.junction(), SignalLetters.of(show.aspects()), batch);
            }
            case SignalCommand.Flash flash ->
                show(flash.junction(), SignalLetters.of(Aspect.FLASHING_AMBER, junction.groups()), batch);
            case SignalCommand.FollowPlan follow -> {
                if (!told[follow.junction()].isEmpty()) {
                    told[follow.junction()] = "";
                    batch.set(Traci.SET_SIGNAL, Traci.SIGNAL_PROGRAM, junction.id(), scene.program(follow.junction()));
                }
            }
        }
    }

    private ControlJunction junction(SignalCommand command) {
        if (command.junction() < 0 || command.junction() >= told.length) {
            throw new IllegalArgumentException(
                    "there is no junction " + command.junction() + ", only 0 to " + (told.length - 1));
        }
        return network.junctions().get(command.junction());
    }

    /** Only what is new goes over the line. */
    private void show(int junction, String letters, TraciBatch batch) {
        if (!told[junction].equals(letters)) {
            told[junction] = letters;
            batch.set(
                    Traci.SET_SIGNAL,
                    Traci.SIGNAL_STATE,
                    network.junctions().get(junction).id(),
                    letters);
        }
    }

    private PlantLost lost(IOException e) {
        String words = process == null ? "" : " " + process.lastWords() + ".";
        return new PlantLost(
                name + " was lost at second " + scene.seconds() + ": " + reason(e) + "." + words
                        + " Nothing that was told since counts; start again from the beginning.",
                e);
    }

    private static String reason(IOException e) {
        return switch (e) {
            case EOFException _ -> "it closed the line";
            case SocketTimeoutException _ -> "it does not answer";
            case TraciInput.Nonsense nonsense -> String.valueOf(nonsense.getMessage());
            default -> BadInput.reason(e);
        };
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (connection) {
            if (lost == null) {
                connection.exchange(new TraciBatch().close(), scene);
            }
        } catch (IOException e) {
            // It goes either way; whether it went well nobody can tell any more.
        }
        if (process != null) {
            process.end();
        }
    }

    /** Of the SUMO that was started here, for tests that kill it. */
    long pid() {
        if (process == null) {
            throw new IllegalStateException("somebody else started this SUMO");
        }
        return process.pid();
    }
}
