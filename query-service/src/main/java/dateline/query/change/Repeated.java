package dateline.query.change;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Work that is done again and again beside the requests. */
public final class Repeated {

    private Repeated() {}

    /**
     * The work made so that a failure does not end its schedule: a database that is away is asked again in its time. A failure is
     * told once, not with each try.
     *
     * @param log of the caller
     * @param whose what the line of the log begins with
     * @param what names the work in it
     */
    public static Runnable guarded(Logger log, String whose, String what, Runnable work) {
        AtomicReference<String> told = new AtomicReference<>("");
        return () -> {
            try {
                work.run();
                told.set("");
            } catch (RuntimeException e) {
                String reason = e.toString();
                if (!reason.equals(told.getAndSet(reason))) {
                    log.warnf("%s failed what=%s reason=\"%s\"", whose, what, reason);
                }
            }
        };
    }

    /** Makes threads of this name that do not keep the process from ending. */
    public static ThreadFactory daemons(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
