package meridian.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A client of the live channel that speaks WebSocket (RFC 6455) byte by byte, and answers nothing. */
final class RawChannel implements AutoCloseable {
    private static final int CLOSE = 8;

    private final Socket socket;
    private final DataInputStream in;

    private RawChannel(Socket socket) throws IOException {
        this.socket = socket;
        in = new DataInputStream(socket.getInputStream());
    }

    static RawChannel of(TownServer town) throws IOException {
        return with(town, "localhost", town.keyLine());
    }

    /** @param headers that say who asks, each ended by CR LF */
    static RawChannel with(TownServer town, String host, String headers) throws IOException {
        RawChannel channel = new RawChannel(new Socket(InetAddress.getLoopbackAddress(), town.server.port()));
        channel.socket.setSoTimeout(60_000);
        channel.open(host, headers);
        return channel;
    }

    /** Opens another channel than the map's, with as little room for what comes as the system allows. */
    static RawChannel at(TownServer town, String path) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), town.server.port()));
        RawChannel channel = new RawChannel(socket);
        channel.socket.setSoTimeout(60_000);
        channel.open(path, "localhost", town.keyLine());
        return channel;
    }

    private void open(String host, String headers) throws IOException {
        open("/api/live", host, headers);
    }

    private void open(String path, String host, String headers) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers
                + "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.readUnsignedByte());
        }
        assertEquals("HTTP/1.1 101", head.substring(0, 12), head.toString());
    }

    /** One frame with a short text, masked with zeros. */
    void send(int opcode, String text) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x80 | opcode);
        frame.write(0x80 | text.length());
        frame.writeBytes(new byte[4]);
        frame.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(frame.toByteArray());
    }

    /** Bytes as they are, which need be no frame. */
    void sendBytes(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** The next text; pings and pongs are passed over. */
    String nextText() throws IOException {
        while (true) {
            int opcode = in.readUnsignedByte() & 15;
            int length = in.readUnsignedByte();
            long bytes = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
            byte[] payload = new byte[Math.toIntExact(bytes)];
            in.readFully(payload);
            if (opcode == 1) {
                return new String(payload, StandardCharsets.UTF_8);
            }
        }
    }

    /** Reads until the server closes the socket; the status of the close frame that came before, or 0. */
    int readToTheEnd() throws IOException {
        int status = 0;
        try {
            while (true) {
                int opcode = in.readUnsignedByte() & 15;
                int length = in.readUnsignedByte();
                long bytes = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
                byte[] payload = new byte[Math.toIntExact(bytes)];
                in.readFully(payload);
                if (opcode == CLOSE) {
                    status = (payload[0] & 255) << 8 | payload[1] & 255;
                }
            }
        } catch (EOFException | SocketException end) {
            return status;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
