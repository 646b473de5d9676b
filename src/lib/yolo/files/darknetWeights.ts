/** Numbers of one convolution as Darknet keeps them. `kernel` is (filters, channels, size, size). */
export interface DarknetConvolution {
  bias: Float32Array;
  /** With batch normalization: gamma, moving mean and moving variance. */
  scales?: Float32Array;
  mean?: Float32Array;
  variance?: Float32Array;
  kernel: Float32Array;
}

/** Reads a .weights file from front to back: a header, then each convolution's numbers, float32, little-endian. */
export class DarknetReader {
  private at: number;
  /** Version of the file, as major.minor. */
  readonly version: string;

  constructor(private readonly data: Buffer) {
    if (data.length < 16) throw new Error(`Darknet weights: expected a header of at least 16 bytes, the file has ${data.length}`);
    const [major, minor] = [data.readInt32LE(0), data.readInt32LE(4)];
    if (major < 0 || major > 1000 || minor < 0 || minor > 1000) throw new Error(`Darknet weights: the header's version ${major}.${minor} makes no sense; is this a .weights file?`);
    this.version = `${major}.${minor}`;
    this.at = major * 10 + minor >= 2 ? 20 : 16; // how many pictures were seen: 8 bytes since 0.2, 4 before
  }

  private take(count: number, what: string): Float32Array {
    if (this.at + 4 * count > this.data.length) throw new Error(`Darknet weights: the file ends within ${what}: ${4 * count} bytes wanted at ${this.at}, there are ${this.data.length - this.at}. Do .cfg and .weights belong together?`);
    const out = Float32Array.from({ length: count }, (_, i) => this.data.readFloatLE(this.at + 4 * i));
    this.at += 4 * count;
    return out;
  }

  convolution(what: string, filters: number, channels: number, size: number, batchNormalize: boolean): DarknetConvolution {
    const bias = this.take(filters, `${what} biases`);
    const [scales, mean, variance] = batchNormalize ? ['scales', 'means', 'variances'].map((part) => this.take(filters, `${what} ${part}`)) : [];
    return { bias, scales, mean, variance, kernel: this.take(filters * channels * size * size, `${what} kernel`) };
  }

  /** Bytes that nobody has read. */
  get left(): number {
    return this.data.length - this.at;
  }
}
