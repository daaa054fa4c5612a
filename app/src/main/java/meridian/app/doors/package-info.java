/** How fast the doors of the twin are: a server with a real journal, asked over HTTP. Start with {@link meridian.app.doors.DoorsBench}. */
@NullMarked
package meridian.app.doors;

import org.jspecify.annotations.NullMarked;
