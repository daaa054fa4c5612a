package meridian.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A binary frame, read by the words of docs/live-channel.md and nothing of the server's code. */
record Frame(
        int kind,
        int flags,
        long sequence,
        int count,
        double seconds,
        float speed,
        double[] x,
        double[] y,
        int[] words,
        int[] links,
        int[] ratios) {
    static final int VEHICLES = 1;
    static final int ROADS = 2;
    static final int SIGNALS = 3;

    static Frame read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals('M', in.get());
        assertEquals('L', in.get());
        assertEquals('F', in.get());
        assertEquals('1', in.get());
        int kind = in.get();
        int flags = in.get();
        assertEquals(0, in.getShort());
        long sequence = Integer.toUnsignedLong(in.getInt());
        int count = in.getInt();
        double seconds = in.getDouble();
        float speed = in.getFloat();
        assertEquals(0, in.getInt());
        double[] x = new double[kind == ROADS ? 0 : count];
        double[] y = new double[x.length];
        int[] words = new int[x.length];
        int[] links = new int[kind == ROADS ? count : 0];
        int[] ratios = new int[links.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = Short.toUnsignedInt(in.getShort()) / 65535.0;
        }
        for (int i = 0; i < y.length; i++) {
            y[i] = Short.toUnsignedInt(in.getShort()) / 65535.0;
        }
        for (int i = 0; i < words.length; i++) {
            words[i] = Short.toUnsignedInt(in.getShort());
        }
        for (int i = 0; i < links.length; i++) {
            links[i] = in.getInt();
        }
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = Byte.toUnsignedInt(in.get());
        }
        assertEquals(0, in.remaining(), "bytes after the last record");
        return new Frame(kind, flags, sequence, count, seconds, speed, x, y, words, links, ratios);
    }

    boolean simulated() {
        return (flags & 1) != 0;
    }

    boolean paused() {
        return (flags & 2) != 0;
    }

    boolean complete() {
        return (flags & 4) != 0;
    }
}
