#include "memory.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* Chunks come with their pages: nearly all are used, and faulting them in one by one takes longer. */
enum { UNIT = 16, LARGEST = 512, CHUNK = 256 * 1024 };

/* In front of each block: what it has room for. While it is free, the next free one of its size is in it. */
struct block {
  size_t room;
  struct block *next;
};

static const size_t header = offsetof(struct block, next);
static struct block *free_blocks[LARGEST / UNIT + 1];
static char *chunk;
static size_t left;

/* Header and contents; 0 where there is no such size. */
static size_t whole(size_t size) {
  return size > SIZE_MAX - header - UNIT ? 0 : (size + header + UNIT - 1) / UNIT * UNIT;
}

static struct block *block_of(const void *contents) { return (struct block *)((char *)contents - header); }

static struct block *cut(size_t size) {
  if (left < size) {
    char *fresh = mmap(NULL, CHUNK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    if (fresh == MAP_FAILED) {
      return NULL;
    }
    chunk = fresh;
    left = CHUNK;
  }
  struct block *block = (struct block *)chunk;
  chunk += size;
  left -= size;
  return block;
}

static struct block *take(size_t size) {
  if (size > LARGEST) {
    return malloc(size);
  }
  struct block *block = free_blocks[size / UNIT];
  if (block == NULL) {
    return cut(size);
  }
  free_blocks[size / UNIT] = block->next;
  return block;
}

static void *allocate(JSMallocState *state, size_t wanted) {
  size_t size = whole(wanted);
  struct block *block = size == 0 ? NULL : take(size);
  if (block == NULL) {
    return NULL;
  }
  block->room = size - header;
  state->malloc_count++;
  state->malloc_size += size;
  return &block->next;
}

static void release(JSMallocState *state, void *contents) {
  if (contents == NULL) {
    return;
  }
  struct block *block = block_of(contents);
  size_t size = block->room + header;
  state->malloc_count--;
  state->malloc_size -= size;
  if (size > LARGEST) {
    free(block);
    return;
  }
  block->next = free_blocks[size / UNIT];
  free_blocks[size / UNIT] = block;
}

static size_t room(const void *contents) { return contents == NULL ? 0 : block_of(contents)->room; }

static void *resize_large(JSMallocState *state, struct block *block, size_t size) {
  size_t former = block->room + header;
  block = realloc(block, size);
  if (block == NULL) {
    return NULL;
  }
  block->room = size - header;
  state->malloc_size += size - former;
  return &block->next;
}

static void *resize(JSMallocState *state, void *contents, size_t wanted) {
  size_t former = room(contents);
  size_t size = whole(wanted);
  if (wanted == 0) {
    release(state, contents);
    return NULL;
  }
  if (former + header > LARGEST && size > LARGEST) {
    return resize_large(state, block_of(contents), size);
  }
  if (wanted <= former && size + LARGEST > former) {
    return contents;
  }
  void *moved = allocate(state, wanted);
  if (moved != NULL && contents != NULL) {
    memcpy(moved, contents, former < wanted ? former : wanted);
    release(state, contents);
  }
  return moved;
}

const JSMallocFunctions sallyport_memory = {allocate, release, resize, room};
