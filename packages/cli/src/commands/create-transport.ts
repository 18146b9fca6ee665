import { hasErrno, SallyportError, withContext } from "@sallyport/core";
import { noFlags } from "@sallyport/flags";
import { type Host, writeAll } from "@sallyport/host";
import { defineCommand } from "../command.ts";
import { onlyWord } from "../only-word.ts";
import { paragraphs } from "../paragraphs.ts";
import { templateFiles } from "../transport-template/template-files.ts";
import { version } from "../version-text.ts";

const idPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const folderMode = 0o777;
const fileMode = 0o666;

export const createTransportCommand = defineCommand({
  name: "create-transport",
  uses: "nothing",
  words: "NAME",
  description: paragraphs(
    [
      "Writes a package for a new transport into a new folder, sallyport-transport-NAME. It works as it is, and runs",
      "commands on this machine; its tests are `sallyport conform`.",
    ],
    ["  sallyport create-transport hut"],
  ),
  flags: () => noFlags,
  async run({ host, words }) {
    const name = onlyWord(words, "NAME");
    if (!idPattern.test(name)) {
      throw new SallyportError(
        "SALLYPORT_USAGE",
        `name "${name}" must be of small letters, digits and single hyphens, and begin with a letter`,
      );
    }
    const folder = `sallyport-transport-${name}`;
    makeFolder(host, folder);
    for (const [path, text] of Object.entries(templateFiles(name, version))) write(host, folder, path, text);
    const next = `cd ${folder}\nnpm install\nnpm test\n`;
    return { exitStatus: 0, output: `${folder} has a transport that works. Next:\n\n${next}` };
  },
});

/** One that is there is somebody's work. */
function makeFolder(host: Host, folder: string): void {
  try {
    host.files.makeDirectory(folder, folderMode);
  } catch (error) {
    throw withContext(`creating ${folder}`, error);
  }
}

function write(host: Host, folder: string, path: string, text: string): void {
  const parents = path.split("/").slice(0, -1);
  parents.forEach((_, index) => ensureFolder(host, `${folder}/${parents.slice(0, index + 1).join("/")}`));
  const fd = host.files.open(
    `${folder}/${path}`,
    { access: "write", create: true, exclusive: true },
    fileMode,
  );
  try {
    writeAll(host, fd, host.text.encode(text));
  } finally {
    host.descriptors.close(fd);
  }
}

function ensureFolder(host: Host, folder: string): void {
  try {
    host.files.makeDirectory(folder, folderMode);
  } catch (error) {
    if (!hasErrno(error, "EEXIST")) throw error;
  }
}
