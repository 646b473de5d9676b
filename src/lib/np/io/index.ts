export { load, loadz, save, savez, savezCompressed } from './files';
export { decodeNpy, encodeNpy } from './npy';
export { decodeNpz, encodeNpz } from './npz';
