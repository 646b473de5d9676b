/** The element-by-element functions, by NumPy's names. Every operand may be a number, nested arrays or an NDArray; shapes broadcast. */
import { binary, unary } from './ufunc';

export { exp, log } from './ufunc';

export const add = binary('add', 'x + y', 'promoted');
export const subtract = binary('subtract', 'x - y', 'promoted');
export const multiply = binary('multiply', 'x * y', 'promoted', 'Math.imul(x, y)');
/** True division: always float64. */
export const divide = binary('divide', 'x / y', 'float64');
export const trueDivide = divide;
export const floorDivide = binary('floorDivide', 'Math.floor(x / y)', 'promoted', '(y === 0 ? 0 : Math.floor(x / y))');
/** JavaScript's % has the dividend's sign, Python's the divisor's. */
const signedRemainder = '((r) => (r !== 0 && r < 0 !== y < 0 ? r + y : r))';
/** Remainder with the divisor's sign, as Python's %. */
export const mod = binary('mod', `${signedRemainder}(x % y)`, 'promoted', `(y === 0 ? 0 : ${signedRemainder}(x % y))`);
export const remainder = mod;
export const power = binary('power', 'y === 2 ? x * x : Math.pow(x, y)', 'promoted');
/** The expression of y where the condition (as 1 or 0) holds, else of x, without a branch: a random one costs four times as much. */
const pick = (condition: string): string => `(t[0] = x, t[1] = y, t[${condition}])`;
/** The larger; NaN if either is. */
export const maximum = binary('maximum', pick('(y > x) | (y !== y)'), 'promoted');
/** The smaller; NaN if either is. */
export const minimum = binary('minimum', pick('(y < x) | (y !== y)'), 'promoted');
/** The larger, passing over NaN. */
export const fmax = binary('fmax', pick('(y > x) | (x !== x)'), 'promoted');
/** The smaller, passing over NaN. */
export const fmin = binary('fmin', pick('(y < x) | (x !== x)'), 'promoted');
export const arctan2 = binary('arctan2', 'Math.atan2(x, y)', 'float64');
export const hypot = binary('hypot', 'Math.hypot(x, y)', 'float64');
/** log(e^a + e^b) without overflow. */
export const logaddexp = binary('logaddexp', '(x === y ? x + Math.LN2 : Math.max(x, y) + Math.log1p(Math.exp(-Math.abs(x - y))))', 'float64');

export const greater = binary('greater', '(x > y) | 0', 'bool');
export const greaterEqual = binary('greaterEqual', '(x >= y) | 0', 'bool');
export const less = binary('less', '(x < y) | 0', 'bool');
export const lessEqual = binary('lessEqual', '(x <= y) | 0', 'bool');
export const equal = binary('equal', '(x === y) | 0', 'bool');
export const notEqual = binary('notEqual', '(x !== y) | 0', 'bool');
export const logicalAnd = binary('logicalAnd', '(x !== 0) & (y !== 0)', 'bool');
export const logicalOr = binary('logicalOr', '(x !== 0) | (y !== 0)', 'bool');
export const logicalXor = binary('logicalXor', '(x !== 0) ^ (y !== 0)', 'bool');
export const logicalNot = unary('logicalNot', '(x === 0) | 0', 'bool');

export const negative = unary('negative', '-x', 'promoted');
export const positive = unary('positive', '+x', 'promoted');
export const absolute = unary('absolute', 'Math.abs(x)', 'promoted');
export const abs = absolute;
export const fabs = unary('fabs', 'Math.abs(x)', 'float64');
export const square = unary('square', 'x * x', 'promoted');
export const sqrt = unary('sqrt', 'Math.sqrt(x)', 'float64');
export const cbrt = unary('cbrt', 'Math.cbrt(x)', 'float64');
export const reciprocal = unary('reciprocal', '1 / x', 'float64');
export const sign = unary('sign', 'x > 0 ? 1 : x < 0 ? -1 : x', 'promoted');
export const log2 = unary('log2', 'Math.log2(x)', 'float64');
export const log10 = unary('log10', 'Math.log10(x)', 'float64');
export const log1p = unary('log1p', 'Math.log1p(x)', 'float64');
export const expm1 = unary('expm1', 'Math.expm1(x)', 'float64');
export const exp2 = unary('exp2', 'Math.pow(2, x)', 'float64');
export const sin = unary('sin', 'Math.sin(x)', 'float64');
export const cos = unary('cos', 'Math.cos(x)', 'float64');
export const tan = unary('tan', 'Math.tan(x)', 'float64');
export const arcsin = unary('arcsin', 'Math.asin(x)', 'float64');
export const arccos = unary('arccos', 'Math.acos(x)', 'float64');
export const arctan = unary('arctan', 'Math.atan(x)', 'float64');
export const sinh = unary('sinh', 'Math.sinh(x)', 'float64');
export const cosh = unary('cosh', 'Math.cosh(x)', 'float64');
export const tanh = unary('tanh', 'Math.tanh(x)', 'float64');
export const arcsinh = unary('arcsinh', 'Math.asinh(x)', 'float64');
export const arccosh = unary('arccosh', 'Math.acosh(x)', 'float64');
export const arctanh = unary('arctanh', 'Math.atanh(x)', 'float64');
export const floor = unary('floor', 'Math.floor(x)', 'promoted');
export const ceil = unary('ceil', 'Math.ceil(x)', 'promoted');
export const trunc = unary('trunc', 'Math.trunc(x)', 'promoted');
/** To the nearest whole number; halves to the even one. */
export const rint = unary('rint', '((r) => (r - x === 0.5 && r % 2 !== 0 ? r - 1 : r === 0 && (x < 0 || Object.is(x, -0)) ? -0 : r))(Math.round(x))', 'promoted');
export const deg2rad = unary('deg2rad', '(x * Math.PI) / 180', 'float64');
export const rad2deg = unary('rad2deg', '(x * 180) / Math.PI', 'float64');
export const isnan = unary('isnan', '(x !== x) | 0', 'bool');
export const isfinite = unary('isfinite', 'Number.isFinite(x) ? 1 : 0', 'bool');
export const isinf = unary('isinf', 'x === Infinity || x === -Infinity ? 1 : 0', 'bool');
