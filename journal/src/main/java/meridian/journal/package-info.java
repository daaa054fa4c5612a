@NullMarked
package meridian.journal;

import org.jspecify.annotations.NullMarked;
