import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { cacheFolder, downloadPackage, runCommand, workspaceFolder } from "@sallyport/testkit";
import { readTables } from "./read-tables.ts";
import { renderModule } from "./render-module.ts";

const suite = "sid";
const output = "packages/transport-ptrace-host/src/seccomp/generated/syscall-names.ts";

const folder = cacheFolder("syscalls");
const archive = await downloadPackage({ name: "linux-libc-dev", suite }, join(folder, "apt"));
await runCommand("dpkg-deb", ["--extract", archive, join(folder, "headers")]);
const [name, version] = basename(archive).split("_");
const tables = await readTables(join(folder, "headers"));
await writeFile(
  join(workspaceFolder(), output),
  renderModule(tables, `${name} ${version} of Debian ${suite}`),
);
console.log(
  `${output}: ${Object.entries(tables)
    .map(([abi, { size }]) => `${abi} ${size}`)
    .join(", ")}`,
);
