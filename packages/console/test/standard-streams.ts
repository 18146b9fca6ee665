import type { Descriptors, Host } from "@sallyport/host";

type Numbers = readonly [stdin: number, stdout: number, stderr: number];

/** The same host, on which other descriptors play the standard streams. */
export function withStandardStreams(host: Host, numbers: Numbers, changes: Partial<Descriptors> = {}): Host {
  const { descriptors } = host;
  const real = (fd: number) => numbers[fd] ?? fd;
  return {
    ...host,
    descriptors: {
      ...descriptors,
      read: (fd, buffer) => descriptors.read(real(fd), buffer),
      write: (fd, bytes) => descriptors.write(real(fd), bytes),
      status: (fd) => descriptors.status(real(fd)),
      duplicate: (fd, lowest) => descriptors.duplicate(real(fd), lowest),
      setPipeSize: (fd, bytes) => descriptors.setPipeSize(real(fd), bytes),
      isNonBlocking: (fd) => descriptors.isNonBlocking(real(fd)),
      setNonBlocking: (fd, on) => descriptors.setNonBlocking(real(fd), on),
      wait: (fd, readiness) => descriptors.wait(real(fd), readiness),
      ...changes,
    },
    files: {
      ...host.files,
      open: (path, flags, mode) =>
        host.files.open(
          path.replace(
            /^(\/proc\/self\/fd\/)(\d+)$/,
            (_, folder: string, fd) => `${folder}${real(Number(fd))}`,
          ),
          flags,
          mode,
        ),
    },
    sockets: {
      ...host.sockets,
      send: (fd, bytes, fds) => host.sockets.send(real(fd), bytes, fds),
    },
  };
}
