package batos.crucible;

import java.time.Instant;

/// Names a process so that a later one can tell whether it still lives: process id and start.
final class ProcessIdentity {
    private ProcessIdentity() {}

    static String self() {
        return of(ProcessHandle.current());
    }

    static String of(ProcessHandle process) {
        return process.pid()
                + "-"
                + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /// Also true where it cannot be told: only certain orphans are removed.
    static boolean lives(String owner) {
        int dash = owner.indexOf('-');
        try {
            long pid = Long.parseLong(owner.substring(0, Math.max(0, dash)));
            return ProcessHandle.of(pid).filter(process -> of(process).equals(owner)).isPresent();
        } catch (NumberFormatException e) {
            return true;
        }
    }
}
