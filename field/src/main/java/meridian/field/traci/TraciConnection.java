package meridian.field.traci;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/** The line to SUMO: one message there, one back. One thread at a time. */
final class TraciConnection implements AutoCloseable {
    /** A step of a large city takes seconds; one that takes longer never ends. */
    private static final int SILENCE_MILLIS = 120_000;

    private static final int CONNECT_MILLIS = 5_000;
    /** All vehicles of a large city, several times over. */
    private static final int LONGEST_MESSAGE = 1 << 28;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    /** Takes what was asked for and what was subscribed to. */
    interface Listener {
        /**
         * Reads one value, its type first.
         *
         * @param answer number of the answer: the command's and {@link Traci#ANSWER}
         * @param object whose value it is
         */
        void value(int answer, String object, int variable, TraciInput in) throws IOException;
    }

    private TraciConnection(Socket socket) throws IOException {
        this.socket = socket;
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(socket.getOutputStream());
    }

    static TraciConnection open(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        try {
            // Each message is a question that waits for its answer; collecting them only delays it.
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(SILENCE_MILLIS);
            socket.connect(address, CONNECT_MILLIS);
            return new TraciConnection(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Sends commands and takes their answers. */
    void exchange(TraciBatch batch, Listener listener) throws IOException {
        byte[] commands = batch.bytes();
        byte[] message = ByteBuffer.allocate(Integer.BYTES + commands.length)
                .putInt(Integer.BYTES + commands.length)
                .put(commands)
                .array();
        out.write(message);
        out.flush();
        TraciInput answer = new TraciInput(receive());
        for (TraciBatch.Sent sent : batch.sent()) {
            status(sent.command(), answer);
            switch (sent.follows()) {
                case NOTHING -> {}
                case VALUE -> value(answer, listener);
                case SUBSCRIPTION -> subscription(answer, listener);
                case SUBSCRIPTIONS -> {
                    for (int count = answer.integer(); count > 0; count--) {
                        subscription(answer, listener);
                    }
                }
            }
        }
        answer.expectEnd();
    }

    private byte[] receive() throws IOException {
        int length = in.readInt() - Integer.BYTES;
        if (length < 0 || length > LONGEST_MESSAGE) {
            throw new TraciInput.Nonsense("a message says that it has " + length + " bytes");
        }
        byte[] message = new byte[length];
        in.readFully(message);
        return message;
    }

    private static void status(int command, TraciInput answer) throws IOException {
        answer.length();
        int of = answer.ubyte();
        int result = answer.ubyte();
        String words = answer.string();
        if (of != command) {
            throw new TraciInput.Nonsense("it answered command " + of + " where " + command + " was asked");
        }
        if (result != Traci.OK) {
            throw new TraciInput.Nonsense("it refused command " + command + ": " + words);
        }
    }

    private static void value(TraciInput answer, Listener listener) throws IOException {
        answer.length();
        int of = answer.ubyte();
        int variable = answer.ubyte();
        String object = answer.string();
        listener.value(of, object, variable, answer);
    }

    private static void subscription(TraciInput answer, Listener listener) throws IOException {
        answer.length();
        int of = answer.ubyte();
        String object = answer.string();
        if (of != Traci.SUBSCRIBE_AROUND_LANE + Traci.ANSWER) {
            values(answer.ubyte(), of, object, answer, listener);
            return;
        }
        answer.ubyte();
        int variables = answer.ubyte();
        for (int things = answer.integer(); things > 0; things--) {
            values(variables, of, answer.string(), answer, listener);
        }
    }

    private static void values(int count, int of, String object, TraciInput answer, Listener listener)
            throws IOException {
        for (int i = 0; i < count; i++) {
            int variable = answer.ubyte();
            if (answer.ubyte() != Traci.OK) {
                throw new TraciInput.Nonsense(
                        "it has no value " + variable + " of " + object + ": " + answer.typedString());
            }
            listener.value(of, object, variable, answer);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
