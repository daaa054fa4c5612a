package meridian.formats.sumo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Bytes of an XML file to letters, strictly: a byte that does not fit the stated encoding is an error. The JDK's parser
 * would do the same, but prints the error to standard error before it throws it.
 */
final class XmlText {
    private static final int DECLARATION_BYTES = 256;
    private static final Pattern ENCODING =
            Pattern.compile("\\A<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");
    private static final String UTF8_MARK = "\u00ef\u00bb\u00bf";

    private XmlText() {}

    static XMLStreamReader open(XMLInputFactory factory, InputStream bytes) throws IOException, XMLStreamException {
        InputStream in = new BufferedInputStream(bytes, 1 << 16);
        in.mark(DECLARATION_BYTES);
        String head = new String(in.readNBytes(DECLARATION_BYTES), StandardCharsets.ISO_8859_1);
        in.reset();
        boolean sixteenBit =
                head.startsWith("\u00fe\u00ff") || head.startsWith("\u00ff\u00fe") || head.startsWith("\0");
        if (sixteenBit || head.length() > 1 && head.charAt(1) == '\0') {
            return factory.createXMLStreamReader(in);
        }
        if (head.startsWith(UTF8_MARK)) {
            in.skipNBytes(UTF8_MARK.length());
            head = head.substring(UTF8_MARK.length());
        }
        return factory.createXMLStreamReader(strict(in, charset(head)));
    }

    private static Reader strict(InputStream in, Charset charset) {
        return new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static Charset charset(String head) throws XMLStreamException {
        Matcher encoding = ENCODING.matcher(head);
        if (!encoding.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(encoding.group(1));
        } catch (IllegalArgumentException e) {
            throw new XMLStreamException("encoding " + encoding.group(1) + " is not known");
        }
    }
}
