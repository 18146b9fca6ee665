export interface WindowSize {
  readonly rows: number;
  readonly columns: number;
}

export interface Terminals {
  isTerminal(fd: number): boolean;
  windowSize(fd: number): WindowSize;
  setWindowSize(fd: number, size: WindowSize): void;
}
