import { constant } from "@sallyport/helper";

// linux/fcntl.h, asm-generic/fcntl.h: the same on x86-64 and arm64, unlike O_DIRECTORY and O_NOFOLLOW.
export const AT_FDCWD = constant("AT_FDCWD", -100);
export const O_WRONLY = constant("O_WRONLY", 1);
export const O_RDWR = constant("O_RDWR", 2);
export const O_NOCTTY = constant("O_NOCTTY", 0x100);
export const O_CLOEXEC = constant("O_CLOEXEC", 0x8_0000);
export const O_PATH = constant("O_PATH", 0x20_0000);

/** linux/sched.h */
export const CLONE_PARENT = constant("CLONE_PARENT", 0x8000);
export const CLONE_INTO_CGROUP = constant("CLONE_INTO_CGROUP", 0x2_0000_0000);
