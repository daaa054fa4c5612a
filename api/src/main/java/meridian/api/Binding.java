package meridian.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import meridian.model.BadInput;

/**
 * Where the server listens.
 *
 * @param port 0 for any free one
 * @param certificate present: HTTPS only
 */
public record Binding(InetAddress address, int port, Optional<ServerCertificate> certificate) {
    /** @throws BadInput where others could listen in */
    public Binding {
        if (!address.isLoopbackAddress() && certificate.isEmpty()) {
            throw new BadInput(
                    "--bind " + address.getHostAddress(),
                    "other machines could reach that address, and read keys and sessions on the way",
                    "TLS for every address but the loopback",
                    "Name a certificate with --tls-certificate and --tls-key, or leave --bind out");
        }
    }

    /** The usual: this machine only, and without TLS, for nothing leaves it. */
    public static Binding ofThisMachine(int port) {
        return new Binding(InetAddress.getLoopbackAddress(), port, Optional.empty());
    }

    public Binding withPort(int other) {
        return new Binding(address, other, certificate);
    }

    String scheme() {
        return certificate.isPresent() ? "https" : "http";
    }

    /** Whether the port can be bound; asked before the long start, so that the message comes early. */
    public void checkFree() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new BadInput(
                    "--port " + port,
                    address.isLoopbackAddress()
                            ? "the port is in use"
                            : "nothing can listen on " + address.getHostAddress() + " there (" + BadInput.reason(e)
                                    + ")",
                    "a port nobody listens on, of an address of this machine",
                    "Stop the other program or choose another port with --port");
        }
    }
}
