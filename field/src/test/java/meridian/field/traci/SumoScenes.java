package meridian.field.traci;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import javax.xml.parsers.DocumentBuilderFactory;
import meridian.model.control.ControlDetector;
import meridian.model.control.ControlJunction;
import meridian.model.control.ControlLane;
import meridian.model.control.ControlNetwork;
import meridian.model.signal.Aspect;
import meridian.testkit.MeasuredCities;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Cologne's one junction as SUMO's own file has it, read with nothing of ours, for tests. */
final class SumoScenes {
    static final double BEGIN_SECONDS = 25_200;
    static final double END_SECONDS = 28_800;

    /** A phase of a program. */
    record Phase(double seconds, List<Aspect> aspects) {}

    /** A network with the program of each of its signals. */
    record Scene(Path net, Path routes, ControlNetwork network, List<List<Phase>> programs) {
        List<String> arguments(String... more) {
            List<String> all = new ArrayList<>(List.of("-n", net.toString(), "-r", routes.toString()));
            all.addAll(List.of("--begin", "25200", "--end", "28800", "--no-warnings", "true"));
            all.addAll(Arrays.asList(more));
            return all;
        }

        /** What a junction's program shows at a second of the day; its offset is 0. */
        List<Aspect> planned(int junction, double second) {
            List<Phase> program = programs.get(junction);
            double cycle = program.stream().mapToDouble(Phase::seconds).sum();
            double left = second % cycle;
            for (Phase phase : program) {
                if (left < phase.seconds()) {
                    return phase.aspects();
                }
                left -= phase.seconds();
            }
            throw new AssertionError("no cycle is longer than its phases");
        }
    }

    private SumoScenes() {}

    static boolean sumoIsThere() {
        try {
            Process version = new ProcessBuilder("sumo", "--version")
                    .redirectErrorStream(true)
                    .start();
            version.getInputStream().readAllBytes();
            return version.waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    /** Cologne 1; the test is skipped where it or SUMO is not here. */
    static Scene cologne() {
        Path net = MeasuredCities.find("cologne/cologne1.net.xml").orElse(null);
        assumeTrue(net != null, MeasuredCities.missing("cologne"));
        assumeTrue(sumoIsThere(), "SUMO is not installed");
        Document xml = xml(net);
        Map<String, Element> laneXml = new LinkedHashMap<>();
        Map<String, Integer> laneOf = new LinkedHashMap<>();
        List<ControlLane> lanes = new ArrayList<>();
        List<ControlDetector> detectors = new ArrayList<>();
        elements(xml, "lane").forEach(lane -> laneXml.put(lane.getAttribute("id"), lane));
        Element program = elements(xml, "tlLogic").getFirst();
        String signal = program.getAttribute("id");
        for (Element c : elements(xml, "connection")) {
            String id = c.getAttribute("from") + "_" + c.getAttribute("fromLane");
            if (c.getAttribute("tl").equals(signal) && !laneOf.containsKey(id)) {
                Element lane = laneXml.get(id);
                double length = Double.parseDouble(lane.getAttribute("length"));
                laneOf.put(id, lanes.size());
                lanes.add(new ControlLane(
                        id, lanes.size(), 0, length, Double.parseDouble(lane.getAttribute("speed")), 0));
                int index = laneOf.get(id);
                detectors.add(new ControlDetector(id + "_stop", index, 2, ControlDetector.Role.STOP_LINE));
                detectors.add(new ControlDetector(id + "_entrance", index, length - 8, ControlDetector.Role.ENTRANCE));
            }
        }
        List<Phase> phases = new ArrayList<>();
        for (Element phase : children(program, "phase")) {
            List<Aspect> aspects = phase.getAttribute("state")
                    .chars()
                    .mapToObj(c -> switch ((char) c) {
                        case 'G' -> Aspect.GREEN_PROTECTED;
                        case 'g' -> Aspect.GREEN_PERMITTED;
                        case 'y' -> Aspect.AMBER;
                        case 'r' -> Aspect.RED;
                        default -> throw new AssertionError("the file has no other letter");
                    })
                    .toList();
            phases.add(new Phase(Double.parseDouble(phase.getAttribute("duration")), aspects));
        }
        double cycle = phases.stream().mapToDouble(Phase::seconds).sum();
        int groups = phases.getFirst().aspects().size();
        ControlJunction junction = new ControlJunction(signal, groups, List.of(), cycle, 0, List.of());
        ControlNetwork network = new ControlNetwork("Cologne 1", lanes, List.of(junction), detectors);
        return new Scene(net, net.resolveSibling("cologne1.rou.xml"), network, List.of(phases));
    }

    /** Mean of an attribute of all trips in a tripinfo file, s. */
    static OptionalDouble mean(Path tripinfo, String attribute) {
        return elements(xml(tripinfo), "tripinfo").stream()
                .mapToDouble(trip -> Double.parseDouble(trip.getAttribute(attribute)))
                .average();
    }

    static Document xml(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static List<Element> elements(Document xml, String name) {
        return list(xml.getElementsByTagName(name));
    }

    private static List<Element> children(Element of, String name) {
        return list(of.getElementsByTagName(name));
    }

    private static List<Element> list(NodeList nodes) {
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            all.add((Element) nodes.item(i));
        }
        return all;
    }
}
