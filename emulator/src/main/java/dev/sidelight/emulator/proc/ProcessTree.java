package dev.sidelight.emulator.proc;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A root process in a session of its own and all that came from it: its descendants, its session, and whatever was
 * once seen among them, so that a process that detaches itself is still counted and still ended.
 */
public final class ProcessTree {
    private final long root;
    private final Map<Long, ProcessReading> seen = new HashMap<>();
    private TreeReading left = TreeReading.NONE;
    private TreeReading last = TreeReading.NONE;

    public ProcessTree(long root) {
        this.root = root;
    }

    /** The tree of a container that was started again: its counters go on, as an EC2 agent's do. */
    public ProcessTree(long root, ProcessTree before) {
        this.root = root;
        this.left = before.last().counters();
    }

    private synchronized TreeReading last() {
        return last;
    }

    public synchronized List<Long> pids() {
        return members().stream().map(ProcessStat::pid).toList();
    }

    /** SIGKILL to every process of it. */
    public void kill() {
        pids().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    public synchronized TreeReading reading() {
        Map<Long, ProcessReading> now = new LinkedHashMap<>();
        members().forEach(stat -> now.put(stat.pid(), ProcFiles.reading(stat)));
        keepWhatOrphansLeft(now);
        TreeReading sum = left;
        for (ProcessReading one : now.values()) {
            sum = sum.plus(one);
        }
        seen.clear();
        seen.putAll(now);
        last = sum.notBelow(last).withThreadLimit(ProcFiles.threadLimit(root));
        return last;
    }

    /** A parent counts the children it waited for; one whose parent is outside the tree is counted by nobody else. */
    private void keepWhatOrphansLeft(Map<Long, ProcessReading> now) {
        for (ProcessReading gone : seen.values()) {
            ProcessStat stat = gone.stat();
            if (!now.containsKey(stat.pid()) && stat.pid() != root && !seen.containsKey(stat.parent())) {
                left = left.plus(gone).counters();
            }
        }
    }

    /** Parents before their children. */
    private Collection<ProcessStat> members() {
        Map<Long, ProcessStat> all = new LinkedHashMap<>();
        ProcFiles.allStats().forEach(stat -> all.put(stat.pid(), stat));
        Map<Long, ProcessStat> members = new LinkedHashMap<>();
        Deque<ProcessStat> next =
                new ArrayDeque<>(all.values().stream().filter(this::known).toList());
        while (!next.isEmpty()) {
            ProcessStat stat = next.removeFirst();
            if (members.putIfAbsent(stat.pid(), stat) == null) {
                all.values().stream()
                        .filter(child -> child.parent() == stat.pid())
                        .forEach(next::addLast);
            }
        }
        return members.values();
    }

    private boolean known(ProcessStat stat) {
        ProcessReading before = seen.get(stat.pid());
        return stat.pid() == root
                || stat.session() == root
                || (before != null && before.stat().startTicks() == stat.startTicks());
    }
}
