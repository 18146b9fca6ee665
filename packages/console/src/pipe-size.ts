/** Bytes that the pipes of a command hold: as much as the kernel allows to everybody (pipe(7), pipe-max-size). */
export const pipeSize = 1024 * 1024;
