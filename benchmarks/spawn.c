/* spawn PROGRAM ARGUMENT...: runs it with its output thrown away, and prints its wall time in ms, its CPU time in ms and the
   most memory that it held, in KiB. A child's maximum begins with what its parent holds, which here is nearly nothing; a
   Python that starts a curl would read its own 12 MB. Ends with 1 when the program fails, with 127 when there is none. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

int main(int argc, char **argv) {
    posix_spawn_file_actions_t nowhere;
    struct rusage used;
    pid_t pid;
    int status;
    if (argc < 2) return 64;
    posix_spawn_file_actions_init(&nowhere);
    posix_spawn_file_actions_addopen(&nowhere, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&nowhere, 2, "/dev/null", O_WRONLY, 0);
    double began = now();
    if (posix_spawn(&pid, argv[1], &nowhere, NULL, argv + 1, environ)) return 127;
    if (wait4(pid, &status, 0, &used) != pid) return 1;
    double wall = now() - began;
    if (status != 0) return 1;
    printf("%.3f %.3f %ld\n", wall,
           (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e3 + (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e3, used.ru_maxrss);
    return 0;
}
