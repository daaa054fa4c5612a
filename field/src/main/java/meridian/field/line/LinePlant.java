package meridian.field.line;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import meridian.field.plant.Observation;
import meridian.field.plant.ObserveMode;
import meridian.field.plant.Plant;
import meridian.field.plant.PlantLost;
import meridian.field.plant.SignalCommand;
import meridian.field.text.PlantText;
import meridian.model.BadInput;
import meridian.model.control.ControlNetwork;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A plant at the other end of a line: it tells its network once, and then, for each step, takes commands and tells what was
 * seen.
 *
 * <p>Lines that do not begin with a brace are somebody's talk and passed over. A value that cannot be is counted, and its
 * detector is silent for that step; a message that cannot be, another step than the one that was asked for, or silence is the end
 * of the plant, told with the line's number.
 */
public final class LinePlant implements Plant {
    /** How long a step may take before nobody believes in it any more. */
    public static final Duration USUAL_PATIENCE = Duration.ofSeconds(60);

    private static final double STEP_SECONDS = 1;
    private static final double SAME_SECOND = 1e-6;
    private static final int CONNECT_MILLIS = 5_000;
    private static final int ENDING_SECONDS = 5;

    private final String name;
    private final Line line;
    private final ControlNetwork network;
    private final ObserveMode mode;
    private final SeenText text;
    private final Closeable beyond;
    private Observation last;
    private long step;
    private boolean ended;
    private boolean closed;
    private @Nullable PlantLost lost;

    private LinePlant(String name, Line line, ObserveMode mode, Closeable beyond) throws IOException {
        this.name = name;
        this.line = line;
        this.mode = mode;
        this.beyond = beyond;
        network = PlantText.network(take(LineText.NETWORK));
        text = new SeenText(network, mode, STEP_SECONDS);
        line.write(LineText.start(mode));
        last = observe();
    }

    /**
     * The plant at the other end of two streams.
     *
     * @param name for messages
     * @param beyond closed at the end, after the streams
     */
    public static LinePlant over(
            String name, InputStream in, OutputStream out, ObserveMode mode, Duration patience, Closeable beyond) {
        Line line = new Line(in, out, patience);
        try {
            return new LinePlant(name, line, mode, beyond);
        } catch (IOException e) {
            close(line, beyond);
            throw new BadInput(
                    name + " line " + line.number(),
                    String.valueOf(e.getMessage()),
                    "a plant that begins with its network",
                    "Compare what it says with docs/line-protocol.md");
        }
    }

    /** A program that speaks on its standard streams; its standard error is ours. */
    public static LinePlant start(List<String> command, ObserveMode mode, Duration patience) {
        String name = String.join(" ", command);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return over(name, process.getInputStream(), process.getOutputStream(), mode, patience, () -> end(process));
        } catch (IOException e) {
            throw new BadInput(
                    name,
                    "it cannot be started (" + BadInput.reason(e) + ")",
                    "a program that speaks the line protocol",
                    "Check the command");
        }
    }

    private static void end(Process process) {
        try {
            if (!process.waitFor(ENDING_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** One that listens at an address. */
    public static LinePlant join(InetSocketAddress address, ObserveMode mode, Duration patience) {
        String name = address.getHostString() + ":" + address.getPort();
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address, CONNECT_MILLIS);
            return over(name, socket.getInputStream(), socket.getOutputStream(), mode, patience, socket);
        } catch (IOException e) {
            throw new BadInput(
                    name,
                    "nobody answers there (" + BadInput.reason(e) + ")",
                    "a plant that listens",
                    "Start it first, or name another address");
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
        return last.seconds();
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
        return ended;
    }

    /** How many values could not be and were passed over. */
    public long rejectedValues() {
        return text.rejected();
    }

    /** Why the last of them was; empty for none. */
    public String lastRejection() {
        return text.lastRejection();
    }

    @Override
    public Observation step(List<SignalCommand> commands) throws PlantLost {
        if (lost != null) {
            throw lost;
        }
        commands.forEach(command -> command.requireIn(network));
        try {
            double due = last.seconds() + STEP_SECONDS;
            line.write(LineText.step(++step, commands, network));
            Observation seen = observe();
            if (Math.abs(seen.seconds() - due) > SAME_SECOND) {
                throw new IOException("it is at second " + seen.seconds() + " instead of " + due);
            }
            last = seen;
            return seen;
        } catch (IOException e) {
            lost = new PlantLost(
                    name + " was lost at second " + last.seconds() + ", line " + line.number() + ": " + e.getMessage()
                            + ". Signals there are on their own; see docs/line-protocol.md.",
                    e);
            throw lost;
        }
    }

    private Observation observe() throws IOException {
        JsonNode message = take(LineText.OBSERVATION);
        long of = message.path("step").asLong(-1);
        if (of != step) {
            throw new IOException("it told of step " + of + " where step " + step + " was asked for");
        }
        ended = message.path("ended").asBoolean(false);
        return text.read(message);
    }

    private JsonNode take(String type) throws IOException {
        String next = line.take();
        while (!next.startsWith("{")) {
            next = line.take();
        }
        return LineText.parse(next, type);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            line.write(LineText.end());
        } catch (IOException e) {
            // It has gone before.
        }
        close(line, beyond);
    }

    /** A reader waits in the other end's stream until that end has gone, so that the stream is closed last. */
    private static void close(Line line, Closeable beyond) {
        try (line;
                beyond) {
            line.closeOutput();
        } catch (IOException e) {
            // It has gone before; what there is to close is closed all the same.
        }
    }
}
