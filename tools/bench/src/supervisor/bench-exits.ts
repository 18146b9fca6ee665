import { createNodeHost } from "@sallyport/host/node";
import { progress } from "../progress.ts";
import { countExits } from "./count-exits.ts";
import { levelNames, levels } from "./levels.ts";
import { supervisorProgram } from "./supervisor-program.ts";

/** Runs so many commands that end at once on each level, on a busy machine, and prints how many were right. */
export async function benchExits(count: number): Promise<boolean> {
  const host = createNodeHost();
  let isRight = true;
  for (const level of levelNames) {
    progress(`${count} commands on level ${level}`);
    const right = await countExits(host, supervisorProgram, levels[level], count);
    console.log(`right exits on level ${level}, under load: ${right} of ${count}`);
    isRight &&= right === count;
  }
  return isRight;
}
