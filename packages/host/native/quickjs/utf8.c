#include "utf8.h"

struct range {
  uint8_t lowest;
  uint8_t highest;
};

static struct range second_byte(uint8_t first) {
  switch (first) {
    case 0xe0:
      return (struct range){0xa0, 0xbf};
    case 0xed:
      return (struct range){0x80, 0x9f};
    case 0xf0:
      return (struct range){0x90, 0xbf};
    case 0xf4:
      return (struct range){0x80, 0x8f};
    default:
      return (struct range){0x80, 0xbf};
  }
}

struct sallyport_utf8_step sallyport_utf8_step(const uint8_t *bytes, size_t left) {
  uint8_t first = bytes[0];
  if (first < 0x80) {
    return (struct sallyport_utf8_step){true, 1};
  }
  if (first < 0xc2 || first > 0xf4) {
    return (struct sallyport_utf8_step){false, 1};
  }
  size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  struct range range = second_byte(first);
  for (size_t i = 1; i < length; i++) {
    if (i == left || bytes[i] < range.lowest || bytes[i] > range.highest) {
      return (struct sallyport_utf8_step){false, i};
    }
    range = (struct range){0x80, 0xbf};
  }
  return (struct sallyport_utf8_step){true, length};
}
