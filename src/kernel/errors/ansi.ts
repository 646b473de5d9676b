const paint = (open: number, close: number) => (text: string) => `\x1b[${open}m${text}\x1b[${close}m`;

/** The colours of IPython's tracebacks. */
export const red = paint(31, 39);
export const green = paint(32, 39);
export const cyan = paint(36, 39);
export const yellow = paint(33, 39);
export const grey = paint(90, 39);
