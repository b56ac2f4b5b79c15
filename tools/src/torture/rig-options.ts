export interface RigOptions {
  /** The figure of the night instead of the gate's. */
  readonly long: boolean;
  /** Repeats the draws of a run. */
  readonly seed: number;
  readonly attempts?: number;
}
