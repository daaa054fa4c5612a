/**
 * Real controllers as the plant, over an MQTT broker.
 *
 * <p>Start with {@link meridian.field.mqtt.MqttPlant} for who controls, and with {@link meridian.field.mqtt.MqttStreet} for who
 * is controlled. {@link meridian.field.mqtt.OrderGate} is what keeps a late, repeated or foreign order from reaching a lamp. {@code
 * docs/mqtt-field.md} has topics and messages.
 */
@NullMarked
package meridian.field.mqtt;

import org.jspecify.annotations.NullMarked;
