/**
 * tsyringe asks for three functions of reflect-metadata when it loads. Nothing here uses decorator metadata, so
 * they only have to exist. Remove when tsyringe no longer checks.
 */
const reflect = Reflect as unknown as Record<string, unknown>;
reflect["getMetadata"] ??= () => undefined;
reflect["getOwnMetadata"] ??= () => undefined;
reflect["defineMetadata"] ??= () => undefined;
