package meridian.app.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import meridian.model.geo.Box;
import meridian.model.geo.Polyline;

/** Links drawn as SVG. Links of a style share one path, whole units and relative steps keep it small. */
public final class LinkDrawing {
    /** Width of the drawing in its own units; a unit of a city of 30 km is 10 m. */
    private static final double WIDTH = 3000;

    private static final double TALLEST = 2000;
    /** Metres in a unit from which on the ends of small roads are enough. */
    private static final double COARSE = 8;

    private final List<Polyline> shapes;
    private final List<Boolean> minor;
    private final Box box;
    private final double unit;

    /**
     * @param shapes one a link, at least one
     * @param minor whether a link is a small road
     */
    public LinkDrawing(List<Polyline> shapes, List<Boolean> minor) {
        this.shapes = List.copyOf(shapes);
        this.minor = List.copyOf(minor);
        Box all = shapes.getFirst().box();
        for (Polyline shape : shapes) {
            all = all.with(shape.box());
        }
        box = all.grown(0.02 * Math.max(1, all.widthMeters() + all.heightMeters()));
        unit = Math.max(box.widthMeters() / WIDTH, box.heightMeters() / TALLEST);
    }

    /** @param style CSS classes of a link; those that come later in the alphabet are drawn first */
    public String svg(String label, IntFunction<String> style) {
        Map<String, StringBuilder> paths = new TreeMap<>(java.util.Comparator.reverseOrder());
        for (int l = 0; l < shapes.size(); l++) {
            trace(l, paths.computeIfAbsent(style.apply(l), s -> new StringBuilder()));
        }
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg class=\"map\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n",
                (int) Math.ceil(box.widthMeters() / unit),
                (int) Math.ceil(box.heightMeters() / unit),
                Page.escaped(label)));
        paths.forEach((classes, steps) -> svg.append("<path class=\"")
                .append(classes)
                .append("\" d=\"")
                .append(steps)
                .append("\"/>\n"));
        return svg.append("</svg>\n").toString();
    }

    private void trace(int link, StringBuilder out) {
        boolean ends = minor.get(link) && unit > COARSE;
        Polyline shape = shapes.get(link);
        int lastX = 0;
        int lastY = 0;
        for (int i = 0; i < shape.size(); i++) {
            if (ends && i > 0 && i < shape.size() - 1) {
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
