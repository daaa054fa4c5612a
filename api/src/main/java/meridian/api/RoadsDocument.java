package meridian.api;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import meridian.model.geo.Polyline;
import meridian.model.network.Link;

/** The static geometry of all links for the page's road layer, as docs/live-channel.md describes it. */
final class RoadsDocument {
    static final int MAGIC = 0x3144524D; // "MRD1" in little-endian

    private RoadsDocument() {}

    static byte[] of(List<Link> links, CitySquare square) {
        int points = links.stream().mapToInt(l -> l.shape().size()).sum();
        int n = links.size();
        ByteBuffer out = ByteBuffer.allocate(12 + 4 * (n + 1) + 8 * points + 4 * n + 2 * n)
                .order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC).putInt(n).putInt(points);
        int first = 0;
        for (Link link : links) {
            out.putInt(first);
            first += link.shape().size();
        }
        out.putInt(first);
        for (Link link : links) {
            Polyline shape = link.shape();
            for (int i = 0; i < shape.size(); i++) {
                out.putFloat((float) square.x(shape.x(i), shape.y(i)));
            }
        }
        for (Link link : links) {
            Polyline shape = link.shape();
            for (int i = 0; i < shape.size(); i++) {
                out.putFloat((float) square.y(shape.x(i), shape.y(i)));
            }
        }
        for (Link link : links) {
            out.putFloat((float) link.widthMeters());
        }
        for (Link link : links) {
            out.put((byte) link.roadClass().ordinal());
        }
        for (Link link : links) {
            out.put((byte) link.lanes().size());
        }
        return out.array();
    }
}
