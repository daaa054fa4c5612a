/**
 * Green corridors on the command line: trips in each alternative, many at a time, and what is printed of them. What a trip does is {@link
 * meridian.act.corridor.CorridorTrial}'s.
 */
@NullMarked
package meridian.app.corridor;

import org.jspecify.annotations.NullMarked;
