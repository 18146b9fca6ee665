/** Nobody can change from the kernel's first root file system to another, as containers do. pivot_root(2) */
const init = `#!/bin/sh
mkdir /mnt /run
mount --bind / /mnt
cd /mnt
mount --move . /
exec chroot . /start
`;

const start = `#!/bin/sh
export PATH=/opt:/bin
mount -t devtmpfs dev /dev
mkdir /dev/pts
mount -t devpts devpts /dev/pts
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t securityfs security /sys/kernel/security
mount -t cgroup2 cgroup2 /sys/fs/cgroup
insmod /overlay.ko
dd if=/profiles of=/sys/kernel/security/apparmor/.load bs=1M 2> /dev/null
mkdir -p /rootfs/dev /rootfs/proc /rootfs/sys /sys/fs/cgroup/session/caller
cp -a /bin /etc /home /root /secret /tmp /rootfs
echo $$ > /sys/fs/cgroup/session/caller/cgroup.procs
cd /cases
for each in $(ls | sort -n); do
  timeout -s KILL 30 sh $each < /dev/null > /output 2>&1
  echo "result $each $? $(base64 -w 0 /output)" > /dev/console
done
reboot -f
`;

/** The first process of a machine, which carries out each script in /cases in the order of their numbers. */
export const machineScripts: Readonly<Record<string, string>> = { "/init": init, "/start": start };
