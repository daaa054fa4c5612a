package meridian.field.mqtt;

import meridian.field.plant.SignalCommand;

/**
 * What a controller is told, as it travels.
 *
 * @param session of who tells; a greater one has come later and goes before
 * @param takeover how often the teller has taken this junction over in its session, counted from 1
 * @param sequence of the junction's orders in the take-over, counted from 1 without gaps
 * @param atMillis when it is to be carried out, on the controller's own clock
 * @param command with the junction's index in the street's network
 */
record Order(long session, long takeover, long sequence, long atMillis, SignalCommand command) {}
