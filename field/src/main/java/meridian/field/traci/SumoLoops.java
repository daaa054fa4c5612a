package meridian.field.traci;

import java.util.Locale;
import meridian.model.control.ControlDetector;
import meridian.model.control.ControlNetwork;

/** The loops of a network as an additional file for SUMO. A SUMO that somebody else starts needs it, too. */
public final class SumoLoops {
    /** So that they are told apart from the loops that a scenario has of its own. */
    static final String PREFIX = "meridian.";

    private SumoLoops() {}

    public static String xml(ControlNetwork network) {
        StringBuilder xml = new StringBuilder("<additional>\n");
        for (ControlDetector detector : network.detectors()) {
            // Places before 0 count from the lane's end. What they write nobody reads.
            xml.append(String.format(
                    Locale.ROOT,
                    "    <inductionLoop id=\"%s\" lane=\"%s\" pos=\"-%.2f\" period=\"1000000\" friendlyPos=\"true\""
                            + " file=\"NUL\"/>%n",
                    escaped(name(detector)),
                    escaped(network.lanes().get(detector.lane()).id()),
                    detector.beforeLineMeters()));
        }
        return xml.append("</additional>\n").toString();
    }

    static String name(ControlDetector detector) {
        return PREFIX + detector.id();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
