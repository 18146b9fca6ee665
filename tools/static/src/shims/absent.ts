/** In place of modules that commander loads for subcommands in files of their own, which sallyport has none of. */
export const existsSync = () => false;
