/** Kept equal to package.json by a test. */
export const version = "0.0.0";
export const ociVersion = "1.2.0";

/** Two lines, as the runtimes print them: engines read the first word behind `version`. @param name whose it is said to be */
export function versionText(name = "sallyport"): string {
  const own = name === "sallyport" ? "" : `sallyport: ${version}\n`;
  return `${name} version ${version}\nspec: ${ociVersion}\n${own}`;
}
