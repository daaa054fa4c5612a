package meridian.field.traci;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Commands that go in one message. One use, one thread. */
final class TraciBatch {
    private static final int LONGEST_SHORT_COMMAND = 255;

    /** What follows the status of a command in the answer. */
    enum Follows {
        NOTHING,
        VALUE,
        SUBSCRIPTION,
        SUBSCRIPTIONS
    }

    record Sent(int command, Follows follows) {}

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private final List<Sent> sent = new ArrayList<>();

    /** Writes into memory do not fail. */
    private interface Body {
        void write(DataOutputStream to) throws IOException;
    }

    private TraciBatch add(int command, Follows follows, Body body) {
        try {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            body.write(new DataOutputStream(content));
            int length = 2 + content.size();
            if (length <= LONGEST_SHORT_COMMAND) {
                out.writeByte(length);
            } else {
                out.writeByte(0);
                out.writeInt(length + 4);
            }
            out.writeByte(command);
            content.writeTo(out);
            sent.add(new Sent(command, follows));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TraciBatch get(int command, int variable, String id) {
        return add(command, Follows.VALUE, to -> {
            to.writeByte(variable);
            writeString(to, id);
        });
    }

    TraciBatch set(int command, int variable, String id, String value) {
        return add(command, Follows.NOTHING, to -> {
            to.writeByte(variable);
            writeString(to, id);
            to.writeByte(Traci.TYPE_STRING);
            writeString(to, value);
        });
    }

    TraciBatch subscribe(int command, String id, int... variables) {
        return add(command, Follows.SUBSCRIPTION, to -> {
            to.writeDouble(Traci.EARLIEST);
            to.writeDouble(Traci.LATEST);
            writeString(to, id);
            writeVariables(to, variables);
        });
    }

    /** Subscribes to all things of a domain within a distance of something. */
    TraciBatch subscribeAround(int command, String id, int domain, double meters, int... variables) {
        return add(command, Follows.SUBSCRIPTION, to -> {
            to.writeDouble(Traci.EARLIEST);
            to.writeDouble(Traci.LATEST);
            writeString(to, id);
            to.writeByte(domain);
            to.writeDouble(meters);
            writeVariables(to, variables);
        });
    }

    /** One step of SUMO's. */
    TraciBatch step() {
        return add(Traci.STEP, Follows.SUBSCRIPTIONS, to -> to.writeDouble(0));
    }

    TraciBatch close() {
        return add(Traci.CLOSE, Follows.NOTHING, to -> {});
    }

    private static void writeVariables(DataOutputStream to, int... variables) throws IOException {
        to.writeByte(variables.length);
        for (int variable : variables) {
            to.writeByte(variable);
        }
    }

    private static void writeString(DataOutputStream to, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        to.writeInt(bytes.length);
        to.write(bytes);
    }

    List<Sent> sent() {
        return sent;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
