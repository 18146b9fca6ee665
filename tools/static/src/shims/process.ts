/**
 * What commander reads of a process when it formats help: no terminal, so that help is wrapped as for a file, and no
 * environment, so that none changes what is printed. sallyport prints itself.
 */
const stream = { isTTY: false, write: () => false };

export const stdout = stream;
export const stderr = stream;
export const env = {};
export const argv: readonly string[] = [];
