package meridian.app;

import meridian.app.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The audit log, for whoever wants to check it. Needs no running Meridian, and changes nothing. */
@Command(
        name = "audit",
        description = "Checks, shows and proves what an audit log holds, offline.",
        subcommands = {AuditVerifyCommand.class, AuditShowCommand.class, AuditProveCommand.class},
        footer = {"", "Example: meridian audit verify /backup/audit --key town.pub"})
final class AuditCommand implements Runnable {
    @Mixin
    private Terminal terminal = new Terminal();

    @Override
    public void run() {
        throw terminal.needsACommand();
    }
}
