/** Keeps a running city like the one outside: what counters report corrects who drives where, and what is closed. */
@NullMarked
package meridian.sim.assimilation;

import org.jspecify.annotations.NullMarked;
