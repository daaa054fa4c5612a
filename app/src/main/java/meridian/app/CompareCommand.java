package meridian.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import meridian.app.compare.Comparison;
import meridian.app.compare.ComparisonPage;
import meridian.app.compare.ComparisonText;
import meridian.app.terminal.Terminal;
import meridian.model.BadInput;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Did it change anything, and are we sure? */
@Command(
        name = "compare",
        description = "Compares the results of two runs, seed by seed.",
        footer = {
            "",
            "RUN is a folder that 'run --out' wrote, best with several seeds; or a folder",
            "with SUMO's tripinfo and edge data, or with folders seed-1, seed-2, ... of them.",
            "",
            "Example: meridian compare before after --html change.html"
        })
final class CompareCommand implements Callable<Integer> {
    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(index = "0", paramLabel = "RUN_A", description = "What it was.")
    private Path a = Path.of("");

    @Parameters(index = "1", paramLabel = "RUN_B", description = "What it is: differences are B - A.")
    private Path b = Path.of("");

    @Option(names = "--json", description = "Print JSON, with all links.")
    private boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a page with charts and a map.")
    private @Nullable Path html;

    @Override
    public Integer call() {
        Map<String, String> shapes = new HashMap<>();
        Comparison comparison = Comparison.of(a, b, shapes);
        if (html != null) {
            write(html, new ComparisonPage(comparison, shapes).html());
        }
        if (json) {
            terminal.printJson(comparison);
        } else {
            terminal.print(ComparisonText.lines(comparison));
        }
        if (html != null) {
            terminal.say("The page is in " + html);
        }
        return ExitCode.OK;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new BadInput(
                    file.toString(),
                    "it cannot be written (" + e.getMessage() + ")",
                    "a file in a folder that may be written",
                    "Choose another --html");
        }
    }
}
