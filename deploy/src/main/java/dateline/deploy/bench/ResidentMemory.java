package dateline.deploy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of processes that is in use, as {@code /proc/PID/status} has it (proc(5)). */
final class ResidentMemory {

    private ResidentMemory() {}

    /** Kilobytes of a process, without its children; 0 where none are told. */
    static long kilobytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
