package meridian.model.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;

/** A junction for tests: arms around (0, 0), each with lanes in and out, and every sensible movement between them. */
public final class Junction {
    private static final double LANE_METERS = 3.2;

    /**
     * One road at the junction.
     *
     * @param degrees where it lies, seen from the middle: 0 is east, 90 north
     * @param lanesIn lanes towards the junction, may be 0
     * @param lanesOut lanes away from it, may be 0
     */
    public record Arm(double degrees, int lanesIn, int lanesOut, RoadClass roadClass, double speedMps) {}

    public final List<Node> nodes = new ArrayList<>();
    public final List<Link> links = new ArrayList<>();
    public final List<Movement> movements = new ArrayList<>();
    private final double stopLineMeters;

    /** @param stopLineMeters where links end, from the middle of the junction */
    public Junction(NodeControl control, double stopLineMeters, Arm... arms) {
        this.stopLineMeters = stopLineMeters;
        nodes.add(new Node("middle", new Point(0, 0), control));
        for (Arm arm : arms) {
            add(arm);
        }
        connect();
    }

    public static Arm street(double degrees) {
        return new Arm(degrees, 1, 1, RoadClass.RESIDENTIAL, 13.89);
    }

    public static Arm avenue(double degrees) {
        return new Arm(degrees, 2, 2, RoadClass.PRIMARY, 16.67);
    }

    /** Three to five arms at random angles, each with up to three lanes in and out. */
    public static Junction random(NodeControl control, RandomGenerator random) {
        int count = random.nextInt(3, 6);
        Arm[] arms = new Arm[count];
        for (int i = 0; i < count; i++) {
            double degrees = 360.0 * i / count + random.nextDouble(-20, 20);
            boolean main = random.nextBoolean();
            int in = i == 0 ? random.nextInt(1, 4) : random.nextInt(0, 4);
            int out = i == 1 ? random.nextInt(1, 4) : random.nextInt(0, 4);
            arms[i] = new Arm(
                    degrees,
                    in,
                    in + out == 0 ? 1 : out,
                    main ? RoadClass.SECONDARY : RoadClass.RESIDENTIAL,
                    main ? 16.67 : 11.11);
        }
        return new Junction(control, random.nextDouble(0, 20), arms);
    }

    private void add(Arm arm) {
        String name = String.format("%.0f", arm.degrees());
        int end = nodes.size();
        nodes.add(new Node("end " + name, at(arm.degrees(), 200, 0), NodeControl.NONE));
        if (arm.lanesIn() > 0) {
            double left = arm.lanesIn() * LANE_METERS / 2;
            Polyline shape = Polyline.between(at(arm.degrees(), 200, left), at(arm.degrees(), stopLineMeters, left));
            links.add(link("in " + name, end, 0, arm, shape, arm.lanesIn()));
        }
        if (arm.lanesOut() > 0) {
            double right = -arm.lanesOut() * LANE_METERS / 2;
            Polyline shape = Polyline.between(at(arm.degrees(), stopLineMeters, right), at(arm.degrees(), 200, right));
            links.add(link("out " + name, 0, end, arm, shape, arm.lanesOut()));
        }
    }

    /** A point this far out on an arm, and this far to the left as seen from the middle. */
    private static Point at(double degrees, double out, double left) {
        double angle = Math.toRadians(degrees);
        return new Point(
                out * Math.cos(angle) - left * Math.sin(angle), out * Math.sin(angle) + left * Math.cos(angle));
    }

    private static Link link(String id, int from, int to, Arm arm, Polyline shape, int lanes) {
        List<Lane> all = new ArrayList<>();
        for (int i = 0; i < lanes; i++) {
            all.add(new Lane(LANE_METERS, arm.speedMps(), Access.ALL));
        }
        return new Link(id, from, to, id, arm.roadClass(), shape, shape.lengthMeters(), all, Set.of());
    }

    /** Right turns from the kerb lane, left turns from the inner lane, straight on from all. */
    private void connect() {
        for (int in = 0; in < links.size(); in++) {
            for (int out = 0; out < links.size(); out++) {
                Link from = links.get(in);
                Link to = links.get(out);
                if (from.toNode() != 0 || to.fromNode() != 0 || from.fromNode() == to.toNode()) {
                    continue;
                }
                Turn turn = Turn.between(from.shape().lastHeading(), to.shape().firstHeading());
                int last = from.lanes().size() - 1;
                if (turn.isRight()) {
                    move(in, 0, out, 0, turn);
                } else if (turn.isLeft()) {
                    move(in, last, out, to.lanes().size() - 1, turn);
                } else {
                    for (int lane = 0; lane <= last; lane++) {
                        move(in, lane, out, Math.min(lane, to.lanes().size() - 1), turn);
                    }
                }
            }
        }
    }

    private void move(int from, int fromLane, int to, int toLane, Turn turn) {
        movements.add(new Movement(
                0, from, fromLane, to, toLane, turn, 10, 13.89, Movement.NO_SIGNAL, Movement.NO_SIGNAL, 0));
    }

    public Conflicts conflicts() {
        return ConflictFinder.find(nodes, links, movements).getOrDefault(0, Conflicts.NONE);
    }

    /** The movement from one arm to another, by the arms' degrees, from the given lane. */
    public int movement(int fromDegrees, int fromLane, int toDegrees) {
        for (int i = 0; i < movements.size(); i++) {
            Movement m = movements.get(i);
            if (links.get(m.fromLink()).id().equals("in " + fromDegrees)
                    && m.fromLane() == fromLane
                    && links.get(m.toLink()).id().equals("out " + toDegrees)) {
                return i;
            }
        }
        throw new AssertionError("no movement from " + fromDegrees + " lane " + fromLane + " to " + toDegrees);
    }

    public int movement(int fromDegrees, int toDegrees) {
        return movement(fromDegrees, 0, toDegrees);
    }
}
