@NullMarked
package meridian.act;

import org.jspecify.annotations.NullMarked;
