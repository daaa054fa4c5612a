package meridian.api;

import java.util.Optional;
import java.util.function.Consumer;
import meridian.api.access.Access;

/**
 * Where the server can be reached, by whom, and who is told.
 *
 * @param requestLog gets one line of JSON for each request, on the thread that answers it
 */
public record Doors(Binding binding, Access access, Optional<Consumer<String>> requestLog) {}
