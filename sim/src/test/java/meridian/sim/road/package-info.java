/** The road engine's promises, each a sentence. */
@NullMarked
package meridian.sim.road;

import org.jspecify.annotations.NullMarked;
