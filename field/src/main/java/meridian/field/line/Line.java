package meridian.field.line;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lines of text there and back. A thread of its own reads, so that waiting has an end also where a stream knows none.
 *
 * <p>One thread at a time writes and takes.
 */
final class Line implements Closeable {
    /** All lanes and vehicles of a large city, several times over. */
    static final int LONGEST_LINE_BYTES = 1 << 26;

    private static final int WAITING_LINES = 16;

    private final InputStream in;
    private final OutputStream out;
    private final Duration patience;
    private final BlockingQueue<Heard> heard = new ArrayBlockingQueue<>(WAITING_LINES);
    private final Thread reader;
    private long number;

    /** What the reader has to say. */
    private sealed interface Heard {
        record Text(String line) implements Heard {}

        record Failure(IOException why) implements Heard {}
    }

    /** @param patience how long a line may take to come */
    Line(InputStream in, OutputStream out, Duration patience) {
        this.in = new BufferedInputStream(in);
        this.out = out;
        this.patience = patience;
        reader = Thread.ofPlatform().daemon().name("plant-lines").start(this::read);
    }

    private void read() {
        try {
            while (true) {
                heard.put(new Heard.Text(readLine()));
            }
        } catch (IOException e) {
            // The last thing there is to hear; whoever closed the line does not listen any more.
            boolean _ = offer(new Heard.Failure(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean offer(Heard last) {
        try {
            return heard.offer(last, patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("it closed the line");
            }
            if (line.size() == LONGEST_LINE_BYTES) {
                throw new IOException("a line has more than " + LONGEST_LINE_BYTES + " bytes");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** The next line, without its end. */
    String take() throws IOException {
        @Nullable Heard next;
        try {
            next = heard.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a line", e);
        }
        return switch (next) {
            case null -> throw new IOException("it has said nothing for " + patience.toSeconds() + " s");
            case Heard.Text text -> {
                number++;
                yield text.line();
            }
            case Heard.Failure failure -> throw failure.why();
        };
    }

    /** Of the line taken last, from 1. */
    long number() {
        return number;
    }

    void write(String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Nothing more will be written: a program that reads its standard input ends. */
    void closeOutput() throws IOException {
        out.close();
    }

    @Override
    public void close() throws IOException {
        reader.interrupt();
        in.close();
    }
}
