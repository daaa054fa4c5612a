package meridian.api;

import io.helidon.http.HeaderValues;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import meridian.history.Answer.LeftOut;
import tools.jackson.core.JsonGenerator;

/** An answer about the past. One that a damaged file could have had a part in says so, in the header {@value #WARNING}. */
final class PastAnswer {
    private static final String WARNING = "NGSILD-Warning";
    private static final int MOST_NAMED = 20;

    private PastAnswer() {}

    static byte[] written(Consumer<JsonGenerator> writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (JsonGenerator out = Answer.JSON.createGenerator(bytes)) {
            writing.accept(out);
        }
        return bytes.toByteArray();
    }

    /** @param leftOut damaged files, the same one perhaps several times */
    static Answer of(byte[] body, List<LeftOut> leftOut) {
        Answer answer = Answer.bytes("application/json", "no-store", body);
        List<String> files = leftOut.stream().map(LeftOut::file).distinct().toList();
        if (files.isEmpty()) {
            return answer;
        }
        String named = files.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return answer.with(HeaderValues.create(
                WARNING,
                String.format(Locale.ROOT, "199 meridian \"%d damaged files are left out: %s\"", files.size(), named)));
    }
}
