package meridian.field.line;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import meridian.field.plant.ObserveMode;
import org.jspecify.annotations.Nullable;

/** The other end of a line, spoken by a test. */
final class SpokenPlant implements Closeable {
    static final String NETWORK = """
            {"type":"network","version":1,"network":{"name":"one lane",
            "lanes":[{"id":"in","link":0,"lane":0,"lengthMeters":200,"speedLimitMps":13.9,"junction":0}],
            "junctions":[{"id":"J","groups":2,"stages":[],"cycleSeconds":60,"offsetSeconds":0,"movements":[]}],
            "detectors":[{"id":"loop","lane":0,"beforeLineMeters":2,"role":"STOP_LINE"}]}}
            """.replace("\n", "");

    private static final int PIPE_BYTES = 1 << 16;

    final PipedInputStream toBrain = new PipedInputStream(PIPE_BYTES);
    final PipedOutputStream fromBrain = new PipedOutputStream();
    private final PipedOutputStream out;
    private final BufferedReader in;

    SpokenPlant() throws IOException {
        out = new PipedOutputStream(toBrain);
        in = new BufferedReader(
                new InputStreamReader(new PipedInputStream(fromBrain, PIPE_BYTES), StandardCharsets.UTF_8));
    }

    static String observation(long step, String more) {
        return "{\"type\":\"observation\",\"step\":" + step + ",\"seconds\":" + step
                + ",\"signals\":[{\"junction\":\"J\",\"shows\":\"rG\"}]" + (more.isEmpty() ? "" : "," + more) + "}";
    }

    SpokenPlant say(String... lines) throws IOException {
        for (String line : lines) {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
        return this;
    }

    @Nullable
    String heard() throws IOException {
        return in.readLine();
    }

    LinePlant plant(ObserveMode mode) {
        return LinePlant.over("a test", toBrain, fromBrain, mode, Duration.ofSeconds(20), this);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
