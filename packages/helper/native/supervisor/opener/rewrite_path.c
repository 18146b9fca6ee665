#include "memory.h"
#include "opener.h"

/* Names that mean something else for each process, and would mean the opener; `#`: his process, `@`: his thread. */
struct own_name {
  char name[20];
  char meaning[16];
};

static const struct own_name own_names[] = {
    {"/proc/self", "/proc/#"},         {"/proc/thread-self", "/proc/#/task/@"}, {"/dev/fd", "/proc/#/fd"},
    {"/dev/stdin", "/proc/#/fd/0"},    {"/dev/stdout", "/proc/#/fd/1"},         {"/dev/stderr", "/proc/#/fd/2"},
};

/* The length of a name that the path is, or is beneath; 0 for another path. */
static size_t length_of(const char *path, const char *name) {
  size_t length = 0;
  while (name[length] != '\0' && path[length] == name[length]) {
    length++;
  }
  return name[length] == '\0' && (path[length] == '\0' || path[length] == '/') ? length : 0;
}

static size_t write_meaning(char *target, const char *meaning, const struct caller *caller) {
  size_t length = 0;
  for (; *meaning != '\0'; meaning++) {
    if (*meaning == '#' || *meaning == '@') {
      length += write_decimal((uint8_t *)target + length, *meaning == '#' ? caller->process : caller->thread);
    } else {
      target[length++] = *meaning;
    }
  }
  return length;
}

void rewrite_path(struct request *request) {
  static char rest[PATH_SIZE];
  char meaning[64];
  for (size_t i = 0; i < sizeof own_names / sizeof *own_names; i++) {
    size_t length = length_of(request->path, own_names[i].name);
    if (length == 0) {
      continue;
    }
    size_t size = 0;
    do {
      rest[size] = request->path[length + size];
    } while (rest[size++] != '\0');
    size_t start = write_meaning(meaning, own_names[i].meaning, &request->caller);
    if (start + size <= sizeof request->path) {
      memcpy(request->path, meaning, start);
      memcpy(request->path + start, rest, size);
    }
    return;
  }
}
