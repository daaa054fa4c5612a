package meridian.field.traci;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import meridian.model.BadInput;
import org.jspecify.annotations.Nullable;

/**
 * How to start SUMO.
 *
 * @param program its name on the search path, or its file
 * @param arguments as on its command line, without those that TraCI needs and without additional files
 * @param additional its additional files; ours with the loops comes beside them
 */
public record SumoRun(String program, List<String> arguments, List<Path> additional) {
    /** The program where Debian's package puts it. */
    public static final String USUAL_PROGRAM = "sumo";

    private static final Set<String> ADDITIONAL = Set.of("additional-files", "additional", "a");

    public SumoRun {
        arguments = List.copyOf(arguments);
        additional = List.copyOf(additional);
    }

    /**
     * What a {@code .sumocfg} says.
     *
     * @param more arguments that go before what the file says, such as a seed
     */
    public static SumoRun of(Path configuration, List<String> more) {
        List<String> arguments =
                new ArrayList<>(List.of("-c", configuration.toAbsolutePath().toString()));
        arguments.addAll(more);
        return new SumoRun(USUAL_PROGRAM, arguments, additionalFiles(configuration));
    }

    /** On the command line additional files take the place of the configuration's, so that these must be known. */
    private static List<Path> additionalFiles(Path configuration) {
        List<Path> files = new ArrayList<>();
        try (InputStream in = Files.newInputStream(configuration)) {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT && ADDITIONAL.contains(xml.getLocalName())) {
                    addAll(xml.getAttributeValue(null, "value"), configuration, files);
                }
            }
            return files;
        } catch (IOException e) {
            throw BadInput.unreadable(configuration, "a configuration of SUMO", e);
        } catch (XMLStreamException e) {
            throw new BadInput(configuration.toString(), "it is no XML", "a configuration of SUMO", "Name a .sumocfg");
        }
    }

    private static void addAll(@Nullable String list, Path configuration, List<Path> files) {
        for (String name : (list == null ? "" : list).split("[,;]")) {
            if (!name.isBlank()) {
                files.add(configuration.toAbsolutePath().resolveSibling(name.strip()));
            }
        }
    }
}
