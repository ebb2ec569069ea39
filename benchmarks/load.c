/* load CONNECTIONS SECONDS PORT: keeps one request for /metrics in flight on each connection to 127.0.0.1, and prints how
   many answers there were. Ends with 1 when a connection ends early, with 2 when an answer is not a 200. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char request[] = "GET /metrics HTTP/1.1\r\nHost: bench\r\nAccept: */*\r\n\r\n";
static const char last_chunk[] = "0\r\n\r\n";

struct connection {
    int fd;
    long missing; /* of the body; -1 while the head, or a body in chunks, is being read */
    int length;   /* of what was read */
    char read[65536];
};

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static void ask(struct connection *c) {
    c->missing = -1;
    c->length = 0;
    if (write(c->fd, request, sizeof request - 1) != (ssize_t)sizeof request - 1) exit(1);
}

static void connect_to(struct connection *c, int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int one = 1;
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(c->fd, (void *)&address, sizeof address)) exit(1);
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
}

/* Of a body in chunks only its end is looked for: what lies between goes, but for the head's first line. */
static void drop_chunks(struct connection *c) {
    static const char head[] = "HTTP/1.1 200\r\n\r\n";
    int kept = sizeof last_chunk - 1;
    if (c->length <= 60000) return;
    memmove(c->read + sizeof head - 1, c->read + c->length - kept, kept);
    memcpy(c->read, head, sizeof head - 1);
    c->length = sizeof head - 1 + kept;
}

static void read_head(struct connection *c) {
    int count = read(c->fd, c->read + c->length, sizeof c->read - 1 - c->length);
    char *end, *length;
    if (count <= 0) exit(1);
    c->length += count;
    c->read[c->length] = 0;
    end = strstr(c->read, "\r\n\r\n");
    if (!end) return;
    if (memcmp(c->read + 9, "200", 3)) exit(2);
    length = strcasestr(c->read, "\r\ncontent-length:");
    if (length && length < end)
        c->missing = atol(length + 17) - (c->length - (end + 4 - c->read));
    else if (!memcmp(c->read + c->length - 5, last_chunk, 5))
        c->missing = 0;
    else
        drop_chunks(c);
}

static void read_body(struct connection *c) {
    static char sink[262144];
    int count = read(c->fd, sink, c->missing < (long)sizeof sink ? c->missing : (long)sizeof sink);
    if (count <= 0) exit(1);
    c->missing -= count;
}

int main(int argc, char **argv) {
    if (argc != 4) return 64;
    int count = atoi(argv[1]);
    double end = now() + atof(argv[2]);
    struct connection *all = calloc(count, sizeof *all);
    struct pollfd *polled = calloc(count, sizeof *polled);
    long answers = 0;
    for (int i = 0; i < count; i++) {
        connect_to(&all[i], atoi(argv[3]));
        ask(&all[i]);
        polled[i] = (struct pollfd){.fd = all[i].fd, .events = POLLIN};
    }
    while (now() < end) {
        poll(polled, count, 100);
        for (int i = 0; i < count; i++) {
            if (!(polled[i].revents & (POLLIN | POLLHUP))) continue;
            if (all[i].missing < 0) read_head(&all[i]);
            else read_body(&all[i]);
            if (all[i].missing == 0) {
                answers++;
                ask(&all[i]);
            }
        }
    }
    printf("%ld\n", answers);
    return 0;
}
