package meridian.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import meridian.app.access.KeyBook;
import meridian.app.city.NotFound;
import meridian.app.machine.Folders;
import meridian.app.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Revokes keys. */
@Command(
        name = "revoke",
        description = "Revokes keys, from their next request on.",
        footer = {"", "Example: meridian keys revoke 0a1b2c3d4e5f"})
final class KeysRevokeCommand implements Runnable {
    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(paramLabel = "ID", arity = "1..*", description = "As meridian keys list shows it.")
    private List<String> ids = List.of();

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder.")
    private @Nullable Path data;

    @Override
    public void run() {
        Path folder = Folders.privateFolder(Folders.ofThisUser(data).data(), "--data");
        List<String> unknown = new ArrayList<>();
        try (KeyBook keys = KeyBook.of(folder)) {
            for (String id : ids) {
                keys.revoke(id)
                        .ifPresentOrElse(
                                key -> terminal.say("revoked " + key.id() + ", \"" + key.name() + "\""),
                                () -> unknown.add(id));
            }
        }
        if (!unknown.isEmpty()) {
            throw new NotFound("No key is called " + String.join(", ", unknown) + ". meridian keys list shows all.");
        }
    }
}
