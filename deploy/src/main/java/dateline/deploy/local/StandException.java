package dateline.deploy.local;

/** The stand cannot start; the message is one sentence for the person at the terminal, who needs no stack trace. */
public final class StandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StandException(String message) {
        super(message);
    }

    StandException(String message, Throwable cause) {
        super(message, cause);
    }
}
