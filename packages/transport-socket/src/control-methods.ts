/** The methods of gVisor's control server that are called here (runsc/boot/controller.go). */
export const controlMethods = {
  containerRuntimeState: "containerManager.ContainerRuntimeState",
  event: "containerManager.Event",
  executeAsync: "containerManager.ExecuteAsync",
  processes: "containerManager.Processes",
  signal: "containerManager.Signal",
  wait: "containerManager.Wait",
  waitPid: "containerManager.WaitPID",
} as const;
