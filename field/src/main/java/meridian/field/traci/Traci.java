package meridian.field.traci;

/** Numbers of the protocol, under the names of its documentation. */
final class Traci {
    static final int STEP = 0x02;
    static final int CLOSE = 0x7f;

    static final int GET_LOOP = 0xa0;
    static final int GET_SIGNAL = 0xa2;
    static final int GET_LANE = 0xa3;
    static final int GET_VEHICLE = 0xa4;
    static final int GET_SIMULATION = 0xab;
    static final int SET_SIGNAL = 0xc2;

    static final int SUBSCRIBE_LOOP = 0xd0;
    static final int SUBSCRIBE_SIGNAL = 0xd2;
    static final int SUBSCRIBE_LANE = 0xd3;
    static final int SUBSCRIBE_SIMULATION = 0xdb;
    static final int SUBSCRIBE_AROUND_LANE = 0x83;
    /** From a command's number to its answer's. */
    static final int ANSWER = 0x10;

    /** Of any domain: the names of all things in it. */
    static final int ID_LIST = 0x00;

    static final int LOOP_VEHICLES = 0x17;
    static final int LANE_VEHICLES = 0x10;
    static final int LANE_STANDING = 0x14;
    static final int SIGNAL_STATE = 0x20;
    static final int SIGNAL_PROGRAM = 0x23;
    static final int SIGNAL_CURRENT_PROGRAM = 0x29;
    static final int TIME = 0x66;
    static final int STEP_SECONDS = 0x7b;
    static final int STILL_EXPECTED = 0x7d;
    static final int END = 0x1d;
    static final int VEHICLE_SPEED = 0x40;
    static final int VEHICLE_LANE = 0x51;
    static final int VEHICLE_LANE_POSITION = 0x56;

    static final int TYPE_UBYTE = 0x07;
    static final int TYPE_BYTE = 0x08;
    static final int TYPE_INTEGER = 0x09;
    static final int TYPE_DOUBLE = 0x0b;
    static final int TYPE_STRING = 0x0c;
    static final int TYPE_STRING_LIST = 0x0e;
    static final int TYPE_COMPOUND = 0x0f;

    static final int OK = 0x00;

    /** Where a subscription begins and ends, s: always. */
    static final double EARLIEST = -1e9;

    static final double LATEST = 1e9;

    private Traci() {}
}
