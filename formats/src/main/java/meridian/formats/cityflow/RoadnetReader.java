package meridian.formats.cityflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import meridian.formats.Progress;
import meridian.formats.cityflow.Roadnet.Intersection;
import meridian.formats.cityflow.Roadnet.LaneLink;
import meridian.formats.cityflow.Roadnet.LightPhase;
import meridian.formats.cityflow.Roadnet.Road;
import meridian.formats.cityflow.Roadnet.RoadLane;
import meridian.formats.cityflow.Roadnet.RoadLink;
import meridian.model.BadInput;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;

/** Reads a roadnet file. One file, one use. */
final class RoadnetReader {
    private static final int MOST = 2_000_000;

    private final List<Intersection> intersections = new ArrayList<>();
    private final List<Road> roads = new ArrayList<>();
    private long laneLinks;

    Roadnet read(Path file, Progress progress) {
        JsonFile.read(
                file,
                progress,
                json -> json.fields(name -> {
                    switch (name) {
                        case "intersections" -> json.items(() -> intersections.add(intersection(json)));
                        case "roads" -> json.items(() -> roads.add(road(json)));
                        default -> json.skip();
                    }
                }));
        if (intersections.isEmpty() || roads.isEmpty()) {
            throw new BadInput(
                    file.toString(),
                    "it holds " + intersections.size() + " intersections and " + roads.size() + " roads",
                    "a roadnet with both",
                    "Name the roadnet file of CityFlow");
        }
        return new Roadnet(intersections, roads);
    }

    private Intersection intersection(JsonFile json) {
        bounded(json, intersections.size(), "intersections");
        String place = json.place();
        var seen = new Object() {
            String id = "";
            Point point = new Point(0, 0);
            double width;
            boolean virtual;
            final List<RoadLink> roadLinks = new ArrayList<>();
            final List<LightPhase> phases = new ArrayList<>();
        };
        json.fields(name -> {
            switch (name) {
                case "id" -> seen.id = json.text();
                case "point" -> seen.point = point(json);
                case "width" -> seen.width = json.number();
                case "virtual" -> seen.virtual = json.flag();
                case "roadLinks" -> json.items(() -> seen.roadLinks.add(roadLink(json)));
                case "trafficLight" ->
                    json.fields(part -> {
                        if (part.equals("lightphases")) {
                            json.items(() -> seen.phases.add(phase(json)));
                        } else {
                            json.skip();
                        }
                    });
                default -> json.skip();
            }
        });
        named(json, seen.id, "intersection");
        return new Intersection(seen.id, seen.point, seen.width, seen.virtual, seen.roadLinks, seen.phases, place);
    }

    private static Point point(JsonFile json) {
        double[] xy = new double[2];
        json.fields(name -> {
            switch (name) {
                case "x" -> xy[0] = json.number();
                case "y" -> xy[1] = json.number();
                default -> json.skip();
            }
        });
        return new Point(xy[0], xy[1]);
    }

    private RoadLink roadLink(JsonFile json) {
        String[] texts = {"go_straight", "", ""};
        List<LaneLink> links = new ArrayList<>();
        json.fields(name -> {
            switch (name) {
                case "type" -> texts[0] = json.text();
                case "startRoad" -> texts[1] = json.text();
                case "endRoad" -> texts[2] = json.text();
                case "laneLinks" -> json.items(() -> links.add(laneLink(json)));
                default -> json.skip();
            }
        });
        named(json, texts[1], "startRoad of a roadLink");
        named(json, texts[2], "endRoad of a roadLink");
        return new RoadLink(texts[0], texts[1], texts[2], links);
    }

    private LaneLink laneLink(JsonFile json) {
        if (++laneLinks > MOST) {
            throw json.bad("more than " + MOST + " laneLinks", "the network of one city", "Do not use this file");
        }
        int[] lanes = {-1, -1};
        List<Point> points = new ArrayList<>();
        json.fields(name -> {
            switch (name) {
                case "startLaneIndex" -> lanes[0] = json.whole();
                case "endLaneIndex" -> lanes[1] = json.whole();
                case "points" -> json.items(() -> points.add(point(json)));
                default -> json.skip();
            }
        });
        return new LaneLink(
                lanes[0], lanes[1], points.size() < 2 ? -1 : Polyline.of(points).lengthMeters());
    }

    private static LightPhase phase(JsonFile json) {
        double[] seconds = {0};
        List<Integer> available = new ArrayList<>();
        json.fields(name -> {
            switch (name) {
                case "time" -> seconds[0] = json.number();
                case "availableRoadLinks" -> json.items(() -> available.add(json.whole()));
                default -> json.skip();
            }
        });
        return new LightPhase(seconds[0], available);
    }

    private Road road(JsonFile json) {
        bounded(json, roads.size(), "roads");
        String place = json.place();
        String[] texts = {"", "", ""};
        List<Point> points = new ArrayList<>();
        List<RoadLane> lanes = new ArrayList<>();
        json.fields(name -> {
            switch (name) {
                case "id" -> texts[0] = json.text();
                case "startIntersection" -> texts[1] = json.text();
                case "endIntersection" -> texts[2] = json.text();
                case "points" -> json.items(() -> points.add(point(json)));
                case "lanes" -> json.items(() -> lanes.add(lane(json)));
                default -> json.skip();
            }
        });
        named(json, texts[0], "road");
        return new Road(texts[0], texts[1], texts[2], points, lanes, place);
    }

    private static RoadLane lane(JsonFile json) {
        double[] values = {4, 11.111};
        json.fields(name -> {
            switch (name) {
                case "width" -> values[0] = json.number();
                case "maxSpeed" -> values[1] = json.number();
                default -> json.skip();
            }
        });
        return new RoadLane(values[0], values[1]);
    }

    private static void named(JsonFile json, String id, String what) {
        if (id.isEmpty()) {
            throw json.bad("a " + what + " without a name", "an id", "Name a roadnet file of CityFlow");
        }
    }

    private static void bounded(JsonFile json, int count, String what) {
        if (count >= MOST) {
            throw json.bad("more than " + MOST + " " + what, "the network of one city", "Do not use this file");
        }
    }
}
