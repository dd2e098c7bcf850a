package dateline.ingest.fetch;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.proxy.ProxyConnectException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;

/**
 * Why no answer came.
 *
 * @param reason a stable code
 * @param detail one sentence for a person
 * @param lasting whether asking again soon is pointless
 */
record Fault(String reason, String detail, boolean lasting) implements Asked {

    /** Whether another address of the same host may do better. */
    boolean isOfConnecting() {
        return reason.startsWith("connect");
    }

    static Fault noConnection(String host) {
        return new Fault("connect-timeout", "No connection to " + host + " was made in time.", false);
    }

    static Fault noAnswer() {
        return new Fault("timeout", "The server did not begin to answer in time.", false);
    }

    static Fault tooSlow() {
        return new Fault("too-slow", "The answer began, but was not whole in time.", false);
    }

    /** Reads what the HTTP client reports; the cause says more than the outermost exception. */
    static Fault of(Throwable failure, String host) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectTimeoutException) {
                return noConnection(host);
            }
            if (cause instanceof ProxyConnectException) {
                return new Fault("proxy", "The proxy makes no connection to " + host + ".", false);
            }
            if (cause instanceof SSLException || cause instanceof CertificateException) {
                return new Fault("tls", "No secure connection to " + host + ": " + cause.getMessage(), false);
            }
            if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
                return new Fault("connect", "The host " + host + " takes no connection.", false);
            }
            if (cause instanceof HttpClosedException
                    || cause instanceof StreamResetException
                    || cause instanceof SocketException) {
                return new Fault("cut-off", "The connection ended before the answer was whole.", false);
            }
            if (cause instanceof DecoderException || cause instanceof IllegalArgumentException) {
                return new Fault("bad-answer", "The answer is not HTTP: " + cause.getMessage(), false);
            }
        }
        return new Fault("bad-answer", "The answer cannot be read: " + failure.getMessage(), false);
    }
}
