import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { SallyportError } from "@sallyport/core";
import { createPrivateApt } from "./private-apt.ts";

export interface DebianPackage {
  readonly name: string;
  readonly suite: string;
}

/**
 * Downloads a package of any Debian suite; what apt keeps is below `folder`.
 * @returns the path of the `.deb`
 */
export async function downloadPackage({ name, suite }: DebianPackage, folder: string): Promise<string> {
  const apt = await createPrivateApt(folder, suite, "deb");
  const target = await emptyFolder(join(folder, name));
  await apt(["download", `${name}/${suite}`], { workingDirectory: target });
  return only(target, ".deb", name);
}

/**
 * Downloads packages of one Debian suite at once, and not what they depend on.
 * @returns the paths of the `.deb` files
 */
export async function downloadPackages(
  { names, suite }: { readonly names: readonly string[]; readonly suite: string },
  folder: string,
): Promise<string[]> {
  const apt = await createPrivateApt(folder, suite, "deb");
  // The name of a folder has no more than 255 bytes.
  const target = await emptyFolder(join(folder, names.join("+").slice(0, 100)));
  await apt(["download", ...names.map((name) => `${name}/${suite}`)], { workingDirectory: target });
  return debFiles(target);
}

/**
 * Downloads a package of any Debian suite and all that it depends on, whatever is installed here.
 * @returns the paths of the `.deb` files
 */
export async function downloadWithDependencies(
  { name, suite }: DebianPackage,
  folder: string,
): Promise<string[]> {
  const apt = await createPrivateApt(folder, suite, "deb");
  const target = await emptyFolder(join(folder, name));
  await mkdir(join(target, "partial"));
  const nothingInstalled = "Dir::State::status=/dev/null";
  const options = [nothingInstalled, `Dir::Cache::archives=${target}`].flatMap((each) => ["--option", each]);
  await apt([...options, "install", "--download-only", "--no-install-recommends", "--yes", name]);
  return debFiles(target);
}

async function debFiles(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((file) => file.endsWith(".deb")).map((file) => join(folder, file));
}

/**
 * Downloads the upstream tarball of a source package of any Debian suite; nothing is unpacked, so that no more than
 * apt is needed.
 * @returns the path of the `.orig.tar.*`
 */
export async function downloadSource({ name, suite }: DebianPackage, folder: string): Promise<string> {
  const apt = await createPrivateApt(folder, suite, "deb-src");
  const target = await emptyFolder(join(folder, name));
  await apt(["source", "--download-only", "--tar-only", name], { workingDirectory: target });
  return only(target, ".orig.tar.", name);
}

async function emptyFolder(path: string): Promise<string> {
  await rm(path, { recursive: true, force: true });
  await mkdir(path, { recursive: true });
  return path;
}

async function only(folder: string, part: string, name: string): Promise<string> {
  const file = (await readdir(folder)).find((each) => each.includes(part));
  if (file === undefined) {
    throw new SallyportError("SALLYPORT_SYSTEM_CALL", `apt-get left no *${part}* of ${name}`);
  }
  return join(folder, file);
}
