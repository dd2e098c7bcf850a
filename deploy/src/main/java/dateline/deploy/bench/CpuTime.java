package dateline.deploy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** CPU time of processes with their children, the ended ones included, as {@code /proc/PID/stat} has it (proc(5)). */
final class CpuTime {

    private static final double TICKS_PER_SECOND = 100;
    private static final int USER = 11;
    private static final int ENDED_CHILDREN_SYSTEM = 14;

    private CpuTime() {}

    /** Seconds of user and system time that a process, its children and their children have used so far. */
    static double seconds(long pid) {
        Stream<Long> running = Stream.concat(
                Stream.of(pid),
                ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::descendants)
                        .map(ProcessHandle::pid));
        return running.mapToDouble(CpuTime::ticks).sum() / TICKS_PER_SECOND;
    }

    private static double ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The command's name is in parentheses and may hold spaces.
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1));
            double ticks = 0;
            for (int i = USER; i <= ENDED_CHILDREN_SYSTEM; i++) {
                ticks += Long.parseLong(fields.get(i));
            }
            return ticks;
        } catch (IOException ended) {
            return 0;
        }
    }
}
