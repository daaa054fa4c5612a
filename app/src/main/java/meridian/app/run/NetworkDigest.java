package meridian.app.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import meridian.model.network.Link;
import meridian.model.network.Network;

/** A short name for a road network: two runs can be compared link by link when they have the same. */
final class NetworkDigest {
    private static final int BYTES = 8;

    private NetworkDigest() {}

    /** Of the links' names, ends, lengths, lanes and limits, in their order. */
    static String of(Network network) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Link link : network.links()) {
                String line = String.format(
                        Locale.ROOT,
                        "%s %d %d %.2f %d %.2f\n",
                        link.id(),
                        link.fromNode(),
                        link.toNode(),
                        link.lengthMeters(),
                        link.lanes().size(),
                        link.speedLimitMps());
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
