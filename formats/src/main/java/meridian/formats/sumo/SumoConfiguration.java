package meridian.formats.sumo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meridian.formats.Progress;
import meridian.model.BadInput;

/** What a {@code .sumocfg} names: files relative to itself, begin and end. All else is for SUMO's own engine. */
record SumoConfiguration(Path net, List<Path> demand, double beginSeconds, double endSeconds) {

    static SumoConfiguration read(Path file) {
        Map<String, String> values = new HashMap<>();
        new XmlFile(file, Progress.NONE).visit(element -> {
            String value = element.attribute("value");
            if (value != null) {
                values.put(longName(element.name()), value);
            }
        });
        String net = values.get("net-file");
        if (net == null || net.isBlank()) {
            throw new BadInput(
                    file.toString(),
                    "it names no network",
                    "<net-file value=\"….net.xml\"/>",
                    "Name a .sumocfg that starts a simulation");
        }
        List<Path> demand = new ArrayList<>(paths(file, values.get("additional-files")));
        demand.addAll(paths(file, values.get("route-files")));
        double begin = seconds(file, values, "begin", 0);
        double end = Math.max(-1, seconds(file, values, "end", -1));
        if (end >= 0 && end < begin) {
            throw new BadInput(
                    file.toString(),
                    "it begins at " + begin + " s and ends at " + end + " s",
                    "an end after the begin",
                    "Correct begin or end");
        }
        return new SumoConfiguration(path(file, net), demand, begin, end);
    }

    /** SUMO accepts each option under its long and its short name. */
    private static String longName(String name) {
        return switch (name) {
            case "n", "net" -> "net-file";
            case "r", "routes", "route" -> "route-files";
            case "a", "additional" -> "additional-files";
            case "b" -> "begin";
            case "e" -> "end";
            default -> name;
        };
    }

    private static List<Path> paths(Path file, @org.jspecify.annotations.Nullable String list) {
        List<Path> paths = new ArrayList<>();
        for (String name : (list == null ? "" : list).split("[,;]")) {
            if (!name.isBlank()) {
                paths.add(path(file, name));
            }
        }
        return paths;
    }

    private static Path path(Path file, String name) {
        try {
            return file.resolveSibling(name.trim());
        } catch (java.nio.file.InvalidPathException e) {
            throw new BadInput(file.toString(), "it names the file \"" + name + "\"", "a file name", "Correct it");
        }
    }

    private static double seconds(Path file, Map<String, String> values, String name, double otherwise) {
        String value = values.get(name);
        if (value == null || value.isBlank()) {
            return otherwise;
        }
        double seconds = SumoTime.parse(value.trim());
        if (Double.isNaN(seconds)) {
            throw new BadInput(
                    file.toString(), name + " is \"" + value + "\"", "a time in seconds or as h:mm:ss", "Correct it");
        }
        return seconds;
    }
}
