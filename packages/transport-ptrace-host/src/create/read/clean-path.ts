/** An absolute path without `.`, `..` and doubled slashes, as text: no link is followed. What is relative is below `base`. */
export function cleanPath(path: string, base = "/"): string {
  const names: string[] = [];
  for (const name of (path.startsWith("/") ? path : `${base}/${path}`).split("/")) {
    if (name === "..") names.pop();
    else if (name !== "" && name !== ".") names.push(name);
  }
  return `/${names.join("/")}`;
}
