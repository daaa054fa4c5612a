/** What following a city outside promises, each a sentence. */
@NullMarked
package meridian.sim.assimilation;

import org.jspecify.annotations.NullMarked;
