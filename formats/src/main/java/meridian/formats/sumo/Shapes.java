package meridian.formats.sumo;

import meridian.formats.sumo.NetFile.Edge;
import meridian.formats.sumo.NetFile.NetLane;
import meridian.model.geo.Polyline;

/** Geometry as SUMO writes it: "x,y x,y …", sometimes with a height. */
final class Shapes {
    private Shapes() {}

    static Polyline parse(Element element, String attribute) {
        String text = element.text(attribute);
        String[] points = text.trim().split("\\s+");
        double[] xs = new double[Math.max(2, points.length)];
        double[] ys = new double[xs.length];
        try {
            for (int i = 0; i < points.length; i++) {
                String[] numbers = points[i].split(",");
                xs[i] = element.coordinate(attribute, numbers[0]);
                ys[i] = element.coordinate(attribute, numbers[1]);
            }
            if (points.length == 1) {
                xs[1] = xs[0];
                ys[1] = ys[0];
            }
            return Polyline.of(xs, ys);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw element.wrong(attribute, text, "points as x,y x,y");
        }
    }

    /**
     * Middle of an edge over the whole width of its lanes, which is what {@link meridian.model.network.Link#laneShape}
     * counts from.
     */
    static Polyline middle(Edge edge) {
        NetLane first = edge.lanes().getFirst();
        NetLane last = edge.lanes().getLast();
        if (first == last) {
            return first.shape();
        }
        if (first.shape().size() != last.shape().size()) {
            double width =
                    edge.lanes().stream().mapToDouble(NetLane::widthMeters).sum();
            return first.shape().offsetRight(-(width - first.widthMeters()) / 2);
        }
        int n = first.shape().size();
        double[] xs = new double[n];
        double[] ys = new double[n];
        for (int i = 0; i < n; i++) {
            xs[i] = (first.shape().x(i) + last.shape().x(i)) / 2;
            ys[i] = (first.shape().y(i) + last.shape().y(i)) / 2;
        }
        // The mean of two lanes' middles is the road's middle only where both are equally wide.
        return Polyline.of(xs, ys).offsetRight((first.widthMeters() - last.widthMeters()) / 4);
    }
}
