package meridian.outbox.endpoint;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import meridian.model.BadInput;
import meridian.outbox.endpoint.Destination.Protocol;

/**
 * Whom the server may tell something: this machine, and who is listed. Against server-side request forgery, where somebody has
 * the server ask what he cannot reach himself.
 *
 * <p>A name is looked up once for each connection, the address that comes out is checked, and that very address is connected to:
 * a name server that says something else the next moment changes nothing. A listed name may lead to public addresses only; a
 * private one must be listed itself.
 *
 * <p>Sources: RFC 6890 and the registries it began, for addresses that are not public; RFC 4291 2.5.5, RFC 6052, RFC 3056, RFC
 * 4380 for those of IPv6 that lead to IPv4.
 */
public final class AllowList {
    /** This machine and nobody else. */
    public static final AllowList LOOPBACK = new AllowList(Set.of());

    private static final int LONGEST_URI = 2_048;
    private static final int LAST_PORT = 65_535;
    private static final Pattern IPV4 = Pattern.compile(
            "((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])\\.){3}(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])");
    /** What some resolvers read as a number: 127.1, 2130706433, 0x7f000001. */
    private static final Pattern NUMERIC = Pattern.compile("(?:(?:0x[0-9a-f]*|[0-9]+)\\.)*(?:0x[0-9a-f]*|[0-9]+)\\.?");

    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    /** HOST or HOST:PORT, hosts as {@link #host} writes them. */
    private final Set<String> entries;

    private final Resolver resolver;

    /** Looks up names; the machine's own, or a test's. */
    interface Resolver {
        InetAddress[] lookUp(String name) throws UnknownHostException;
    }

    private AllowList(Set<String> entries) {
        this(entries, InetAddress::getAllByName);
    }

    AllowList(Set<String> entries, Resolver resolver) {
        this.entries = Set.copyOf(entries);
        this.resolver = resolver;
    }

    /**
     * @param texts each HOST or HOST:PORT; addresses of IPv6 in brackets
     * @throws BadInput where one is neither
     */
    public static AllowList of(List<String> texts) {
        Set<String> entries = new HashSet<>();
        for (String text : texts) {
            entries.add(entry(text));
        }
        return new AllowList(entries);
    }

    private static String entry(String text) {
        try {
            URI uri = new URI("http://" + text);
            String host = uri.getHost();
            boolean plain = host != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            if (plain) {
                String checked = host(host);
                return uri.getPort() < 0 ? checked : checked + ":" + uri.getPort();
            }
        } catch (URISyntaxException | NotAllowed e) {
            // The same answer as below.
        }
        throw new BadInput(
                "allowed target " + BadInput.shortened(text),
                "it is no host",
                "HOST or HOST:PORT, such as hooks.example.org or 10.1.2.3:8443",
                "Correct --notify-allow");
    }

    /**
     * A subscription's URI, taken apart. The network is not asked.
     *
     * @throws NotAllowed where it is none that may be told at
     */
    public Destination destination(String text) {
        URI uri = uri(text);
        Protocol protocol = protocol(uri);
        if (uri.getRawUserInfo() != null
                || uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
            throw new NotAllowed("a target's URI has no user and no password; receiverInfo can carry a secret");
        }
        if (uri.getHost() == null) {
            throw new NotAllowed("the target's URI has no host that can be read");
        }
        if (uri.getRawFragment() != null) {
            throw new NotAllowed("a target's URI has no fragment");
        }
        String host = host(uri.getHost());
        int port = uri.getPort() < 0 ? protocol.usualPort() : uri.getPort();
        if (port < 1 || port > LAST_PORT) {
            throw new NotAllowed("a port is 1 to " + LAST_PORT + ", not " + port);
        }
        if (!isThisMachine(host) && !isListed(host, port)) {
            throw new NotAllowed(host + ":" + port + " is not allowed as a target; only this machine is, and what"
                    + " --notify-allow names");
        }
        return new Destination(protocol, host, port, protocol.isMqtt() ? topic(uri) : path(uri));
    }

