package meridian.formats.sumo;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import meridian.formats.FileKind;
import meridian.formats.Progress;
import meridian.model.BadInput;

/**
 * Walks through the elements of one XML file, plain or gzipped, without keeping them.
 *
 * <p>Bounded: no document type and so no entities, nesting to {@value #DEEPEST} levels, and the sizes that {@link
 * BoundedStream} allows.
 */
final class XmlFile {
    private static final int DEEPEST = 32;
    private static final int ELEMENTS_BETWEEN_PROGRESS = 1 << 14;

    /** What to do with the elements, in the order of the file. */
    interface Visitor {
        /** @param element valid until the next call */
        void start(Element element);

        default void end(String name) {}
    }

    private final Path file;
    private final Progress progress;

    XmlFile(Path file, Progress progress) {
        this.file = file;
        this.progress = progress;
    }

    /** @throws BadInput where the file is missing, is not well-formed XML, or is larger than anybody's city */
    void visit(Visitor visitor) {
        if (Files.isDirectory(file) || FileKind.isSpecial(file)) {
            throw bad("", FileKind.describe(file), "a SUMO file", "Name the file that is meant");
        }
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            raw.mark(2);
            boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
            raw.reset();
            long size = Files.size(file);
            if (size == 0) {
                throw bad("", "the file is empty", "a SUMO file in XML", "Fetch or export it again");
            }
            InputStream plain = gzip ? new GZIPInputStream(raw, 1 << 16) : raw;
            visit(new BoundedStream(plain, file, size, gzip), size, visitor);
        } catch (NoSuchFileException e) {
            throw bad(
                    "",
                    "there is no such file",
                    "a SUMO file",
                    "Check the name, also in the configuration that names it");
        } catch (ZipException | EOFException e) {
            throw bad("", "the gzip data is damaged or cut off", "a whole gzip file", "Fetch it again");
        } catch (IOException e) {
            throw BadInput.unreadable(file, "a SUMO file", e);
        }
    }

    private void visit(BoundedStream bytes, long size, Visitor visitor) throws IOException {
        XMLStreamReader xml = null;
        try {
            xml = XmlText.open(factory(), bytes);
            walk(xml, bytes, size, visitor);
        } catch (XMLStreamException e) {
            throw translated(e, xml);
        } finally {
            close(xml);
        }
    }

    private void walk(XMLStreamReader xml, BoundedStream bytes, long size, Visitor visitor) throws XMLStreamException {
        Element element = new Element(file, xml);
        int depth = 0;
        long count = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++depth > DEEPEST) {
                        throw element.bad(
                                "elements are nested more than " + DEEPEST + " deep",
                                "a SUMO file, which needs five levels",
                                "Do not use this file");
                    }
                    visitor.start(element);
                    if (++count % ELEMENTS_BETWEEN_PROGRESS == 0) {
                        progress.at("reading " + file.getFileName(), bytes.rawShare(size), size);
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    visitor.end(xml.getLocalName());
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw element.bad(
                            "the file declares a document type or uses an entity of one",
                            "plain XML without a DOCTYPE, as SUMO writes it",
                            "Remove the DOCTYPE");
                default -> {}
            }
        }
        progress.at("reading " + file.getFileName(), size, size);
    }

    private BadInput translated(XMLStreamException e, @org.jspecify.annotations.Nullable XMLStreamReader xml)
            throws IOException {
        Throwable cause = e.getNestedException() == null ? e.getCause() : e.getNestedException();
        int lineNumber = e.getLocation() != null
                ? e.getLocation().getLineNumber()
                : xml == null ? -1 : xml.getLocation().getLineNumber();
        String line = lineNumber > 0 ? " line " + lineNumber : "";
        if (cause instanceof CharacterCodingException) {
            return bad(
                    line,
                    "a byte does not fit the stated encoding",
                    "UTF-8, or the encoding that the first line names",
                    "Convert the file, or state its encoding, such as <?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>");
        }
        if (cause instanceof IOException io) {
            throw io;
        }
        String message = e.getMessage() == null ? "it is damaged" : lastLine(e.getMessage());
        return message.startsWith("Content is not allowed in prolog")
                ? bad("", FileKind.describe(file), "a SUMO file, which is XML", "Name the file that is meant")
                : bad(line, problem(message), "a whole SUMO file in XML", "Fetch or export it again");
    }

    /** What the parser found; its commonest findings in words that fit a file of roads. */
    private static String problem(String message) {
        if (message.startsWith("XML document structures must start") || message.startsWith("Premature end")) {
            return "this is not well-formed XML (it ends before all its elements are closed)";
        }
        return "this is not well-formed XML (" + message.replaceFirst("[.]$", "") + ")";
    }

    /** The JDK prefixes "ParseError at [row,col]" on a line of its own. */
    private static String lastLine(String message) {
        String text = message.substring(message.lastIndexOf('\n') + 1);
        return text.startsWith("Message: ") ? text.substring("Message: ".length()) : text;
    }

    private BadInput bad(String line, String found, String expected, String advice) {
        return new BadInput(file + line, found, expected, advice);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        return factory;
    }

    private static void close(@org.jspecify.annotations.Nullable XMLStreamReader xml) {
        try {
            if (xml != null) {
                xml.close();
            }
        } catch (XMLStreamException e) {
            // Nothing was written, so nothing is lost.
        }
    }
}
