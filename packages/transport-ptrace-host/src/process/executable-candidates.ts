/** runc's and crun's where the environment names none. */
const defaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/**
 * What to try to execute for the first word of a command, in order: the word itself where it has a slash, else one file
 * for each folder of PATH, as execvp(3): an empty folder is the working directory. Relative files stay relative to it.
 */
export function executableCandidates(word: string, environment: readonly string[]): string[] {
  if (word.includes("/")) return [word];
  if (word === "") return [];
  const entry = environment.findLast((each) => each.startsWith("PATH="));
  const folders = (entry?.slice("PATH=".length) || defaultPath).split(":");
  return [...new Set(folders.map((folder) => `${folder === "" ? "." : folder}/${word}`))];
}
