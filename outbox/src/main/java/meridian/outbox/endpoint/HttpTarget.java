package meridian.outbox.endpoint;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Posts notifications, HTTP/1.1 (RFC 9112), over connections that are kept for the next one.
 *
 * <p>Why not the JDK's client: it looks names up by itself, so that the address that was checked need not be the one it connects
 * to. Of an answer only the status counts; a body of more than {@value #LARGEST_BODY} bytes is not read. A redirection is a
 * refusal. After the patience the connection is closed, whatever the target does.
 */
public final class HttpTarget implements Target {
    private static final int LARGEST_BODY = 65_536;
    private static final int LARGEST_HEAD = 16_384;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REQUEST_TIMEOUT = 408;

    /** Closes what has taken too long; one for all. */
    private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("notify-watch").factory());

    private final AllowList allowed;
    private final Destination to;
    private final Duration patience;
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    public HttpTarget(AllowList allowed, Destination to, Duration patience) {
        this.allowed = allowed;
        this.to = to;
        this.patience = patience;
    }

    @Override
    public Answer send(byte[] body, Map<String, String> headers) {
        Connection kept = idle.pollFirst();
        try {
            if (kept != null) {
                Answer answer = attempt(kept, body, headers);
                if (answer != null) {
                    return answer;
                }
            }
            Answer answer = attempt(connect(), body, headers);
            return answer == null ? new Answer.Failed("the target closed the connection without an answer") : answer;
        } catch (NotAllowed e) {
            return new Answer.Failed(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Answer.Failed(reason(e));
        }
    }

    private String reason(IOException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return to.authority() + ": " + message;
    }

    private Connection connect() throws IOException {
        Socket socket = new Socket();
        try {
            int millis = (int) patience.toMillis();
            socket.connect(new InetSocketAddress(allowed.address(to), to.port()), millis);
            socket.setTcpNoDelay(true);
            return new Connection(to.protocol().isEncrypted() ? encrypted(socket, millis) : socket);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private Socket encrypted(Socket plain, int millis) throws IOException {
        plain.setSoTimeout(millis);
        SSLSocket socket = (SSLSocket)
                ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, to.host(), to.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (!AllowList.isLiteral(to.host())) {
            parameters.setServerNames(List.of(new SNIHostName(to.host())));
        }
        socket.setSSLParameters(parameters);
        ScheduledFuture<?> end = closeAtEnd(plain);
        try {
            socket.startHandshake();
            return socket;
        } finally {
            end.cancel(false);
        }
    }

    private ScheduledFuture<?> closeAtEnd(Socket socket) {
        return WATCH.schedule(() -> close(socket), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more, and that is all that was wanted.
        }
    }

    /** @return null where a connection that had been kept was closed by the target before it answered anything */
    private @Nullable Answer attempt(Connection connection, byte[] body, Map<String, String> headers) {
        ScheduledFuture<?> end = closeAtEnd(connection.socket);
        connection.hasAnswered = false;
        try {
            connection.out.write(head(body.length, headers));
            connection.out.write(body);
            connection.out.flush();
            int status = connection.status();
            if (connection.drained(status) && end.cancel(false) && !closed) {
                idle.addFirst(connection);
            } else {
                close(connection.socket);
            }
            return answer(status);
        } catch (IOException e) {
            close(connection.socket);
            boolean late = end.isDone();
            if (!late && !connection.hasAnswered && connection.used) {
                return null;
            }
            return new Answer.Failed(late ? "no answer within " + patience.toMillis() + " ms" : reason(e));
        } finally {
            connection.used = true;
            end.cancel(false);
        }
    }

    private byte[] head(int bodyBytes, Map<String, String> headers) {
        StringBuilder head = new StringBuilder(256)
                .append("POST ")
                .append(to.path())
                .append(" HTTP/1.1\r\nHost: ")
                .append(to.authority())
                .append("\r\nUser-Agent: Meridian\r\nContent-Length: ")
                .append(bodyBytes)
                .append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Answer answer(int status) {
        if (status >= 200 && status < 300) {
            return new Answer.Taken();
        }
        boolean later = status >= 500 || status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT;
        return later ? new Answer.Failed("HTTP " + status) : new Answer.Refused("HTTP " + status);
    }

    @Override
    public void rest() {
        for (Connection connection = idle.pollFirst(); connection != null; connection = idle.pollFirst()) {
            close(connection.socket);
        }
    }

    @Override
    public void close() {
        closed = true;
        rest();
    }

    /** A connection and how far its answer has been read. Belongs to one thread at a time. */
    private static final class Connection {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;
        private boolean used;
        private boolean hasAnswered;
        private long bodyBytes;
        private boolean ends;

        Connection(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream(), 4_096);
            this.out = socket.getOutputStream();
        }

        /** Reads the head of the final answer. */
        int status() throws IOException {
            int status = head();
            while (status >= 100 && status < 200) {
                status = head();
            }
            return status;
        }

        private int head() throws IOException {
            int[] left = {LARGEST_HEAD};
            String first = line(left);
            if (!first.matches("HTTP/1\\.[01] [1-5][0-9]{2}( .*)?")) {
                throw new IOException("what came back is no HTTP");
            }
            bodyBytes = -1;
            ends = first.charAt(7) == '0';
            for (String line = line(left); !line.isEmpty(); line = line(left)) {
                header(line);
            }
            return Integer.parseInt(first.substring(9, 12));
        }

        private void header(String line) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).toLowerCase(java.util.Locale.ROOT);
            String value = line.substring(colon + 1).strip().toLowerCase(java.util.Locale.ROOT);
            if (name.equals("content-length") && bodyBytes == -1 && value.matches("[0-9]{1,15}")) {
                bodyBytes = Long.parseLong(value);
            } else if (name.equals("content-length") || name.equals("transfer-encoding")) {
                ends = true;
            } else if (name.equals("connection") && value.contains("close")) {
                ends = true;
            }
        }

        private String line(int[] left) throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new EOFException("the target closed the connection");
                }
                hasAnswered = true;
                if (--left[0] < 0) {
                    throw new IOException("the answer's head has more than " + LARGEST_HEAD + " bytes");
                }
                line.append((char) c);
            }
            int end = line.length();
            return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
        }

        /** Reads the body away; false where the connection is better closed. */
        boolean drained(int status) throws IOException {
            boolean bodiless = status == 204 || status == 304;
            if (ends || !bodiless && (bodyBytes < 0 || bodyBytes > LARGEST_BODY)) {
                return false;
            }
            try {
                in.skipNBytes(bodiless ? 0 : bodyBytes);
                return true;
            } catch (IOException e) {
                // The status had come, and it is what counts.
                return false;
            }
        }
    }
}
