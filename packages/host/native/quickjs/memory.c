#include "memory.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* Chunks come with their pages: nearly all are used, and faulting them in one by one takes longer. Sizes are multiples
   of UNIT up to SMALL, and powers of two up to LARGEST. */
enum { UNIT = 16, SMALL = 4096, LARGEST = 8 * SMALL, CHUNK = 128 * 1024, SIZES = SMALL / UNIT + 4 };

/* In front of each block: what it has room for. While it is free, the next free one of its size is in it. */
struct block {
  size_t room;
  struct block *next;
};

static const size_t header = offsetof(struct block, next);
static struct block *free_blocks[SIZES];
static char *chunk;
static size_t left;

/* Header and contents; 0 where there is no such size. */
static size_t whole(size_t contents) {
  if (contents > SIZE_MAX - header - UNIT) {
    return 0;
  }
  size_t size = (contents + header + UNIT - 1) / UNIT * UNIT;
  if (size > SMALL && size <= LARGEST) {
    size_t power = SMALL;
    while (power < size) {
      power *= 2;
    }
    return power;
  }
  return size;
}

/* The free blocks of a size that `whole` gave. */
static struct block **free_list(size_t size) {
  if (size <= SMALL) {
    return &free_blocks[size / UNIT];
  }
  size_t index = SMALL / UNIT;
  for (size_t smaller = SMALL; smaller < size; smaller *= 2) {
    index++;
  }
  return &free_blocks[index];
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
  struct block **list = free_list(size);
  struct block *block = *list;
  if (block == NULL) {
    return cut(size);
  }
  *list = block->next;
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
  struct block **list = free_list(size);
  block->next = *list;
  *list = block;
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
  if (wanted <= former && size + SMALL > former) {
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
