package meridian.app;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import meridian.api.access.AccessKey;
import meridian.api.access.Scope;
import meridian.app.access.KeyBook;
import meridian.app.machine.Folders;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists keys, without their secrets, which nobody has. */
@Command(
        name = "list",
        description = "Lists all keys, oldest first, without their secrets.",
        footer = {"", "Example: meridian keys list"})
final class KeysListCommand implements Runnable {
    @Mixin
    private Terminal terminal = new Terminal();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder.")
    private @Nullable Path data;

    @Override
    public void run() {
        Path folder = Folders.privateFolder(Folders.ofThisUser(data).data(), "--data");
        List<AccessKey> keys;
        try (KeyBook book = KeyBook.of(folder)) {
            keys = book.all();
        }
        if (json) {
            terminal.printJson(keys);
        } else if (keys.isEmpty()) {
            terminal.say("there are no keys; meridian keys create makes one");
        } else {
            terminal.print(table(keys, Instant.now()).lines());
        }
    }

    private static TextTable table(List<AccessKey> keys, Instant now) {
        TextTable table = new TextTable().head("id", "state", "scopes", "name and limits");
        for (AccessKey key : keys) {
            table.row(key.id(), state(key, now), scopes(key), key.name() + limits(key));
        }
        return table;
    }

    private static String state(AccessKey key, Instant now) {
        return key.revoked() != null ? "revoked" : key.isGood(now) ? "good" : "expired";
    }

    private static String scopes(AccessKey key) {
        return key.scopes().stream().map(Scope::word).collect(Collectors.joining(","));
    }

    private static String limits(AccessKey key) {
        String types = key.types().isEmpty() ? "" : "; types " + String.join(", ", key.types());
        String areas = key.areas().isEmpty()
                ? ""
                : "; in " + key.areas().stream().map(Object::toString).collect(Collectors.joining(" and "));
        String end = key.expires() == null ? "" : "; until " + key.expires();
        return types + areas + end;
    }
}
