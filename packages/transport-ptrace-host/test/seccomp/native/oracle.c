/*
 * Gives libseccomp's filters for the profiles on standard input, as the kernel takes them, on standard output: the
 * length in 4 bytes, then the program, which is empty where libseccomp refuses something. The words of a profile are
 * those of OCI, its values are in hexadecimal:
 *
 *   <default action> <errno>
 *   arch <name>
 *   rule <action> <errno> <system call> <count> {<argument> <operator> <value> <second value>}
 *   end
 *
 * `oracle names <architecture>` prints the system calls of an architecture instead.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <inttypes.h>
#include <seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <unistd.h>

#define WORD_SIZE 64
#define WORD "%63s"

enum { MAXIMUM_CONDITIONS = 6, LAST_NUMBER = 0xf0010 };

static _Noreturn void fail(const char *what, const char *why) {
  fprintf(stderr, "%s: %s\n", what, why);
  exit(2);
}

/* Reads the errno that follows on the action's name. */
static uint32_t action_of(const char *name) {
  uint32_t data;
  if (scanf("%" SCNx32, &data) != 1) {
    fail("errno", "malformed");
  }
  const struct {
    const char *name;
    uint32_t value;
  } actions[] = {
      {"SCMP_ACT_KILL", SCMP_ACT_KILL},
      {"SCMP_ACT_KILL_PROCESS", SCMP_ACT_KILL_PROCESS},
      {"SCMP_ACT_KILL_THREAD", SCMP_ACT_KILL_THREAD},
      {"SCMP_ACT_TRAP", SCMP_ACT_TRAP},
      {"SCMP_ACT_ERRNO", SCMP_ACT_ERRNO(data)},
      {"SCMP_ACT_TRACE", SCMP_ACT_TRACE(data)},
      {"SCMP_ACT_ALLOW", SCMP_ACT_ALLOW},
      {"SCMP_ACT_LOG", SCMP_ACT_LOG},
      {"SCMP_ACT_NOTIFY", SCMP_ACT_NOTIFY},
  };
  for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
    if (strcmp(name, actions[i].name) == 0) {
      return actions[i].value;
    }
  }
  fail(name, "unknown action");
}

static uint32_t read_action(void) {
  char name[WORD_SIZE];
  if (scanf(WORD, name) != 1) {
    fail("action", "malformed");
  }
  return action_of(name);
}

static enum scmp_compare operator_of(const char *name) {
  const struct {
    const char *name;
    enum scmp_compare value;
  } operators[] = {
      {"SCMP_CMP_NE", SCMP_CMP_NE}, {"SCMP_CMP_LT", SCMP_CMP_LT},
      {"SCMP_CMP_LE", SCMP_CMP_LE}, {"SCMP_CMP_EQ", SCMP_CMP_EQ},
      {"SCMP_CMP_GE", SCMP_CMP_GE}, {"SCMP_CMP_GT", SCMP_CMP_GT},
      {"SCMP_CMP_MASKED_EQ", SCMP_CMP_MASKED_EQ},
  };
  for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
    if (strcmp(name, operators[i].name) == 0) {
      return operators[i].value;
    }
  }
  fail(name, "unknown operator");
}

static uint32_t architecture_of(const char *name) {
  uint32_t token = seccomp_arch_resolve_name(name);
  if (token == 0) {
    fail(name, "unknown architecture");
  }
  return token;
}

static struct scmp_arg_cmp read_condition(void) {
  struct scmp_arg_cmp condition;
  char name[WORD_SIZE];
  if (scanf("%u " WORD " %" SCNx64 " %" SCNx64, &condition.arg, name, &condition.datum_a, &condition.datum_b) != 4) {
    fail("condition", "malformed");
  }
  condition.op = operator_of(name);
  return condition;
}

static int add_architecture(scmp_filter_ctx filter) {
  char name[WORD_SIZE];
  if (scanf(WORD, name) != 1) {
    fail("architecture", "malformed");
  }
  int result = seccomp_arch_add(filter, architecture_of(name));
  return result == -EEXIST ? 0 : result;
}

static int add_rule(scmp_filter_ctx filter) {
  uint32_t action = read_action();
  char name[WORD_SIZE];
  unsigned int count;
  struct scmp_arg_cmp conditions[MAXIMUM_CONDITIONS];
  if (scanf(WORD " %u", name, &count) != 2 || count > MAXIMUM_CONDITIONS) {
    fail("rule", "malformed");
  }
  for (unsigned int i = 0; i < count; i++) {
    conditions[i] = read_condition();
  }
  int number = seccomp_syscall_resolve_name(name);
  if (number == __NR_SCMP_ERROR) {
    fail(name, "unknown system call");
  }
  return seccomp_rule_add_array(filter, action, number, count, conditions);
}

/* 0 when libseccomp takes all; the profile is read to its end in any case. */
static int add_lines(scmp_filter_ctx filter) {
  char word[WORD_SIZE];
  int refused = 0;
  while (scanf(WORD, word) == 1 && strcmp(word, "end") != 0) {
    if (strcmp(word, "arch") == 0) {
      refused |= add_architecture(filter);
    } else if (strcmp(word, "rule") == 0) {
      refused |= add_rule(filter);
    } else {
      fail(word, "unknown word");
    }
  }
  return refused;
}

static void write_filter(scmp_filter_ctx filter) {
  int fd = memfd_create("filter", MFD_CLOEXEC);
  if (fd < 0 || (filter != NULL && seccomp_export_bpf(filter, fd) < 0)) {
    fail("export", strerror(errno));
  }
  uint32_t size = (uint32_t)lseek(fd, 0, SEEK_END);
  off_t start = 0;
  if (write(STDOUT_FILENO, &size, sizeof size) != sizeof size ||
      sendfile(STDOUT_FILENO, fd, &start, size) != (ssize_t)size) {
    fail("standard output", strerror(errno));
  }
  close(fd);
}

static void export_filters(void) {
  char name[WORD_SIZE];
  while (scanf(" " WORD, name) == 1) {
    scmp_filter_ctx filter = seccomp_init(action_of(name));
    if (filter == NULL) {
      fail("default action", "refused");
    }
    /* A binary tree: the quicker one to simulate. */
    int refused = seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2) | add_lines(filter);
    write_filter(refused == 0 ? filter : NULL);
    seccomp_release(filter);
  }
}

static void print_names(uint32_t token) {
  for (int number = 0; number < LAST_NUMBER; number++) {
    char *name = seccomp_syscall_resolve_num_arch(token, number);
    if (name != NULL) {
      printf("%s %d\n", name, number);
    }
    free(name);
  }
}

int main(int argc, char **argv) {
  if (argc == 3 && strcmp(argv[1], "names") == 0) {
    print_names(architecture_of(argv[2]));
  } else {
    export_filters();
  }
  return 0;
}
