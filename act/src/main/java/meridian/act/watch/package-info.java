/**
 * The monitor of a street as a process of its own.
 *
 * <p>Start with {@link meridian.act.watch.StreetMonitor}. What it thinks of a junction comes from {@link
 * meridian.safety.monitor.FieldMonitor}; what it hears and does goes through {@link meridian.field.mqtt.MqttWatch}.
 */
@NullMarked
package meridian.act.watch;

import org.jspecify.annotations.NullMarked;
