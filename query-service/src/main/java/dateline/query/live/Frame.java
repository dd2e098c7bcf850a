package dateline.query.live;

import dateline.query.document.Summary;
import dateline.query.search.ChangePosition;
import dateline.query.standing.Arrival;
import io.vertx.core.buffer.Buffer;

/** Server-sent events, as the HTML standard defines their form. */
final class Frame {

    private Frame() {}

    /** What a stream begins with: how soon to come back after a break, and from where. */
    static Buffer opening(ChangePosition position) {
        return Buffer.buffer("retry: 2000\nid: " + position.format() + "\n\n");
    }

    /** That the stream is still there, and how far it is; a browser keeps the position and tells nobody. */
    static Buffer heartbeat(ChangePosition position) {
        return Buffer.buffer(": \nid: " + position.format() + "\n\n");
    }

    /**
     * A change.
     *
     * @param whole whether the whole event is sent, else what a list shows of it
     */
    static Buffer of(Arrival arrival, boolean whole) {
        // JSON of one line, so one field holds it.
        String data = whole
                ? arrival.change().event()
                : Summary.of(arrival.document()).toString();
        return Buffer.buffer(
                "id: " + arrival.change().position().format() + "\nevent: release\ndata: " + data + "\n\n");
    }
}
