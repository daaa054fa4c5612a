package meridian.app;

import java.nio.file.Path;
import java.time.Clock;
import meridian.api.access.Access;
import meridian.app.access.RunningInstance;
import meridian.app.city.NotFound;
import meridian.app.machine.Folders;
import meridian.app.machine.InstanceLock;
import meridian.app.machine.Screen;
import meridian.app.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints an address that signs in once, for whoever may read the data folder. */
@Command(
        name = "sign-in",
        description = "Prints an address that signs in to the running instance, once and within ten minutes.",
        footer = {"", "Example: meridian sign-in"})
final class SignInCommand implements Runnable {
    @Mixin
    private Terminal terminal = new Terminal();

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder of the instance.")
    private @Nullable Path data;

    @Option(
            names = "--new-secret",
            description =
                    "Instead make the administrator a new secret and show it; the old one is void then, and everybody is"
                            + " signed out. Only while no instance runs.")
    private boolean newSecret;

    @Override
    public void run() {
        Path folder = Folders.ofThisUser(data).data();
        if (newSecret) {
            makeSecret(folder);
            return;
        }
        try (RunningInstance instance = RunningInstance.of(folder)) {
            terminal.print(instance.signInAddress());
        }
    }

    private void makeSecret(Path folder) {
        Screen screen = Screen.find()
                .orElseThrow(() -> new NotFound("There is no terminal to show a secret on. Run this in one, without"
                        + " redirecting its input or output."));
        Folders.privateFolder(folder, "--data");
        try (InstanceLock _ = InstanceLock.take(folder)) {
            String secret = Access.of(folder, Clock.systemUTC()).makeAdministrator();
            screen.show("The administrator's new secret, shown this once: " + secret);
        }
    }
}
