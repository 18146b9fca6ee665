/*
 * datagrams SOCKET COMMAND [ARGUMENT...]: runs COMMAND while SOCKET, a datagram socket, is there, then prints what came
 * in at it: a line for each message, in which bytes that cannot be printed are \xNN. Ends with 1 when it cannot.
 */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static int run(char **command) {
  pid_t pid = fork();
  if (pid == 0) {
    execvp(command[0], command);
    perror(command[0]);
    _exit(127);
  }
  return pid < 0 || waitpid(pid, NULL, 0) < 0 ? -1 : 0;
}

static void print(const unsigned char *bytes, ssize_t length) {
  for (ssize_t i = 0; i < length; i++) {
    if (bytes[i] < ' ' || bytes[i] > '~' || bytes[i] == '\\') {
      printf("\\x%02x", bytes[i]);
    } else {
      putchar(bytes[i]);
    }
  }
  putchar('\n');
}

int main(int argc, char **argv) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (argc < 3 || strlen(argv[1]) >= sizeof address.sun_path) {
    fprintf(stderr, "usage: datagrams SOCKET COMMAND [ARGUMENT...]\n");
    return 1;
  }
  strcpy(address.sun_path, argv[1]);
  int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof address) < 0) {
    perror("bind");
    return 1;
  }
  if (run(argv + 2) < 0) {
    perror("run");
    return 1;
  }
  static unsigned char buffer[65536];
  for (ssize_t length; (length = recv(fd, buffer, sizeof buffer, MSG_DONTWAIT)) >= 0;) {
    print(buffer, length);
  }
  unlink(argv[1]);
  return 0;
}
