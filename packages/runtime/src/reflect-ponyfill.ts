/**
 * tsyringe asks for three functions of reflect-metadata when it loads. Nothing here uses decorator metadata, so
 * they only have to exist. Remove when tsyringe no longer checks.
 */
for (const name of ["getMetadata", "getOwnMetadata", "defineMetadata"]) {
  if (!(name in Reflect)) Object.defineProperty(Reflect, name, { value: () => undefined, writable: true });
}
