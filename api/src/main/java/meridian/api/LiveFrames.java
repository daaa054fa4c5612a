package meridian.api;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import meridian.field.LinkState;
import meridian.field.Scene;
import meridian.model.City;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;
import meridian.model.network.Link;
import meridian.model.network.Movement;
import meridian.model.network.RoadClass;
import meridian.sim.road.RoadView;

/** Makes the binary frames of docs/live-channel.md. Immutable; safe for all threads. */
final class LiveFrames {
    static final int MAGIC = 0x31464C4D; // "MLF1" in little-endian
    static final int HEADER_BYTES = 32;
    static final byte VEHICLES = 1;
    static final byte ROADS = 2;
    static final byte SIGNALS = 3;
    /** Below this zoom only main roads are sent. */
    static final double ALL_ROADS_ZOOM = 12;

    static final double VEHICLES_ZOOM = 14.5;
    static final double SIGNALS_ZOOM = 15;

    private static final int SIMULATED = 1;
    private static final int PAUSED = 2;
    private static final int COMPLETE = 4;

    private final CitySquare square;
    /** Boxes of links in the square: west, north, east, south. */
    private final float[] linkBox;

    private final boolean[] mainRoad;
    /** A signal head for each signalled lane and group: place in the square, heading, group over all controllers. */
    private final float[] headX;

    private final float[] headY;
    private final byte[] headHeading;
    private final int[] headGroup;

    LiveFrames(City city, RoadView view, CitySquare square) {
        this.square = square;
        List<Link> links = city.network().links();
        linkBox = new float[links.size() * 4];
        mainRoad = new boolean[links.size()];
        for (int l = 0; l < links.size(); l++) {
            box(links.get(l).shape(), l * 4);
            RoadClass c = links.get(l).roadClass();
            mainRoad[l] = c.compareTo(RoadClass.TERTIARY) <= 0 || c == RoadClass.LINK_RAMP;
        }
        List<Movement> heads = heads(city);
        headX = new float[heads.size()];
        headY = new float[heads.size()];
        headHeading = new byte[heads.size()];
        headGroup = new int[heads.size()];
        for (int h = 0; h < heads.size(); h++) {
            Movement m = heads.get(h);
            Point line = view.stopLine(m.fromLink(), m.fromLane());
            headX[h] = (float) square.x(line.xMeters(), line.yMeters());
            headY[h] = (float) square.y(line.xMeters(), line.yMeters());
            headHeading[h] = (byte) Scene.compass(view.headingAtEnd(m.fromLink()));
            headGroup[h] = view.firstGroup(m.signal()) + m.group();
        }
    }

    /** One movement for each lane and group. */
    private static List<Movement> heads(City city) {
        record Head(int link, int lane, int signal, int group) {}
        java.util.Set<Head> seen = new java.util.HashSet<>();
        List<Movement> heads = new ArrayList<>();
        for (Movement m : city.network().movements()) {
            if (m.signalled() && seen.add(new Head(m.fromLink(), m.fromLane(), m.signal(), m.group()))) {
                heads.add(m);
            }
        }
        return heads;
    }

    private void box(Polyline shape, int at) {
        float west = 1;
        float north = 1;
        float east = 0;
        float south = 0;
        for (int i = 0; i < shape.size(); i++) {
            float x = (float) square.x(shape.x(i), shape.y(i));
            float y = (float) square.y(shape.x(i), shape.y(i));
            west = Math.min(west, x);
            east = Math.max(east, x);
            north = Math.min(north, y);
            south = Math.max(south, y);
        }
        linkBox[at] = west;
        linkBox[at + 1] = north;
        linkBox[at + 2] = east;
        linkBox[at + 3] = south;
    }

    /** What a client's screen shows, in the city square. */
    record Window(double west, double north, double east, double south, double zoom) {
        /** Outside of every city. */
        static final Window NOTHING = new Window(2, 2, 2, 2, 0);

        boolean contains(double x, double y) {
            return x >= west && x <= east && y >= north && y <= south;
        }
    }

