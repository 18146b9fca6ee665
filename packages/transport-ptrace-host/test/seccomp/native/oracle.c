/*
 * Gives libseccomp's filter for the profile on standard input, as the kernel takes it, on standard output. Words are
 * those of a profile, values are in hexadecimal:
 *
 *   <default action> <errno>
 *   arch <name>
 *   rule <action> <errno> <system call> <count> {<argument> <operator> <value> <second value>}
 *
 * `oracle names <architecture>` prints the system calls of an architecture instead. Status 3: libseccomp refused what
 * standard error names.
 */
#include <errno.h>
#include <inttypes.h>
#include <seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WORD_SIZE 64
#define WORD "%63s"

enum { USAGE = 2, REFUSED = 3, MAXIMUM_CONDITIONS = 6, LAST_NUMBER = 0xf0010 };

static _Noreturn void fail(int status, const char *what, const char *why) {
  fprintf(stderr, "%s: %s\n", what, why);
  exit(status);
}

static void check(int result, const char *what) {
  if (result < 0) {
    fail(REFUSED, what, strerror(-result));
  }
}

static uint32_t read_action(void) {
  char name[WORD_SIZE];
  uint32_t data;
  if (scanf(WORD " %" SCNx32, name, &data) != 2) {
    fail(USAGE, "action", "malformed");
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
  fail(USAGE, name, "unknown action");
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
  fail(USAGE, name, "unknown operator");
}

static uint32_t architecture_of(const char *name) {
  uint32_t token = seccomp_arch_resolve_name(name);
  if (token == 0) {
    fail(USAGE, name, "unknown architecture");
  }
  return token;
}

static struct scmp_arg_cmp read_condition(void) {
  struct scmp_arg_cmp condition;
  char name[WORD_SIZE];
  if (scanf("%u " WORD " %" SCNx64 " %" SCNx64, &condition.arg, name, &condition.datum_a, &condition.datum_b) != 4) {
    fail(USAGE, "condition", "malformed");
  }
  condition.op = operator_of(name);
  return condition;
}

static void add_architecture(scmp_filter_ctx filter) {
  char name[WORD_SIZE];
  if (scanf(WORD, name) != 1) {
    fail(USAGE, "architecture", "malformed");
  }
  int result = seccomp_arch_add(filter, architecture_of(name));
  check(result == -EEXIST ? 0 : result, name);
}

static void add_rule(scmp_filter_ctx filter) {
  uint32_t action = read_action();
  char name[WORD_SIZE];
  unsigned int count;
  struct scmp_arg_cmp conditions[MAXIMUM_CONDITIONS];
  if (scanf(WORD " %u", name, &count) != 2 || count > MAXIMUM_CONDITIONS) {
    fail(USAGE, "rule", "malformed");
  }
  for (unsigned int i = 0; i < count; i++) {
    conditions[i] = read_condition();
  }
  int number = seccomp_syscall_resolve_name(name);
  if (number == __NR_SCMP_ERROR) {
    fail(USAGE, name, "unknown system call");
  }
  check(seccomp_rule_add_array(filter, action, number, count, conditions), name);
}

static void export_filter(void) {
  scmp_filter_ctx filter = seccomp_init(read_action());
  if (filter == NULL) {
    fail(REFUSED, "default action", "invalid");
  }
  /* A binary tree: the quicker one to simulate. */
  check(seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2), "optimize");
  char word[WORD_SIZE];
  while (scanf(WORD, word) == 1) {
    if (strcmp(word, "arch") == 0) {
      add_architecture(filter);
    } else if (strcmp(word, "rule") == 0) {
      add_rule(filter);
    } else {
      fail(USAGE, word, "unknown word");
    }
  }
  check(seccomp_export_bpf(filter, STDOUT_FILENO), "export");
  seccomp_release(filter);
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
    export_filter();
  }
  return 0;
}
