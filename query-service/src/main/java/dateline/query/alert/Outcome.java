package dateline.query.alert;

/** What came of one try to deliver. */
sealed interface Outcome {

    /** The webhook took it. */
    record Taken(int status) implements Outcome {}

    /** It did not, and may later; {@code status} is null when there was no answer. */
    record Failed(Integer status, String error) implements Outcome {}

    /** It will never: the webhook says that it is gone. */
    record Refused(int status) implements Outcome {}
}
