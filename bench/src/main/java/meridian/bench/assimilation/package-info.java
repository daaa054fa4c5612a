/** Does a twin that is corrected by counters know better what happens where there are none? */
@NullMarked
package meridian.bench.assimilation;

import org.jspecify.annotations.NullMarked;
