package meridian.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between the journal and its database and cuts the line at the worst moment: after the database has said that a commit
 * is done, before the journal hears it.
 */
final class CuttingProxy implements AutoCloseable {
    private static final byte[] COMMITTED = "COMMIT\0".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private final int target;
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile int everyCommit = Integer.MAX_VALUE;
    private volatile boolean unheard;
    private final Queue<Socket> farSides = new ConcurrentLinkedQueue<>();
    private final AtomicInteger commits = new AtomicInteger();

    CuttingProxy(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void cutEvery(int commit) {
        everyCommit = commit;
    }

    /** From now on the database does not hear that a line was cut, as when a machine between them has lost its power. */
    void cutUnheard() {
        unheard = true;
    }

    int cuts() {
        return cuts.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket near = server.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                farSides.add(far);
                Thread.ofVirtual().start(() -> pump(near, far, false));
                Thread.ofVirtual().start(() -> pump(far, near, true));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[1 << 16];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (answers && holds(buffer, length) && commits.incrementAndGet() % everyCommit == 0) {
                    cuts.incrementAndGet();
                    return;
                }
                out.write(buffer, 0, length);
                out.flush();
            }
        } catch (IOException e) {
            // One side has gone, so does the other.
        } finally {
            hangUp(answers ? to : from, answers ? from : to);
        }
    }

    private void hangUp(Socket near, Socket far) {
        close(near);
        if (!unheard) {
            close(far);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holds(byte[] buffer, int length) {
        for (int i = 0; i + COMMITTED.length <= length; i++) {
            int same = 0;
            while (same < COMMITTED.length && buffer[i + same] == COMMITTED[same]) {
                same++;
            }
            if (same == COMMITTED.length) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        try {
            server.close();
            farSides.forEach(CuttingProxy::close);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
