package meridian.app.twin;

import java.util.Map;
import meridian.outbox.endpoint.Answer;
import meridian.outbox.endpoint.Reaching;
import meridian.outbox.endpoint.Target;
import meridian.twin.subscription.Endpoint;

/** A mutant: its delivery says that a notification has been taken as soon as it is on its way. */
final class ForgetfulVictim {
    private ForgetfulVictim() {}

    public static void main(String[] arguments) throws InterruptedException {
        NotificationVictim.run(arguments, outbox -> outbox, Forgetful::new);
    }

    private record Forgetful(Reaching right) implements Reaching {
        @Override
        public void check(Endpoint endpoint) {
            right.check(endpoint);
        }

        @Override
        public Target open(Endpoint endpoint) {
            Target target = right.open(endpoint);
            return new Target() {
                @Override
                public Answer send(byte[] body, Map<String, String> headers) {
                    Thread.ofVirtual().start(() -> target.send(body, headers));
                    return new Answer.Taken();
                }

                @Override
                public void rest() {
                    target.rest();
                }

                @Override
                public void close() {
                    target.close();
                }
            };
        }
    }
}
