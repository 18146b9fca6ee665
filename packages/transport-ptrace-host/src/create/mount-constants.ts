import { constant } from "@sallyport/helper";

// linux/mount.h
export const MOUNT_ATTR_RDONLY = constant("MOUNT_ATTR_RDONLY", 0x1);
export const MOUNT_ATTR_NOSUID = constant("MOUNT_ATTR_NOSUID", 0x2);
export const MOUNT_ATTR_NODEV = constant("MOUNT_ATTR_NODEV", 0x4);
export const MOUNT_ATTR_NOEXEC = constant("MOUNT_ATTR_NOEXEC", 0x8);
export const MOUNT_ATTR_ATIME = constant("MOUNT_ATTR__ATIME", 0x70);
export const MOUNT_ATTR_NOATIME = constant("MOUNT_ATTR_NOATIME", 0x10);
export const MOUNT_ATTR_STRICTATIME = constant("MOUNT_ATTR_STRICTATIME", 0x20);
export const MOUNT_ATTR_NODIRATIME = constant("MOUNT_ATTR_NODIRATIME", 0x80);
export const MOUNT_ATTR_NOSYMFOLLOW = constant("MOUNT_ATTR_NOSYMFOLLOW", 0x20_0000);

export const MS_UNBINDABLE = constant("MS_UNBINDABLE", 1 << 17);
export const MS_PRIVATE = constant("MS_PRIVATE", 1 << 18);
export const MS_SLAVE = constant("MS_SLAVE", 1 << 19);
export const MS_SHARED = constant("MS_SHARED", 1 << 20);

export const FSOPEN_CLOEXEC = constant("FSOPEN_CLOEXEC", 1);
export const FSMOUNT_CLOEXEC = constant("FSMOUNT_CLOEXEC", 1);
export const FSCONFIG_SET_FLAG = constant("FSCONFIG_SET_FLAG", 0);
export const FSCONFIG_SET_STRING = constant("FSCONFIG_SET_STRING", 1);
export const FSCONFIG_CMD_CREATE = constant("FSCONFIG_CMD_CREATE", 6);

export const OPEN_TREE_CLONE = constant("OPEN_TREE_CLONE", 1);
export const OPEN_TREE_CLOEXEC = constant("OPEN_TREE_CLOEXEC", 0x8_0000);
export const MOVE_MOUNT_F_EMPTY_PATH = constant("MOVE_MOUNT_F_EMPTY_PATH", 0x04);
export const MOVE_MOUNT_T_EMPTY_PATH = constant("MOVE_MOUNT_T_EMPTY_PATH", 0x40);
export const MNT_DETACH = constant("MNT_DETACH", 2);

// linux/fcntl.h
export const AT_EMPTY_PATH = constant("AT_EMPTY_PATH", 0x1000);
export const AT_RECURSIVE = constant("AT_RECURSIVE", 0x8000);
export const AT_SYMLINK_NOFOLLOW = constant("AT_SYMLINK_NOFOLLOW", 0x100);

// linux/openat2.h
export const RESOLVE_NO_MAGICLINKS = constant("RESOLVE_NO_MAGICLINKS", 0x02);
export const RESOLVE_NO_SYMLINKS = constant("RESOLVE_NO_SYMLINKS", 0x04);
export const RESOLVE_BENEATH = constant("RESOLVE_BENEATH", 0x08);
export const RESOLVE_IN_ROOT = constant("RESOLVE_IN_ROOT", 0x10);
