/** A camera behind the windscreen. Angles are small, so that upright lines stay nearly upright. */
export interface CameraPose {
  /** Metres in the world; height is above the road. */
  x: number;
  z: number;
  height: number;
  /** Radians: to the left, and downwards. */
  yaw: number;
  pitch: number;
}

/** Focal length as a share of the frame's width: about 60 degrees across. */
const FOCAL = 0.87;
/** Where the horizon of a level camera lies, as a share of the height. */
const HORIZON = 0.45;

/** A pinhole camera for pictures of a given size in pixels. */
export class Camera {
  readonly focal: number;
  readonly centerX: number;
  readonly centerY: number;
  readonly sinYaw: number;
  readonly cosYaw: number;
  readonly sinPitch: number;
  readonly cosPitch: number;

  constructor(
    readonly pose: CameraPose,
    readonly width: number,
    readonly height: number,
  ) {
    this.focal = FOCAL * width;
    this.centerX = width / 2;
    this.centerY = HORIZON * height;
    [this.sinYaw, this.cosYaw] = [Math.sin(pose.yaw), Math.cos(pose.yaw)];
    [this.sinPitch, this.cosPitch] = [Math.sin(pose.pitch), Math.cos(pose.pitch)];
  }

  /** Writes the direction into the world, of length 1, through a point of the picture in pixels. */
  ray(px: number, py: number, out: Float64Array): void {
    const right = (px - this.centerX) / this.focal;
    const up = (this.centerY - py) / this.focal;
    const y = this.cosPitch * up - this.sinPitch;
    const ahead = this.sinPitch * up + this.cosPitch;
    const length = Math.sqrt(right * right + up * up + 1);
    out[0] = (this.cosYaw * right - this.sinYaw * ahead) / length;
    out[1] = y / length;
    out[2] = (this.sinYaw * right + this.cosYaw * ahead) / length;
  }
}
