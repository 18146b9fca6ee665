import { writeFile } from "node:fs/promises";
import { arch } from "node:os";
import { join } from "node:path";
import { downloadPackages } from "../sandboxes/apt/download-package.ts";
import { cacheFolder } from "../sandboxes/cache-folder.ts";
import { installOnce } from "../sandboxes/install-once.ts";
import { runCommand } from "../sandboxes/run-command.ts";
import { chromiumPackages } from "./chromium-packages.ts";

/** A browser without a window. */
export interface Chromium {
  readonly path: string;
  /** What it needs beside the caller's own. */
  readonly environment: Readonly<Record<string, string>>;
}

const suite = "bookworm";

/** Chromium of Debian, below `.cache`, with the libraries and the font that a bare machine lacks. */
export async function installChromium(progress: (line: string) => void): Promise<Chromium> {
  const target = cacheFolder("runtimes", `chromium-${suite}-${arch()}`);
  const fonts = join(target, "fonts.conf");
  const folder = await installOnce(target, async (partial) => {
    progress(`fetching chromium of Debian ${suite}`);
    const archives = await downloadPackages({ names: chromiumPackages, suite }, cacheFolder("apt", suite));
    for (const archive of archives) await runCommand("dpkg-deb", ["--extract", archive, partial]);
    await writeFile(join(partial, "fonts.conf"), fontsConfiguration(target));
  });
  const triplet = `${arch() === "arm64" ? "aarch64" : "x86_64"}-linux-gnu`;
  const libraries = ["usr/lib", "lib"].map((each) => join(folder, each, triplet));
  return {
    path: join(folder, "usr/lib/chromium/chromium-headless-shell"),
    environment: {
      LD_LIBRARY_PATH: [...libraries, join(folder, "usr/lib", triplet, "pulseaudio")].join(":"),
      FONTCONFIG_FILE: fonts,
    },
  };
}

function fontsConfiguration(folder: string): string {
  const font = `<dir>${join(folder, "usr/share/fonts")}</dir>`;
  const cache = `<cachedir>${join(folder, "font-cache")}</cachedir>`;
  return `<?xml version="1.0"?>\n<fontconfig>${font}${cache}</fontconfig>\n`;
}
