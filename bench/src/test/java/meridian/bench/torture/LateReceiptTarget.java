package meridian.bench.torture;

import java.util.ArrayList;
import java.util.List;
import meridian.act.life.Answer;
import meridian.act.life.Receipt;

/** The mutant: acts at once, and writes receipts when there are enough of them. */
final class LateReceiptTarget {
    private static final int ENOUGH = 20;

    private LateReceiptTarget() {}

    public static void main(String[] arguments) throws InterruptedException {
        List<Receipt> waiting = new ArrayList<>();
        ReceiptTarget.run(arguments, book -> receipt -> {
            synchronized (waiting) {
                waiting.add(receipt);
                if (waiting.size() == ENOUGH) {
                    book.tell(List.copyOf(waiting));
                    waiting.clear();
                }
            }
            return new Answer.Done(0);
        });
    }
}
