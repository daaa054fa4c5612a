package meridian.field.traci;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads a message of SUMO's. What does not fit is a {@link Nonsense}. One thread. */
final class TraciInput {
    private final ByteBuffer in;

    /** Words that make no sense. */
    static final class Nonsense extends IOException {
        private static final long serialVersionUID = 1;

        Nonsense(String message) {
            super(message);
        }
    }

    TraciInput(byte[] message) {
        in = ByteBuffer.wrap(message);
    }

    private void need(int bytes) throws IOException {
        if (bytes < 0 || in.remaining() < bytes) {
            throw new Nonsense("a message ends in the middle of a value");
        }
    }

    int ubyte() throws IOException {
        need(1);
        return in.get() & 0xff;
    }

    int integer() throws IOException {
        need(Integer.BYTES);
        return in.getInt();
    }

    double number() throws IOException {
        need(Double.BYTES);
        return in.getDouble();
    }

    String string() throws IOException {
        int length = integer();
        need(length);
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The length before a command or an answer; where the byte is 0 it stands in the four after it. */
    void length() throws IOException {
        if (ubyte() == 0) {
            integer();
        }
    }

    private void type(int wanted) throws IOException {
        int found = ubyte();
        if (found != wanted) {
            throw new Nonsense("a value is of type " + found + " instead of " + wanted);
        }
    }

    String typedString() throws IOException {
        type(Traci.TYPE_STRING);
        return string();
    }

    double typedNumber() throws IOException {
        type(Traci.TYPE_DOUBLE);
        return number();
    }

    int typedInteger() throws IOException {
        type(Traci.TYPE_INTEGER);
        return integer();
    }

    /** How many parts a value of parts has. */
    int typedCompound() throws IOException {
        type(Traci.TYPE_COMPOUND);
        return integer();
    }

    List<String> typedStrings() throws IOException {
        type(Traci.TYPE_STRING_LIST);
        int count = integer();
        // Each takes four bytes at least, so that no count makes a list larger than the message.
        need(Math.multiplyExact(Math.min(count, Integer.MAX_VALUE / Integer.BYTES), Integer.BYTES));
        List<String> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(string());
        }
        return all;
    }

    void expectEnd() throws IOException {
        if (in.hasRemaining()) {
            throw new Nonsense(in.remaining() + " bytes are left over in a message");
        }
    }
}
