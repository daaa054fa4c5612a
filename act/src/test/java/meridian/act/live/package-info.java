@NullMarked
package meridian.act.live;

import org.jspecify.annotations.NullMarked;
