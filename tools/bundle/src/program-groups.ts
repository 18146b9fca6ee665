/**
 * What of the program is loaded together, with all that it imports: to load many small modules takes longer than to
 * read them. The test is for the path of a module.
 */
export const programGroups = [
  {
    name: "exec",
    test: /\/cli\/src\/commands\/exec\.ts$|\/runtime\/src\/composition-root\.ts$/,
    priority: 1,
  },
  { name: "waiter", test: /\/helper\/src\/(?!index)[\w-]+\.ts$/, priority: 0 },
  { name: "host", test: /\/transport-ptrace-host\/src\/host-handle\.ts$/, priority: 0 },
];
