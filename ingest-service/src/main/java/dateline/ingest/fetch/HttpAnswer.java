package dateline.ingest.fetch;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * One answer of one server, its body still encoded.
 *
 * @param status the HTTP status code
 * @param headers the header fields
 * @param body the octets as sent, cut when over the limit
 * @param tooLarge whether the body went over the limit
 */
record HttpAnswer(int status, MultiMap headers, Buffer body, boolean tooLarge) implements Asked {}
