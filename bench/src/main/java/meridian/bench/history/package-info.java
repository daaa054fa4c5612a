/** How fast is the past kept, and asked? */
@NullMarked
package meridian.bench.history;

import org.jspecify.annotations.NullMarked;
