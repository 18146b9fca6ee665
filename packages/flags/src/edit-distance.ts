/** The least number of letters to insert, remove or replace, or of neighbours to swap (optimal string alignment). */
export function editDistance(from: string, to: string): number {
  let above: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const [twoAbove, oneAbove] = [above, row];
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = at(oneAbove, j - 1) + (from[i - 1] === to[j - 1] ? 0 : 1);
      const swaps = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const swapped = swaps ? at(twoAbove, j - 2) + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min(replaced, swapped, at(oneAbove, j) + 1, at(next, j - 1) + 1));
    }
    [above, row] = [oneAbove, next];
  }
  return at(row, to.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