    Window window(double west, double south, double east, double north, double zoom) {
        return new Window(
                square.squareX(west), square.squareY(north), square.squareX(east), square.squareY(south), zoom);
    }

    private static ByteBuffer frame(int kind, int flags, int sequence, int count, int recordBytes, Scene scene) {
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + count * recordBytes).order(ByteOrder.LITTLE_ENDIAN);
        int paused = scene.clock().paused() ? PAUSED : 0;
        out.putInt(MAGIC)
                .put((byte) kind)
                .put((byte) (SIMULATED | paused | flags))
                .putShort((short) 0);
        out.putInt(sequence).putInt(count).putDouble(scene.clock().seconds());
        return out.putFloat((float) scene.clock().speed()).putInt(0);
    }

    /** All vehicles in the window. */
    ByteBuffer vehicles(Scene scene, Window window, int sequence) {
        int n = scene.count();
        short[] xs = new short[n];
        short[] ys = new short[n];
        short[] motions = new short[n];
        int shown = 0;
        for (int i = 0; i < n; i++) {
            double x = square.x(scene.x(i), scene.y(i));
            double y = square.y(scene.x(i), scene.y(i));
            if (window.contains(x, y)) {
                xs[shown] = CitySquare.quantised(x);
                ys[shown] = CitySquare.quantised(y);
                motions[shown++] = scene.motion(i);
            }
        }
        ByteBuffer out = frame(VEHICLES, 0, sequence, shown, 6, scene);
        put(out, xs, shown);
        put(out, ys, shown);
        put(out, motions, shown);
        return out.flip();
    }

    private static void put(ByteBuffer out, short[] values, int count) {
        out.asShortBuffer().put(values, 0, count);
        out.position(out.position() + 2 * count);
    }

    /**
     * Links in the window whose value differs from what the client knows; updates what it knows.
     *
     * @param known last value sent for each link, {@link LinkState#UNKNOWN} where none
     * @param complete whether to forget what the client knows and send all of the window
     */
    ByteBuffer roads(Scene scene, Window window, byte[] known, boolean complete, int sequence) {
        LinkState state = scene.links();
        if (complete) {
            Arrays.fill(known, (byte) LinkState.UNKNOWN);
        }
        int[] changed = new int[known.length];
        int count = 0;
        for (int l = 0; l < known.length; l++) {
            byte value = (byte) state.ratioByte(l);
            if (value != known[l] && visible(l, window)) {
                known[l] = value;
                changed[count++] = l;
            }
        }
        ByteBuffer out = frame(ROADS, complete ? COMPLETE : 0, sequence, count, 5, scene);
        for (int i = 0; i < count; i++) {
            out.putInt(changed[i]);
        }
        for (int i = 0; i < count; i++) {
            out.put(known[changed[i]]);
        }
        return out.flip();
    }

    private boolean visible(int link, Window window) {
        int at = link * 4;
        return (window.zoom() >= ALL_ROADS_ZOOM || mainRoad[link])
                && linkBox[at] <= window.east()
                && linkBox[at + 2] >= window.west()
                && linkBox[at + 1] <= window.south()
                && linkBox[at + 3] >= window.north();
    }

    /** All signal heads in the window. */
    ByteBuffer signals(Scene scene, Window window, int sequence) {
        int[] shown = new int[headX.length];
        int count = 0;
        for (int h = 0; h < headX.length; h++) {
            if (window.contains(headX[h], headY[h])) {
                shown[count++] = h;
            }
        }
        ByteBuffer out = frame(SIGNALS, 0, sequence, count, 6, scene);
        for (int i = 0; i < count; i++) {
            out.putShort(CitySquare.quantised(headX[shown[i]]));
        }
        for (int i = 0; i < count; i++) {
            out.putShort(CitySquare.quantised(headY[shown[i]]));
        }
        for (int i = 0; i < count; i++) {
            out.putShort((short) (scene.aspect(headGroup[shown[i]]) | headHeading[shown[i]] << 6));
        }
        return out.flip();
    }

    int links() {
        return mainRoad.length;
    }
}
