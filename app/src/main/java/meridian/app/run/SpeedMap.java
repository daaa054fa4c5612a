package meridian.app.run;

import java.util.Locale;
import meridian.model.geo.Box;
import meridian.model.geo.Polyline;
import meridian.model.network.Link;
import meridian.model.network.Network;
import meridian.model.network.RoadClass;
import meridian.sim.road.LinkRecords;

/**
 * All links drawn as SVG, coloured by speed and wider where they are slow. Links of a colour share one path, whole units and
 * relative steps keep it small.
 */
final class SpeedMap {
    /** Width of the drawing in its own units; a unit of a city of 30 km is 10 m. */
    private static final double WIDTH = 3000;

    private static final double TALLEST = 2400;

    private final Network network;
    private final LinkRecords records;
    private final Box box;
    private final double unit;
    private final int width;
    private final int height;

    SpeedMap(Outcome outcome) {
        network = outcome.experiment().city().network();
        records = outcome.links();
        box = network.box()
                .grown(0.02
                        * Math.max(
                                1, network.box().widthMeters() + network.box().heightMeters()));
        unit = Math.max(box.widthMeters() / WIDTH, box.heightMeters() / TALLEST);
        width = (int) Math.ceil(box.widthMeters() / unit);
        height = (int) Math.ceil(box.heightMeters() / unit);
    }

    /** Speed over what drivers want, of all who were on the link; 1 where nobody lost time. */
    static double ratio(LinkRecords records, int link) {
        double seconds = records.vehicleSeconds(link);
        return seconds > 0 ? Math.clamp(1 - records.lostSeconds(link) / seconds, 0, 1) : 1;
    }

    String svg() {
        StringBuilder quiet = new StringBuilder();
        StringBuilder[] shades = new StringBuilder[SpeedColours.SHADES];
        for (int i = 0; i < shades.length; i++) {
            shades[i] = new StringBuilder();
        }
        for (int l = 0; l < network.links().size(); l++) {
            boolean used = records.vehicleSeconds(l) > 0;
            trace(network.link(l), used ? shades[SpeedColours.shade(ratio(records, l))] : quiet);
        }
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg class=\"map\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Map of mean speeds by road\">\n",
                width,
                height));
        path(svg, "quiet", quiet);
        for (int i = shades.length - 1; i >= 0; i--) {
            path(svg, "s s" + i, shades[i]);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void path(StringBuilder svg, String style, StringBuilder steps) {
        if (!steps.isEmpty()) {
            svg.append("<path class=\"")
                    .append(style)
                    .append("\" d=\"")
                    .append(steps)
                    .append("\"/>\n");
        }
    }

    /** Shifted to its side of the road, so that both directions show. */
    private void trace(Link link, StringBuilder out) {
        boolean minor = link.roadClass().compareTo(RoadClass.TERTIARY) > 0 && unit > 8;
        Polyline shape = link.shape();
        int lastX = 0;
        int lastY = 0;
        for (int i = 0; i < shape.size(); i++) {
            // Of small roads in a large city the ends are enough.
            if (minor && i > 0 && i < shape.size() - 1) {
                continue;
            }
            int x = (int) Math.round((shape.x(i) - box.minX()) / unit);
            int y = (int) Math.round((box.maxY() - shape.y(i)) / unit);
            if (i == 0) {
                out.append('M').append(x).append(' ').append(y);
            } else if (x != lastX || y != lastY || i == shape.size() - 1) {
                out.append('l').append(x - lastX).append(' ').append(y - lastY);
            }
            lastX = x;
            lastY = y;
        }
    }
}
