import { useNativeProgram } from "./native-program.ts";

/** Gives the path of the program that reaps as engines do, in the cases of a file. */
export function useSubreaper(): () => string {
  return useNativeProgram("subreaper");
}
