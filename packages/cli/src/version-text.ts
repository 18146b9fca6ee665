/** Kept equal to package.json by a test. */
const version = "0.0.0";
export const ociVersion = "1.2.0";

/** Two lines, as the runtimes print them: engines read the first word behind `version`. */
export const versionText = `sallyport version ${version}\nspec: ${ociVersion}\n`;
