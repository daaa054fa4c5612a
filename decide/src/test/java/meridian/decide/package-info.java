@NullMarked
package meridian.decide;

import org.jspecify.annotations.NullMarked;
