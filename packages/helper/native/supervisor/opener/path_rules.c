#include <stddef.h>

#include "opener.h"

uint32_t wanted_access(uint64_t flags) {
  uint64_t mode = flags & O_ACCMODE;
  uint32_t wanted = mode == O_WRONLY ? 0 : ACCESS_READ;
  if (mode != O_RDONLY || (flags & (O_TRUNC | O_CREAT)) != 0 || (flags & O_TMPFILE) == O_TMPFILE) {
    wanted |= ACCESS_WRITE;
  }
  return (flags & O_PATH) != 0 ? ACCESS_READ : wanted;
}

/* The directory itself, and all below. */
static int is_beneath(const char *path, const struct path_rule *rule) {
  const char *prefix = (const char *)rule->path;
  for (uint32_t i = 0; i < rule->length; i++) {
    if (path[i] != prefix[i]) {
      return 0;
    }
  }
  char next = path[rule->length];
  return rule->length <= 1 || next == '\0' || next == '/';
}

uint32_t allowed_access(const struct supervision *task, const char *path) {
  const struct path_rule *rules = (const struct path_rule *)task->paths;
  const struct path_rule *longest = NULL;
  if (path[0] != '/') {
    /* A pipe, a socket: what the caller has open already. */
    return ACCESS_READ | ACCESS_WRITE;
  }
  for (uint32_t i = 0; i < task->path_count; i++) {
    if (is_beneath(path, &rules[i]) && (longest == NULL || rules[i].length > longest->length)) {
      longest = &rules[i];
    }
  }
  return longest == NULL ? 0 : longest->access;
}