    private static URI uri(String text) {
        if (text.length() > LONGEST_URI) {
            throw new NotAllowed("a target's URI has at most " + LONGEST_URI + " characters");
        }
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new NotAllowed("the target is no URI: " + e.getReason());
        }
    }

    private static Protocol protocol(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "http" -> Protocol.HTTP;
            case "https" -> Protocol.HTTPS;
            case "mqtt" -> Protocol.MQTT;
            case "mqtts" -> Protocol.MQTTS;
            default -> throw new NotAllowed("a target begins with http://, https://, mqtt:// or mqtts://");
        };
    }

    /** One way of writing each host. */
    private static String host(String written) {
        String host = written.toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            String inside = host.substring(1, host.length() - 1);
            if (inside.contains("%")) {
                throw new NotAllowed("an address with a zone is of this machine alone: " + host);
            }
            return literal(inside).getHostAddress();
        }
        if (NUMERIC.matcher(host).matches()) {
            if (!IPV4.matcher(host).matches()) {
                throw new NotAllowed(host + " is no address; it is written with four numbers of 0 to 255");
            }
            return host;
        }
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (!NAME.matcher(name).matches()) {
            throw new NotAllowed(name + " is no name of a host");
        }
        return name;
    }

    private static InetAddress literal(String address) {
        try {
            // Of an address with colons nobody is asked.
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new NotAllowed(address + " is no address");
        }
    }

    private static String path(URI uri) {
        String ascii = URI.create(uri.toASCIIString()).getRawPath();
        String query = URI.create(uri.toASCIIString()).getRawQuery();
        return (ascii.isEmpty() ? "/" : ascii) + (query == null ? "" : "?" + query);
    }

    private static String topic(URI uri) {
        String topic = uri.getPath() == null || uri.getPath().isEmpty()
                ? ""
                : uri.getPath().substring(1);
        boolean odd = topic.chars().anyMatch(c -> c == '+' || c == '#' || c < ' ' || c == 0x7F || c == 0xFFFD);
        if (topic.isEmpty() || odd || topic.startsWith("$") || uri.getRawQuery() != null) {
            throw new NotAllowed(
                    "a topic stands behind the host, mqtt://host:port/topic, without + and # and not of $");
        }
        if (topic.getBytes(StandardCharsets.UTF_8).length > LAST_PORT) {
            throw new NotAllowed("a topic has at most " + LAST_PORT + " bytes");
        }
        return topic;
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost") || isLiteral(host) && literal(host).isLoopbackAddress();
    }

    static boolean isLiteral(String host) {
        return host.contains(":") || IPV4.matcher(host).matches();
    }

    private boolean isListed(String host, int port) {
        return entries.contains(host) || entries.contains(host + ":" + port);
    }

    /**
     * The address to connect to, and no other.
     *
     * @throws NotAllowed where the name leads where nobody may go
     * @throws IOException where it leads nowhere
     */
    InetAddress address(Destination to) throws IOException {
        if (isLiteral(to.host())) {
            return allowed(to, literal(to.host()));
        }
        InetAddress[] found = resolver.lookUp(to.host());
        if (found.length == 0) {
            throw new UnknownHostException(to.host());
        }
        for (InetAddress address : found) {
            // All of them: else who controls the name would try until the right one comes first.
            allowed(to, address);
        }
        return InetAddress.getByAddress(to.host(), found[0].getAddress());
    }

    private InetAddress allowed(Destination to, InetAddress address) {
        String written = address.getHostAddress().replaceAll("%.*", "");
        boolean own = isThisMachine(to.host()) && address.isLoopbackAddress();
        boolean listed = isListed(written, to.port());
        boolean named = isListed(to.host(), to.port()) && isPublic(address);
        if (own || listed || named) {
            return address;
        }
        throw new NotAllowed(to.host() + " leads to " + written + ", which is not public and not allowed by itself");
    }

    /** Whether an address is one of the internet at large. What is not known to be is not. */
    static boolean isPublic(InetAddress address) {
        return switch (address) {
            case Inet4Address four -> isPublic4(four.getAddress());
            case Inet6Address six -> isPublic6(six.getAddress());
            default -> false;
        };
    }

    private static boolean isPublic4(byte[] b) {
        int first = b[0] & 0xFF;
        int second = b[1] & 0xFF;
        int third = b[2] & 0xFF;
        boolean special = first == 0
                || first == 10
                || first == 127
                || first == 100 && (second & 0xC0) == 64
                || first == 169 && second == 254
                || first == 172 && (second & 0xF0) == 16
                || first == 192 && second == 168
                || first == 192 && second == 0 && (third == 0 || third == 2)
                || first == 192 && second == 88 && third == 99
                || first == 198 && (second & 0xFE) == 18
                || first == 198 && second == 51 && third == 100
                || first == 203 && second == 0 && third == 113
                || first >= 224;
        return !special;
    }

    /** 2000::/3 is all that has been given out; in it Teredo, 6to4, documentation and other special purposes are left out. */
    private static boolean isPublic6(byte[] b) {
        int first = (b[0] & 0xFF) << 8 | b[1] & 0xFF;
        int second = (b[2] & 0xFF) << 8 | b[3] & 0xFF;
        boolean given = (first & 0xE000) == 0x2000;
        boolean special =
                first == 0x2001 && (second < 0x200 || second == 0xDB8) || first == 0x2002 || (first & 0xFFF0) == 0x3FF0;
        return given && !special;
    }
}
