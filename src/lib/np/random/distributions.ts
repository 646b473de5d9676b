import { log } from './log';
import type { Mt19937 } from './mt19937';

/**
 * Single numbers from the distributions of NumPy's RandomState, by the methods (and so from the same words of the generator, in the same order) that
 * NumPy has kept unchanged since 2007: Marsaglia's polar method for normals, inversion for exponentials, Marsaglia and Tsang for gamma.
 */
export class Distributions {
  /** The polar method makes two normals at a time: the second waits here. */
  hasGauss = false;
  cachedGaussian = 0;

  constructor(private readonly bits: Mt19937) {}

  gauss(): number {
    if (this.hasGauss) {
      const kept = this.cachedGaussian;
      this.hasGauss = false;
      this.cachedGaussian = 0;
      return kept;
    }
    let x1: number, x2: number, r2: number;
    do {
      x1 = 2 * this.bits.double() - 1;
      x2 = 2 * this.bits.double() - 1;
      r2 = x1 * x1 + x2 * x2;
    } while (r2 >= 1 || r2 === 0);
    const f = Math.sqrt((-2 * log(r2)) / r2);
    this.cachedGaussian = f * x1;
    this.hasGauss = true;
    return f * x2;
  }

  exponential(): number {
    return -log(1 - this.bits.double());
  }

  gamma(shape: number): number {
    if (shape === 1) return this.exponential();
    if (shape === 0) return 0;
    return shape < 1 ? this.smallGamma(shape) : this.largeGamma(shape);
  }

  beta(a: number, b: number): number {
    if (a > 1 || b > 1) {
      const ga = this.gamma(a),
        gb = this.gamma(b);
      return ga / (ga + gb);
    }
    for (;;) {
      const x = Math.pow(this.bits.double(), 1 / a),
        y = Math.pow(this.bits.double(), 1 / b);
      if (x + y <= 1 && x + y > 0) return x / (x + y);
    }
  }

  poisson(lam: number): number {
    if (lam === 0) return 0;
    return lam >= 10 ? this.largePoisson(lam) : this.smallPoisson(lam);
  }

  private smallGamma(shape: number): number {
    for (;;) {
      const u = this.bits.double(),
        v = this.exponential();
      if (u <= 1 - shape) {
        const x = Math.pow(u, 1 / shape);
        if (x <= v) return x;
      } else {
        const y = -log((1 - u) / shape);
        const x = Math.pow(1 - shape + shape * y, 1 / shape);
        if (x <= v + y) return x;
      }
    }
  }

  private largeGamma(shape: number): number {
    const b = shape - 1 / 3,
      c = 1 / Math.sqrt(9 * b);
    for (;;) {
      let x: number, v: number;
      do {
        x = this.gauss();
        v = 1 + c * x;
      } while (v <= 0);
      v = v * v * v;
      const u = this.bits.double();
      if (u < 1 - 0.0331 * (x * x) * (x * x)) return b * v;
      if (log(u) < 0.5 * x * x + b * (1 - v + log(v))) return b * v;
    }
  }

  private smallPoisson(lam: number): number {
    const limit = Math.exp(-lam);
    let count = 0;
    for (let product = this.bits.double(); product > limit; product *= this.bits.double()) count++;
    return count;
  }

  /** W. Hörmann's transformed rejection, "The transformed rejection method for generating Poisson random variables" (1993). */
  private largePoisson(lam: number): number {
    const root = Math.sqrt(lam),
      logLam = log(lam);
    const b = 0.931 + 2.53 * root,
      a = -0.059 + 0.02483 * b;
    const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4),
      vr = 0.9277 - 3.6224 / (b - 2);
    for (;;) {
      const u = this.bits.double() - 0.5,
        v = this.bits.double();
      const us = 0.5 - Math.abs(u);
      const k = Math.floor(((2 * a) / us + b) * u + lam + 0.43);
      if (us >= 0.07 && v <= vr) return k;
      if (k < 0 || (us < 0.013 && v > us)) continue;
      if (log(v) + log(inverseAlpha) - log(a / (us * us) + b) <= -lam + k * logLam - logGamma(k + 1)) return k;
    }
  }
}

/** Coefficients B(2n) / (2n (2n - 1)) of Stirling's series. */
const STIRLING = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
  43867 / 244188,
  -174611 / 125400,
];

/** ln of the gamma function for x >= 1, by Stirling's series from 7 on. */
function logGamma(x: number): number {
  if (x === 1 || x === 2) return 0;
  const steps = x < 7 ? Math.floor(7 - x) : 0;
  let top = x + steps;
  const square = (1 / top) * (1 / top);
  const series = STIRLING.reduceRight((sum, term) => sum * square + term);
  let result = series / top + 0.5 * 1.8378770664093453 + (top - 0.5) * log(top) - top;
  for (let i = 0; i < steps; i++) {
    result -= log(top - 1);
    top -= 1;
  }
  return result;
}
