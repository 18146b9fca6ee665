/** How messages name a descriptor. */
export function descriptorSubject(fd: number): string {
  return `descriptor ${fd}`;
}
