#include "runner.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static FILE *open_file(pid_t pid, const char *name) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, name);
  return fopen(path, "re");
}

static pid_t parent_of(pid_t pid) {
  FILE *file = open_file(pid, "stat");
  int parent = -1;
  if (file != NULL) {
    /* The name may have anything in it but is short (proc_pid_stat(5)): none of ours has a parenthesis. */
    if (fscanf(file, "%*d (%*[^)]) %*c %d", &parent) != 1) {
      parent = -1;
    }
    fclose(file);
  }
  return parent;
}

/* A command of runc is a process of the host: it is not the client's memory. */
static bool is_in_container(pid_t pid) {
  char path[64];
  char ours[64] = "";
  char theirs[64] = "";
  snprintf(path, sizeof path, "/proc/%d/ns/pid", (int)pid);
  if (readlink("/proc/self/ns/pid", ours, sizeof ours - 1) < 0 || readlink(path, theirs, sizeof theirs - 1) < 0) {
    fail("read pid namespace");
  }
  return strcmp(ours, theirs) != 0;
}

void add_process(pid_t pid, struct result *result) {
  if (is_in_container(pid)) {
    return;
  }
  FILE *file = open_file(pid, "smaps_rollup");
  char line[256];
  long size = -1;
  if (file == NULL) {
    fail("open smaps_rollup");
  }
  while (size < 0 && fgets(line, sizeof line, file) != NULL) {
    sscanf(line, "Pss: %ld kB", &size);
  }
  fclose(file);
  if (size < 0) {
    fail("read smaps_rollup");
  }
  result->memory += size;
  result->processes++;
}

void add_descendants(pid_t ancestor, struct result *result) {
  DIR *processes = opendir("/proc");
  if (processes == NULL) {
    fail("open /proc");
  }
  for (struct dirent *entry; (entry = readdir(processes)) != NULL;) {
    pid_t pid = (pid_t)strtol(entry->d_name, NULL, 10);
    if (pid > 0 && parent_of(pid) == ancestor) {
      add_process(pid, result);
      add_descendants(pid, result);
    }
  }
  closedir(processes);
}
